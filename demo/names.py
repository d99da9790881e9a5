"""Names nobody bears: trees for people, daydreams for employers."""

from __future__ import annotations

from itertools import product

TREES = [
    "Alder",
    "Ash",
    "Aspen",
    "Bay",
    "Birch",
    "Briar",
    "Clover",
    "Fern",
    "Hazel",
    "Heather",
    "Ivy",
    "Juniper",
    "Laurel",
    "Linden",
    "Maple",
    "Oak",
    "Olive",
    "Poppy",
    "Rowan",
    "Sage",
    "Sorrel",
    "Tansy",
    "Thistle",
    "Willow",
]
ENDINGS = ("Example", "Sample", "Demo", "Fiction", "Specimen")
BIRDS = ("Robin", "Wren", "Martin", "Jay", "Lark", "Teal")
DREAMS = (
    "Moonbeam",
    "Paper Boat",
    "Clockwork Otter",
    "Unicorn Street",
    "Marmalade",
    "Upside Down",
    "Dragonfly Lane",
    "Teacup",
    "Cloud Nine",
    "Rainbow Kite",
)
# What follows the daydream, by kind of employer; ten daydreams times these make the employers.
ENDINGS_BY_KIND = {
    "shop": ("Stores", "Charity Shop"),
    "office": ("Surgery", "Housing Association"),
    "school": ("Primary School",),
    "care": ("Care Home",),
    "kitchen": ("Café",),
    "mixed": ("Trading",),
}


def client_names() -> list[str]:
    """A hundred and twenty names."""
    return [f"{first} {last}" for last, first in product(ENDINGS, TREES)]


def employer_names() -> list[tuple[str, str]]:
    """Eighty pairs of kind and name."""
    return [
        (kind, f"{dream} {ending}")
        for kind, endings in ENDINGS_BY_KIND.items()
        for ending, dream in product(endings, DREAMS)
    ]
