"""Playthroughs: lists of choices with what is to be read on the way, by which an author pins a scene."""
