"""Files of adverts, read into vacancies that say no more than the adverts do."""
