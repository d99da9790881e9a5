"""The forms of the work between clients and employers."""
