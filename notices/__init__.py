"""Messages out: the outbox, how they leave, and the ledger of what was sent and what was not."""
