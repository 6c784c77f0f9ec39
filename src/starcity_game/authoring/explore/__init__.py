"""The story as a state machine: what can be reached, what cannot, and what its players meet."""
