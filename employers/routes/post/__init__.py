"""The public form: /post-a-role, from the first screen to the confirmed e-mail address."""

from employers.routes.post.screens import bp

from employers.routes.post import confirming, sending  # noqa: F401  # isort: skip - they add to bp

__all__ = ["bp"]
