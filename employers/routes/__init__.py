"""The pages about employers and their vacancies; the room of employers is made of four files."""

from employers.routes import contacts, directory, merging, record  # noqa: F401 - they add pages
from employers.routes.room import bp

__all__ = ["bp"]
