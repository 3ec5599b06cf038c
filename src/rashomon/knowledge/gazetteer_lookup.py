"""Looking one name up by hand, with the reasons: which places bear it, and which is meant.

>>> answer = look_up_place("Aleppo", country="SYR")
>>> answer.candidates[0].place.id
'geonames:170063'
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.knowledge.gazetteer import Gazetteer, load_gazetteer
from rashomon.knowledge.gazetteer_place import Place
from rashomon.knowledge.gazetteer_rank import (
    SURE_SHARE,
    Context,
    Ranked,
    rank_places,
    share_of_best,
)

NOBODY = "no gazetteer has the name, in this spelling or another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a look-up found.

    Attributes:
        name: As asked.
        candidates: Best first; each carries the parts of its score.
        chosen: The place that is meant; None where nothing bears the name or several fit alike.
        share: How far the best stands out, 0..1.
        reason: Why this one, or why none.
    """

    name: str
    candidates: tuple[Ranked, ...]
    chosen: Place | None
    share: float
    reason: str


def look_up_place(
    name: str,
    *,
    country: str = "",
    within: Sequence[str] = (),
    near: tuple[float, float] | None = None,
    kind: str = "",
    gazetteer: Gazetteer | None = None,
) -> Answer:
    """Look a name up and explain the ranking.

    Args:
        name: A place name or demonym, any spelling: "Deir Ezzor", "Syrian".
        country: ISO 3166 alpha-3 of the country that the text is about.
        within: Names of places that contain it: ``["Northmark", "Marenna"]``.
        near: (lat, lon) of another place of the text, WGS84 degrees.
        kind: What the text says it is: ``city`` ``district`` ``admin1`` ``admin2`` ``water``
            ``land`` ``site``.
        gazetteer: Where to look; None opens the installed one with the user's files.

    Returns:
        All candidates with score parts, and the choice.
    """
    where = gazetteer or load_gazetteer()
    demonym = where.find_demonym(name)
    matches = where.find([name])[name]
    if not matches:
        matches = (demonym,) if demonym is not None else where.find_similar(name)
    ranked = rank_places(matches, _context(where, country, within, near, kind))
    if not ranked:
        return Answer(name=name, candidates=(), chosen=None, share=0.0, reason=NOBODY)
    share = share_of_best(ranked)
    best = ranked[0]
    told = bool(country or within or near)
    if best.match.how == "spelling" and not (best.match.noted or told):
        reason = f"{_title(best.place)} is spelt alike, and nothing says that it is meant"
        return Answer(name=name, candidates=ranked, chosen=None, share=share, reason=reason)
    if share < SURE_SHARE and len(ranked) > 1:
        reason = f"{_title(best.place)} and {_title(ranked[1].place)} fit alike"
        return Answer(name=name, candidates=ranked, chosen=None, share=share, reason=reason)
    return Answer(
        name=name, candidates=ranked, chosen=best.place, share=share, reason=best.explain()
    )


def _context(
    gazetteer: Gazetteer,
    country: str,
    within: Sequence[str],
    near: tuple[float, float] | None,
    kind: str,
) -> Context:
    found = gazetteer.find(within)
    outer = [match.place for name in within for match in found[name] if match.how != "alias"]
    if country in gazetteer.countries:
        outer.append(gazetteer.countries[country])
    return Context(
        countries={country: 1.0} if country else {},
        within=outer,
        points=[(near[0], near[1], 1.0)] if near else [],
        kind=kind,
    )


def _title(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.admin1, place.country) if part)
