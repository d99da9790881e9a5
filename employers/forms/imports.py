"""Sending a file of adverts, and saying what its columns mean."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField

from web.forms import BaseForm


class UploadForm(BaseForm):
    """One file."""

    file = FileField(
        "File of adverts",
        description="schema.org JobPosting as JSON or JSON Lines, or CSV; packed with gzip or not.",
        validators=[FileRequired("Choose a file.")],
    )
    ignore_past_closing = BooleanField(
        "Leave out closing dates that are past",
        description="Only for trying out an old file. The dates stay among the notes.",
    )


class ColumnsForm(BaseForm):
    """The token; the choices, one for each column, are read beside it."""
