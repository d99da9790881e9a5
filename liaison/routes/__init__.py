"""The pages where clients and employers meet."""
