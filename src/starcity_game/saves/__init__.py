"""A life on disk: atomic, versioned, and restored into a story that may have been edited."""
