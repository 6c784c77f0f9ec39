"""What a story amounts to: its words, its paths, and who and what is met in it."""
