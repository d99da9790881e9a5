"""Where a client and an employer meet before a placement: kept and put aside, questions, visits."""
