"""Where things are kept: the database, its column types, the only commit and the only clock."""
