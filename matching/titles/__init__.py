"""How alike a wanted job and the title of a vacancy are; what is known of job families.

``likeness`` compares two titles; ``FAMILIES`` are the kinds of work we wrote wordings for. How it
works, its figures and its limits: ``docs/titles.md``.
"""

from matching.titles.families import FAMILIES, Family
from matching.titles.scoring import Likeness, families_of, likeness, likenesses, normalise

__all__ = [
    "FAMILIES",
    "Family",
    "Likeness",
    "families_of",
    "likeness",
    "likenesses",
    "normalise",
]
