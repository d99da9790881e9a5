"""Job families: everyday wordings for the same work, written by us in ``families/*.toml``.

One file for each sector. A family has a label, belongs to a group of neighbouring work within its
sector, and lists the wordings people and adverts use, British ones first.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "families"


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of work: its label, where it belongs, and every wording for it (lower case)."""

    label: str
    group: str
    sector: str
    wordings: tuple[str, ...]
    near: tuple[str, ...] = ()  # labels of families outside the group whose work is close


class _Families(Mapping[str, Family]):
    """Every family by its label, in the order of the files; read at first use."""

    def __getitem__(self, label: str) -> Family:
        return _read()[label]

    def __iter__(self) -> Iterator[str]:
        return iter(_read())

    def __len__(self) -> int:
        return len(_read())


#: Label -> family.
FAMILIES: Mapping[str, Family] = _Families()


@cache
def _read() -> dict[str, Family]:
    found: dict[str, Family] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for family in _sector(path):
            if family.label in found:
                msg = f"{path.name}: two job families are called {family.label!r}; rename one."
                raise ValueError(msg)
            found[family.label] = family
    return found


def _sector(path: Path) -> Iterator[Family]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for group, families in table["groups"].items():
        for label, entry in families.items():
            yield Family(
                label=label,
                group=group,
                sector=table["sector"],
                wordings=tuple(_listed(entry["wordings"])),
                near=tuple(_listed(entry.get("near", ""))),
            )


def _listed(text: str) -> Iterator[str]:
    return (entry for part in text.split(",") if (entry := " ".join(part.split())))
