"""Follow-up in work: the schedule, the prompts, the answers. Built with the placements that need it."""
