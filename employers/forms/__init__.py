"""The forms staff fill in about vacancies; fields for conditions come from the catalogue."""
