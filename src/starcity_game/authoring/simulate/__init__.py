"""Leading a story's programme thousands of times: what its numbers amount to."""
