"""Every open vacancy as columns of small numbers, so that a million are read in milliseconds.

The index answers what the rules answer, never something else: each limit is read once for every
distinct value by the rules themselves, and only gathered and added up here. It is a copy that can
be made again at any time; the database is the truth. How it works: docs/performance.md.
"""

from matching.index.doors import Door, doors
from matching.index.encoding import Offer, Vocabulary
from matching.index.index import Index, IndexBuilder
from matching.index.order import PlaceInOrder, best, first_of, how_many_before, in_order
from matching.index.passes import Asking, Part, Pass, run

__all__ = [
    "Asking",
    "Door",
    "Index",
    "IndexBuilder",
    "Offer",
    "Part",
    "Pass",
    "PlaceInOrder",
    "Vocabulary",
    "best",
    "doors",
    "first_of",
    "how_many_before",
    "in_order",
    "run",
]
