"""Which working conditions there are: each declared once, and everything else derived from it."""

from collections.abc import Mapping
from types import MappingProxyType

from matching.catalogue.condition import Condition, Group, Kind, Test, Words
from matching.catalogue.flexibility import NOTICE_AND_BREAKS
from matching.catalogue.hours import HOW_LONG, WHEN
from matching.catalogue.loads import LOADS_AND_REACH
from matching.catalogue.pace import PACE
from matching.catalogue.place import PLACE
from matching.catalogue.posture import SITTING_AND_STANDING
from matching.catalogue.setting import SETTING
from matching.catalogue.surroundings import SURROUNDINGS
from matching.catalogue.terms import TERMS

__all__ = ["CATALOGUE", "GROUPS", "Condition", "Group", "Kind", "Test", "Words"]

_ENTRIES = (
    *SITTING_AND_STANDING,
    *LOADS_AND_REACH,
    *SURROUNDINGS,
    *HOW_LONG,
    *WHEN,
    *NOTICE_AND_BREAKS,
    *PACE,
    *PLACE,
    *SETTING,
    *TERMS,
)

#: Every condition by its key, in the order forms and documents list them.
CATALOGUE: Mapping[str, Condition] = MappingProxyType({entry.key: entry for entry in _ENTRIES})

#: The conditions of each group, in the order of the catalogue.
GROUPS: Mapping[Group, tuple[Condition, ...]] = MappingProxyType(
    {group: tuple(entry for entry in _ENTRIES if entry.group is group) for group in Group}
)
