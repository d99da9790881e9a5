"""What an ESW looks at just now, and what a row says first; pure."""
