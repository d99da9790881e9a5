"""Forms about clients; those about limits are built from the catalogue."""
