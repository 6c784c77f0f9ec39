"""One module a screen, its style sheet inside."""
