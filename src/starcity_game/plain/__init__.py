"""The game as a stream of lines, for pipes, scripts, screen readers and terminals that can do no more."""
