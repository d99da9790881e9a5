"""What holds of employers and vacancies, whoever asks; pure."""
