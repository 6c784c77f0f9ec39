"""Translating a story: PO files made from it, and what they still lack."""
