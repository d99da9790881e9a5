"""The pages of employers, vacancies and imports."""
