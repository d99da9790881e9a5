"""What is written about employers and their vacancies; each step is kept with its reason."""
