"""Who may see what coders gave: nobody who has still to code it, and names only who sees names."""

from collections.abc import Mapping
from dataclasses import replace

from rashomon.base import Base
from rashomon.base.coding import Coding, Sample
from rashomon.model.statement import Statement
from rashomon.web.reliability import Disagreement
from rashomon.web.users import User
from rashomon.web.veil import Veil


def left_for(base: Base, sample: Sample, coder: str) -> list[str]:
    """Give the statements of a sample that somebody has not coded."""
    coded = {c.subject for c in base.codings(subjects=sample.ids, coder=coder)}
    return [id_ for id_ in sample.ids if id_ not in coded]


def is_blind(base: Base, user: User) -> bool:
    """Tell whether somebody still codes the sample, so that others' values must stay hidden.

    An editor who has not begun is not blind: somebody has to settle what differs.
    """
    sample = base.sample()
    if sample is None or not user.may("coder"):
        return False
    left = len(left_for(base, sample, user.name))
    has_begun = left < len(sample.ids)
    return left > 0 and (has_begun or not user.may("editor"))


def open_to(
    base: Base, user: User, found: list[Disagreement], codings: list[Coding]
) -> list[Disagreement]:
    """Leave out what a coder who has still to code must not see."""
    if is_blind(base, user):
        return []
    if user.may("editor") or not user.may("coder"):
        return found
    mine = {c.subject for c in codings if c.coder == user.name}
    return [one for one in found if one.subject in mine]


def veil_values(
    veil: Veil, found: list[Disagreement], told: Mapping[str, Statement]
) -> list[Disagreement]:
    """Veil what coders wrote in their own words: names that were read, and what looks like one."""
    if veil.is_open:
        return found
    hide = {s.document: veil.hider([s.document]) for s in told.values()}

    def shown(one: Disagreement, value: str) -> str:
        if one.field.kind != "text":
            return value
        text = hide[told[one.subject].document](value)
        return text if one.field.settles == "place" else veil.name(text)

    return [
        replace(one, values=tuple((coder, shown(one, value)) for coder, value in one.values))
        for one in found
    ]
