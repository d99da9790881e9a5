"""A believable fictional team in south Hampshire, for trying Foothold out and for its tests."""
