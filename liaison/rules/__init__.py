"""What holds of the work with employers, whoever asks; pure."""
