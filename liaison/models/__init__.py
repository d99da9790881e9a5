"""What is kept of the work between clients and employers."""

from liaison.models.entries import LiaisonEntry
from liaison.models.marks import MarkKind, ShortlistMark

__all__ = ["LiaisonEntry", "MarkKind", "ShortlistMark"]
