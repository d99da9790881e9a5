"""What is read of employers and their vacancies."""
