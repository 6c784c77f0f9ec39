"""A life as a text to be read, printed or sent: every page, and what was chosen on it."""
