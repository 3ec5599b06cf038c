"""Lines of headlines that the parser takes for a heap of nouns: "Army shells village".

And names that run over the end of a line.

A parser trained on running text misses the verb of a headline: in the present, without articles,
it looks like a plural. Where such a line has no verb, the word that may be one is put in the past
in a copy of the line, the copy is parsed, and what the parser then says is taken over.

Citation: Mårdh 1980, Headlinese, ch. 4: the present for the past.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc, Span, Token

from rashomon.layers.breaks import FULL_STOPS, MAX_HEADLINE, QUOTES, is_break
from rashomon.lexicon.cues import load_cues
from rashomon.lexicon.events import load_events
from rashomon.lexicon.words import word_list

NAME: Final = "rashomon_headlines"
PIPES: Final = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
ATTRS: Final = (HEAD, DEP, TAG, POS, LEMMA)
SHORTEST: Final = 3
TRIES: Final = 3
"""Words of a line that are tried as its verb at most."""
MOST: Final = 20
"""Lines of a document that are parsed anew at most; more of them are a table or a list."""
NOUNS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURAL: Final = frozenset({"NNS", "NNPS"})
BODIES: Final = word_list("headlines.bodies")
GOVERNED: Final = frozenset({"dobj", "xcomp", "ccomp", "dative"})
PARTNERS: Final = frozenset({"with", "to", "for", "against", "at"})


@Language.factory(NAME)
def create(nlp: Language, name: str) -> "Headlines":  # noqa: ARG001 - the signature that spaCy calls
    """Make the component; it belongs behind the parser and in front of the layers."""
    return Headlines(nlp)


class Headlines:
    """Parses lines without a verb anew where one of their words may be the verb."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
        tables: Lookups = lemmatizer.lookups if lemmatizer is not None else Lookups()
        known = tables.get_table("lemma_exc") if tables.has_table("lemma_exc") else {}
        self.irregular = irregular_pasts(known.get("verb", {}))

    def __call__(self, doc: Doc) -> Doc:
        """Repair the parse of every verbless line; what has a verb stays as it is."""
        if not doc.has_annotation("DEP"):
            return doc
        for start, end in islice(map(_words_of, filter(_is_verbless_line, list(doc.sents))), MOST):
            for token in list(_candidates(doc[start:end]))[:TRIES]:
                copy = self._parsed(doc, token, start, end)
                verb = copy[token.i - start]
                if _is_verb_of_line(verb):
                    _take_over(doc, copy, (start, end), token)
                    break
        return _without_breaks(doc)

    def _parsed(self, doc: Doc, token: Token, start: int, end: int) -> Doc:
        """Parse a copy of a line with one word put in the past."""
        line = doc[start:end]
        words = [past_of(base_of(t), self.irregular) if t.i == token.i else t.text for t in line]
        spaces = [bool(t.whitespace_) for t in line]
        copy = Doc(doc.vocab, words=[*words, "."], spaces=[*spaces, False])
        for pipe in PIPES:
            if self.nlp.has_pipe(pipe):
                copy = self.nlp.get_pipe(pipe)(copy)
        return copy


def _without_breaks(doc: Doc) -> Doc:
    """Cut names where their line ends: the recogniser takes the break behind a headline along."""
    if not any(is_break(t) for e in doc.ents for t in e):
        return doc
    names = []
    for name in doc.ents:
        end = next((t.i for t in name if is_break(t)), name.end)
        if end > name.start:
            names.append(Span(doc, name.start, end, label=name.label))
    doc.set_ents(names)
    return doc


def _words_of(sentence: Span) -> tuple[int, int]:
    """Give where a line begins and ends, without the line break behind it."""
    end = sentence.end
    while end > sentence.start and sentence.doc[end - 1].is_space:
        end -= 1
    return sentence.start, end


