"""The usual form of a story file: its layout, never its meaning."""
