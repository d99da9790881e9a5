"""Follow-up in work: the schedule, the prompts, the answers. Empty until placements start."""