def _is_verbless_line(sentence: Span) -> bool:
    """Tell a line of its own, without a full stop, whose parse has no verb for its root."""
    words = [t for t in sentence if not t.is_space]
    if not SHORTEST <= len(words) <= MAX_HEADLINE or words[-1].text in FULL_STOPS | QUOTES:
        return False
    if sentence.root.pos_ in ("VERB", "AUX"):
        return False
    doc = sentence.doc
    opens = sentence.start == 0 or is_break(doc[sentence.start - 1])
    closes = sentence.end == len(doc) or any(is_break(t) for t in doc[words[-1].i : sentence.end])
    return opens and closes


def _candidates(line: Span) -> Iterator[Token]:
    """Yield the words of a line that may be its verb, first to last."""
    for token in line[1:]:
        before = token.nbor(-1)
        if before.tag_ not in NOUNS and before.tag_ != "CD":
            continue
        base = base_of(token)
        is_many = before.tag_ in PLURAL or before.lower_ in BODIES
        if (base != token.lower_ or is_many) and base in _verbs():
            yield token


def base_of(token: Token) -> str:
    """Give the base form that a word has as a verb: "vows" vow, "rushes" rush, "denies" deny."""
    word = token.lower_
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
    ):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    if word.endswith("oes"):
        return word.removesuffix("es")
    is_third = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word.removesuffix("s") if is_third else word


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Give the verbs that a headline may have: those of events and those of saying."""
    lexicon = load_events()
    events = {k for k, senses in lexicon.senses.items() if any(s.pos == "VERB" for s in senses)}
    return frozenset(events | lexicon.light.keys() | load_cues().cues["verb"].keys())


def irregular_pasts(exceptions: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Turn a lemmatiser's exceptions round: base form to past.

    Args:
        exceptions: Form to its base forms: "gave" and "given" to "give", "cutting" to "cut".

    Returns:
        "give" to "gave", "ban" to "banned", "cut" to "cut".
    """
    forms: dict[str, list[str]] = {}
    for form, bases in exceptions.items():
        for base in bases:
            forms.setdefault(base, []).append(form)
    found = {}
    for base, several in forms.items():
        pasts = sorted((f for f in several if not f.endswith("ing")), key=_is_participle)
        found[base] = pasts[0] if pasts else base
    return found


def _is_participle(form: str) -> bool:
    return form.endswith(("n", "ne"))


def past_of(base: str, irregular: Mapping[str, str]) -> str:
    """Give the past of a verb; only the parser reads it, so that near is good enough."""
    if (known := irregular.get(base)) is not None:
        return known
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _is_verb_of_line(verb: Token) -> bool:
    """Tell whether the copy bears it out: the main verb, with a subject, and something it does."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBD", "VBN"):
        return False
    if not any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children):
        return False
    return any(
        c.i > verb.i and (c.dep_ in GOVERNED or (c.dep_ == "prep" and c.lower_ in PARTNERS))
        for c in verb.children
    )


def _take_over(doc: Doc, copy: Doc, line: tuple[int, int], verb: Token) -> None:
    """Put the parse and the names of the copy in place of those of the line; changes `doc`."""
    start, end = line
    size = end - start
    kept = [e for e in doc.ents if e.end <= start or e.start >= end]
    table: Any = doc.to_array(list(ATTRS))
    rows: Any = copy.to_array(list(ATTRS))[:size]
    table[start:end] = rows
    at = ATTRS.index(HEAD)
    for i, token in enumerate(copy[:size]):
        if token.head.i >= size:  # hung on the full stop that the line has not
            table[start + i, at] = np.int64(verb.i - start - i).astype(np.uint64)
    doc.from_array(list(ATTRS), table)
    if len(doc.tensor) == len(doc) and len(copy.tensor) > size:
        doc.tensor[start:end] = copy.tensor[:size]  # the learned scores look at it
    verb.lemma_ = base_of(verb)
    verb.tag_ = "VBZ" if verb.lemma_ != verb.lower_ else "VBP"
    moved = [Span(doc, start + e.start, start + min(e.end, size), label=e.label) for e in copy.ents]
    doc.set_ents([*kept, *(e for e in moved if len(e))])
