"""People who sign in: teams, staff, roles."""
