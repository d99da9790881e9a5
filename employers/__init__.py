"""What employers tell us: employers, their sites, vacancies, and the adverts read into them."""
