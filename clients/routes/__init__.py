"""The clients' room: the list, who somebody is, their profile and its versions."""

from clients.routes import people, profiles, versions
from clients.routes.room import bp

__all__ = ["bp", "people", "profiles", "versions"]
