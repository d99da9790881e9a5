"""One of them or many: the plain plural of English nouns, as far as job titles need it."""

from functools import lru_cache

#: Words that end like a plural and are none, or that mean another job in the singular.
_KEPT_PLURALS = frozenset({
    "accounts", "sales", "news", "logistics", "premises", "goods", "works", "series", "operations",
    "sports", "arts", "means", "canvas", "atlas", "chassis", "species", "lens", "christmas",
    "communications", "telecommunications", "foods", "resources", "lettings", "claims", "civils",
    "aids", "rails", "physics", "always", "systems", "stores", "securities", "specimen", "regimen",
})  # fmt: skip


#: A fisherwoman and fishermen are read as a fisherman is.
_OF_EITHER = ("woman", "women", "men")


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Return the word for one of them: "operatives" reads "operative", "nannies" "nanny"."""
    if len(word) < 4 or word in _KEPT_PLURALS:
        return word
    if word.endswith(_OF_EITHER) and len(word) > 6:
        return word.removesuffix("woman").removesuffix("women").removesuffix("men") + "man"
    if word[-1] != "s" or word[-2] in "sui":
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1]
