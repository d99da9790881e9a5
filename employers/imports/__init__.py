"""A file of adverts on its way in: uploaded, read in small steps, looked at, published at once."""
