"""Mending a story's files: typography, slips of YAML, and the ids of choices.

A repair changes nothing of what a story says: afterwards the story is read again from memory, and must be the same but
for the signs that were set, and must have no new error.
"""
