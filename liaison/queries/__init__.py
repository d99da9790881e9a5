"""What is read of the work between clients and employers."""
