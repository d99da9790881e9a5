"""What is written down of the work between clients and employers."""
