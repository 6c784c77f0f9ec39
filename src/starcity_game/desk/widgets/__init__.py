"""What is used by more than one screen."""
