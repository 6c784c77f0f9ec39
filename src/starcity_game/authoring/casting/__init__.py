"""Proving a plan of clues fair for every cast that the seed can deal, and showing it."""
