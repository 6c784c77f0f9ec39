"""Star City: a paranoid thriller played in a terminal, and the engine it runs on."""

__version__ = "0.1.0"
