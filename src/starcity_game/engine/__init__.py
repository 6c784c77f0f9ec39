"""A story being played: pure values, no files, no clock, no screen."""
