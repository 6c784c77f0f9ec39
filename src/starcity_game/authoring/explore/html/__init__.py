"""The parts of the page that `starcity explore --html` writes."""
