"""Giving something in a story another name, everywhere."""
