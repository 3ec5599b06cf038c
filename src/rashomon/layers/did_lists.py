"""Lists of who takes part: whoever stands in one with a participant takes the same part."""

from typing import Final

from spacy.tokens import Token

from rashomon.layers import clause
from rashomon.layers.did_candidates import Candidate


def complete_lists(usable: list[Candidate], chosen: dict[str, list[Candidate]]) -> None:
    """Give all members of a coordination the role of the one that was chosen; changes `chosen`.

    "Rebels and *civilians*": who takes part in one half takes part in the other.
    """
    taken = {c.token.i for part in chosen.values() for c in part}
    for role in ("agent", "target"):
        members = {t.i for c in chosen[role] for t in clause.conjuncts(clause.conj_root(c.token))}
        for candidate in usable:
            if candidate.what != "actor" or candidate.token.i not in members - taken:
                continue
            if _are_listed(candidate.token, [c.token for c in chosen[role]]):
                chosen[role].append(candidate)
                taken.add(candidate.token.i)
        chosen[role].sort(key=lambda c: c.token.i)


def _are_listed(token: Token, others: list[Token]) -> bool:
    """Tell a true list from a coordination of clauses that the parser took for one."""
    for other in others:
        first, last = sorted((token.i, other.i))
        between = token.doc[first + 1 : last]
        if len(between) <= LIST_SPAN and not any(
            t.pos_ in ("VERB", "AUX", "SCONJ") and t.dep_ not in ("amod", "compound", "nmod")
            for t in between
        ):
            return True
    return False


LIST_SPAN: Final = 14
"""Words between two members of a list at most."""
