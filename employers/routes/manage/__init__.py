"""The pages behind a manage link: /your-role, for the employer who posted the role."""

from employers.routes.manage.page import bp

from employers.routes.manage import actions  # noqa: F401  # isort: skip - it adds to bp

__all__ = ["bp"]
