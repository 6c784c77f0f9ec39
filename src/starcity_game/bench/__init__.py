"""The author's desk: the reading desk with the author's tools on it."""
