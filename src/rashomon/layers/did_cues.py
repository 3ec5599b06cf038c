"""Words of saying, which carry no statement by themselves, whatever else they mean."""

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Token

from rashomon.lexicon.denials import load_denials
from rashomon.lexicon.words import word_list
from rashomon.model.attribution import Attribution

RETRACTING: Final = word_list("said.retracting")


def cue_tokens(doc: Doc) -> set[int]:
    """Give the tokens inside cues of saying."""
    return _tokens(doc, (a for a in doc._.attributions if a.speech))


def merely_said(doc: Doc, cues: Iterable[int]) -> set[int]:
    """Give the cues whose verb has another sense: "*gave* the toll as nine", "*withdrew* a claim".

    Args:
        doc: The document, with its attributions.
        cues: Tokens inside its cues.
    """
    counting = _tokens(doc, (a for a in doc._.attributions if a.rule == "said.toll"))
    return counting | {i for i in cues if doc[i].lemma_ in RETRACTING and _takes_back(doc[i])}


def _tokens(doc: Doc, attributions: Iterable[Attribution]) -> set[int]:
    spans = (
        doc.char_span(piece.start, piece.end, alignment_mode="expand")
        for attribution in attributions
        for piece in attribution.cue
    )
    return {t.i for span in spans if span is not None for t in span}


def _takes_back(verb: Token) -> bool:
    claims = load_denials().lists["claims"]
    return any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_ in claims for c in verb.children)
