"""The reading desk: the Textual front."""
