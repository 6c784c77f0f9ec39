"""The author's workshop: a story under the hand of its author, played while it is being written."""
