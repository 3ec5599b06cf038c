"""What violence is done with, and what it strikes where the words name only a side of that."""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.did_candidates import Candidate
from rashomon.layers.did_people import is_fired, is_weapon, struck


def means_of(trigger: Token, targets: Iterable[Token]) -> list[Token]:
    """Give the heads of what an act of violence is done with, by its own words.

    Args:
        trigger: The word that names the act.
        targets: Heads of what was taken for its targets; weapons among them are means.
    """
    found = [t for t in targets if is_fired(t, trigger)]
    known = {t.i for t in found}
    objects = clause.own_objects(trigger) if trigger.pos_ == "VERB" else []
    found += [t for t in objects if t.i not in known and is_fired(t, trigger)]
    named = [c for c in trigger.children if c.dep_ == "compound" and is_weapon(c, named=True)]
    return found + named


def wholes(targets: list[Candidate]) -> list[Candidate]:
    """Put what is struck in place of the side that the words name: the bakery for its windows."""
    known = {c.token.i: c for c in targets}
    found = (replace(c, token=struck(c.token)) for c in targets)
    return list({c.token.i: known.get(c.token.i, c) for c in found}.values())
