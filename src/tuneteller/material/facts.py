"""Every relation from which untrue facts are made."""

from __future__ import annotations

from collections.abc import Mapping

from tuneteller.material.facts_everyday import FACTS_EVERYDAY
from tuneteller.material.facts_nature import FACTS_NATURE
from tuneteller.material.facts_people import FACTS_PEOPLE
from tuneteller.material.facts_places import FACTS_PLACES
from tuneteller.material.facts_relation import Relation
from tuneteller.material.facts_table import FIRST_RELATIONS
from tuneteller.material.facts_unreal import FACTS_UNREAL

RELATIONS: tuple[Relation, ...] = (*FIRST_RELATIONS, *FACTS_PLACES, *FACTS_PEOPLE, *FACTS_NATURE, *FACTS_EVERYDAY,
                                   *FACTS_UNREAL)
"""The relations, some in two parts of one name; no subject stands in two. New ones come at the end, see `Family.grown`."""

NEAR: Mapping[str, str] = {
    "the Golden State": "California", "the Sunshine State": "Florida", "the Lone Star State": "Texas",
    "the Emerald Isle": "Ireland", "the Land of the Rising Sun": "Japan", "Down Under": "Australia", "a ewe": "a sheep",
    "a grey wolf": "a wolf cub", "a red squirrel": "a squirrel", "the Pentagon building": "a pentagon",
    "a full-size piano": "the piano", "Count Dracula": "Dracula", "a mountain goat": "a goat", "an aircraft": "the aeroplane",
    "a swan's neck": "a swan", "a raven's wing": "a raven",
}
"""Subject -> an older one that it is near, where their words do not tell."""
