"""From shortlist to placement: which vacancies are worth a call for one client, and why."""
