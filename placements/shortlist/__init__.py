"""What the shortlist shows: an engine that ranks, and everything a row and a reading say."""
