"""What a profile is and how it changes; pure."""
