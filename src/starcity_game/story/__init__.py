"""A folder of YAML becomes a checked, compiled, immutable story."""
