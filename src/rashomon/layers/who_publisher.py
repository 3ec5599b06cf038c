"""Who "we" is in an institution's own release."""

from rashomon.knowledge.actors import ActorEntry
from rashomon.layers.who_code import code_of
from rashomon.layers.who_frame import Frame, Reader, span_of
from rashomon.model.actor import ActorMention

WE = frozenset(("we", "us", "our", "ours", "ourselves"))
OUTLET_WORDS = 10


def find_institution(frame: Frame, reader: Reader) -> dict[int, ActorMention]:
    """As in "we" outside quotation marks, where a known institution publishes: that institution.

    A government's press office speaks for its state; a newspaper's "we" is left alone.
    """
    document = frame.doc._.document
    outlet = document.outlet if document is not None else None
    if not outlet:
        return {}
    entry = _publisher(outlet, reader)
    if entry is None or entry.kind == "person" or entry.sector in ("JRN", "REB"):
        return {}
    if entry.country and entry.sector in ("GOV", "MIL"):
        entry = reader.actors.state(entry.country) or entry
    return {
        i: ActorMention(
            span=span_of(frame, i, i + 1), name=entry.name, kind=entry.kind, id=entry.id,
            country=entry.country, sector=entry.sector,
            code=code_of(entry.country, entry.sector, entry), named=False, head=i,
            rule="who.refer.institution",
        )
        for i, word in enumerate(frame.lower)
        if word in WE and not frame.quoted[i]
    }  # fmt: skip


def _publisher(outlet: str, reader: Reader) -> ActorEntry | None:
    """Find the known actor in an outlet's name: "Valdorian Ministry of Trade"."""
    words = outlet.split()[:OUTLET_WORDS]
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            owners = {
                a.entry.id: a.entry
                for a in reader.actors.find(" ".join(words[start : start + size]))
                if a.sense in ("name", "adjective")
            }
            rest = words[:start] + words[start + size :]
            official = not rest or any(_is_organ(word, reader) for word in rest)
            if len(owners) == 1 and official:
                return next(iter(owners.values()))
    return None


def _is_organ(word: str, reader: Reader) -> bool:
    return any(n.role.organ for n in reader.roles.nouns.get(word.lower(), ())) or (
        word.lower() in ("delegation", "mission", "office")
    )
