"""The person: who they are, what they are good at, what they want, and their working limits."""
