"""What the next page says first: that something was done, and how to take it back."""

from __future__ import annotations

from flask import flash


def flash_done(message: str) -> None:
    """Say that something was done."""
    flash(message, "done")


def flash_undo(message: str, undo_url: str) -> None:
    """Say that something was done, with one button that takes it back (a POST to `undo_url`)."""
    flash({"message": message, "undo_url": undo_url}, "undo")  # type: ignore[arg-type]


def flash_problem(message: str) -> None:
    """Say that something could not be done, and what to do instead."""
    flash(message, "problem")
