"""Answers that own up: "*it was us*", "*we regret it*", "*yes*" say no to nothing.

The learned model of denials hears answers by the words around them; what these words concede is
never taken for a no.
"""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc

from rashomon.layers.clause import is_negated
from rashomon.layers.said_echo import AUXILIARIES, MARKS, POINTING
from rashomon.lexicon.words import word_list

OWNING: Final = word_list("howreal.owning")
"""Verbs and adjectives by which one owns up."""
OURS: Final = frozenset({"us", "ours", "me", "mine", "our", "my"})


def owns_up(doc: Doc, said: Sequence[tuple[int, int]]) -> bool:
    """Tell an answer that concedes what was told.

    Args:
        doc: The text.
        said: Ranges of tokens of the answer.
    """
    words = [t for start, end in said for t in doc[start:end] if t.text not in MARKS]
    if words and words[0].lower_ == "yes":
        return True
    if any(t.lemma_.lower() in OWNING and not is_negated(t) for t in words):
        return True
    return any(
        first.lower_ in POINTING and verb.lower_ in AUXILIARIES and ours.lower_ in OURS
        for first, verb, ours in zip(words, words[1:], words[2:], strict=False)
    )
