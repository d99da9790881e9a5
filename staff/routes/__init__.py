"""The pages of who works here, and of what was sent to whom."""
