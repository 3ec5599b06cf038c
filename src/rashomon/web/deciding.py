"""What a person decided, in words for a page: no JSON where a word says the same."""

import json
from typing import Any, Final

from rashomon.model.judgement import Judgement

LONGEST: Final = 120
NOTHING: Final = "nothing"


def decided(judgement: Judgement) -> str:
    """Write the value of a decision; nothing where it has none.

    A correction of participants becomes their names, a place its name, a time its days; a merge
    or a split becomes the number of its statements.
    """
    if not judgement.value:
        return ""
    try:
        value = json.loads(judgement.value)
    except ValueError:
        return judgement.value[:LONGEST]
    if isinstance(value, dict) and isinstance(value.get("statements"), list):
        count = len(value["statements"])
        return f"of {count} statement{'' if count == 1 else 's'}"
    words = _words(value) or NOTHING
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    if not isinstance(value, dict):
        return "" if value is None else str(value)
    if value.get("name") is not None:
        return str(value["name"])
    if value.get("start") and value.get("end"):
        first, last = str(value["start"]), str(value["end"])
        return first if first == last else f"{first} to {last}"
    if value.get("measure"):
        numbers = [value.get(k) for k in ("low", "best", "high")]
        known = [f"{n:g}" for n in numbers if isinstance(n, (int, float))]
        return " ".join([str(value["measure"]), " to ".join(dict.fromkeys(known))])
    return json.dumps(value, ensure_ascii=False)
