"""Whose words: the noun phrase that a cue's syntax makes its speaker.

"Varga, who leads the council, said" has the whole phrase, up to the cue; "and added" takes the
subject of the verb before it; "a statement saying" the noun before it.
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause import (
    MAX_STEPS,
    auxiliaries,
    inverted_subject,
    is_negated,
    is_passive,
    joined_to_main,
)
from rashomon.layers.said_drafts import Page, Range, trim
from rashomon.lexicon.cues import CueLexicon
from rashomon.lexicon.words import word_list

_OBJECT: Final = frozenset({"dobj", "attr", "pobj"})
SUBJECT: Final = frozenset({"nsubj", "csubj"})
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_EXPLETIVE: Final = frozenset({"there", "it"})
_CLIMBS: Final = frozenset(
    {"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis", "acomp", "oprd"}
)
_FRAMING: Final = word_list("said.framing")
_IMPERSONAL: Final = word_list("said.impersonal")
_USES: Final = word_list("said.using")
MAX_SOURCE: Final = 45
"""Tokens: a longer noun phrase is a parser's slip and is cut to its core."""


def subject_of(verb: Token, lexicon: CueLexicon) -> Token | None:
    """Find the head noun of a verb's understood speaker.

    Follows coordination, participles, infinitives; a passive has only its by-agent.

    Args:
        verb: Head of the cue.
        lexicon: Its verbs of issuing: who releases a statement is its speaker.

    Returns:
        The head noun, or None where the parse gives no speaker.
    """
    current = verb
    for _ in range(MAX_STEPS):
        if is_passive(current):
            return _agent(current) if current == verb else _patient(current)
        own = [c for c in current.children if c.dep_ in SUBJECT]
        turned = inverted_subject(current)
        if turned is not None:
            return turned
        if own:
            nearest = min(own, key=lambda t: (t.i > current.i, abs(t.i - current.i)))
            held = nearest.pos_ in NOMINAL or any(c.dep_ == "det" for c in nearest.children)
            return nearest if held else None  # "the *accused*"
        if current.dep_ in ("acl", "relcl") and current.head.pos_ in NOMINAL:
            return _holder(current) or _author(current.head, lexicon)
        quoted = _quoted(current, lexicon)
        if quoted is not None:
            return quoted
        controller = _controller(current)
        if controller is not None:
            return controller
        up = _outer_speech(current, lexicon) if current == verb else None
        up = up if up is not None else _climb(current)
        if up is None:
            return None
        current = up
    return None


def _holder(verb: Token) -> Token | None:
    """Give who has a reason, a right or the nerve: "[the UN] had no reason to doubt"."""
    above = verb.head.head
    if verb.tag_ != "VB" or verb.head.dep_ != "dobj" or above.lemma_ not in ("have", "see", "find"):
        return None
    return next((c for c in above.children if c.dep_ in SUBJECT), None)


def _climb(current: Token) -> Token | None:
    """Go from a verb without subject to the verb whose subject it shares, if there is one."""
    up = current.head
    if up == current:
        return None
    if (main := joined_to_main(current)) is not None:
        return main
    if current.dep_ in _CLIMBS:
        return up
    if current.dep_ == "ccomp" and current.tag_ in ("VBG", "VB"):
        return up
    # "in addition to warning that …", "in an effort to explain …"
    if current.dep_ == "pobj" and current.lemma_.lower() in _FRAMING:
        return up
    return None


def _controller(verb: Token) -> Token | None:
    """Find the object that an infinitive shares: "told [the crew] to say", not "used it to say"."""
    if verb.dep_ != "xcomp" or verb.tag_ != "VB" or verb.head.lemma_.lower() in _USES:
        return None
    objects = (c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i)
    return next((c for c in objects if c.lower_ != "it"), None)


def _quoted(verb: Token, lexicon: CueLexicon) -> Token | None:
    """Find who speaks in "quoted [the president] as denying"."""
    mark = verb.head if verb.dep_ == "pcomp" else verb
    led = mark.lower_ == "as" or any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.children)
    above = mark.head
    if not led or above.lemma_.lower() not in lexicon.speakers["quoting-verb"].words:
        return None
    return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None)


def _patient(verb: Token) -> Token | None:
    """Give the subject of a passive, who is the speaker of what hangs on it: "arrested, saying"."""
    return next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)


def _outer_speech(verb: Token, lexicon: CueLexicon) -> Token | None:
    """Find "said" for "adding" and "added" in "Brandt said the guards ran away, adding that …".

    "Confirmed that a jet was missing but *would not say* whether" is the same speaker's, too.

    The parser hangs such a verb on the verb of the content, whose subject is another.
    """
    outer = verb.head.head
    comma = verb.i > 0 and verb.doc[verb.i - 1].text == ","
    participle = verb.tag_ == "VBG" and verb.dep_ == "advcl" and comma
    second = verb.dep_ == "conj" and verb.tag_ == outer.tag_ and verb.tag_ in ("VBD", "VBZ", "VBP")
    helpers = set(auxiliaries(verb))
    withheld = (
        verb.dep_ == "conj" and is_negated(verb) and bool(helpers & {"would", "could", "did"})
    )
    if verb.head.dep_ != "ccomp" or not (participle or second or withheld):
        return None
    return outer if _speaks(verb, lexicon) and _speaks(outer, lexicon) else None


def _speaks(verb: Token, lexicon: CueLexicon) -> bool:
    return any(c.family.speech for c in lexicon.cues["verb"].get(verb.lemma_.lower(), ()))


def _author(noun: Token, lexicon: CueLexicon) -> Token:
    """Take the issuer for the thing issued: "[Brandt] released a statement saying"."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in lexicon.speakers["issuing-verb"].words:
        own = [c for c in verb.children if c.dep_ in SUBJECT]
        if own:
            return own[-1]
    return noun


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def owner_of(noun: Token, lexicon: CueLexicon) -> tuple[Token | None, int]:
    """Find whose claim it is: possessor, by-phrase, or subject of its light verb.

    Args:
        noun: A noun of saying.
        lexicon: Its light verbs ("made the claim that …").

    Returns:
        Head noun of the owner or None, and the token index where the cue starts.
    """
    verb = noun.head if noun.dep_ != "pobj" else noun.head.head
    light = noun.dep_ in _OBJECT and verb.lemma_.lower() in lexicon.speakers["light-verb"].words
    for child in noun.children:
        if child.dep_ == "poss" and not (light and child.pos_ == "PRON"):
            return child, noun.i
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i == noun.i + 1:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return inner, noun.i
    if light:
        return subject_of(verb, lexicon), verb.i
    told = noun.lemma_.lower() in lexicon.speakers["owned-noun"].words
    for child in noun.children if told else ():
        if child.dep_ in ("compound", "nmod", "amod") and _speaks_in_title(child, lexicon):
            return child, noun.i
    return None, noun.i


def _speaks_in_title(token: Token, lexicon: CueLexicon) -> bool:
    """Tell "the *police* account", "a *UN* charge" from "a *murder* charge"."""
    listed = lexicon.speakers["headline"].words | lexicon.speakers["collective"].words
    named = token.pos_ == "PROPN" or token.ent_type_ in ("ORG", "GPE", "NORP")
    return named or (token.pos_ == "NOUN" and token.lemma_.lower() in listed)


def is_expletive(token: Token) -> bool:
    """Tell "it" of "it is feared that" and of "it is too early to say", and "there"."""
    if token.dep_ == "expl" or (token.lower_ in _EXPLETIVE and token.dep_ == "nsubjpass"):
        return True
    judged = token.head.children if token.lower_ == "it" and token.head.lemma_ == "be" else ()
    return any(c.dep_ == "acomp" and c.lemma_.lower() in _IMPERSONAL for c in judged)


def phrase(page: Page, head: Token, floor: int, ceiling: int) -> Range | None:
    """Give the noun phrase of a head token, inside given bounds.

    Args:
        page: The doc and its quotations.
        head: Head noun or pronoun.
        floor: First token that may belong to it.
        ceiling: One past the last token that may.

    Returns:
        A half-open range around the head, without marks at its ends, or None.
    """
    start, end = max(head.left_edge.i, floor), min(head.right_edge.i + 1, ceiling)
    start, end = min(start, head.i), max(end, head.i + 1)
    home = page.inside[head.i]
    for i in range(head.i, start - 1, -1):
        if (
            i in page.datelines
            or page.doc[i].text == ":"
            or (page.inside[i] != home and not _is_nickname(page, i))
        ):
            start = i + 1
            break
    for i in range(head.i, end):
        if page.inside[i] != home and not _is_nickname(page, i):
            end = i
            break
    if end - start > MAX_SOURCE:
        start, end = _core(head, start, end)
    return trim(page.doc, start, end)


def _is_nickname(page: Page, i: int) -> bool:
    """Tell a short quotation inside a name: Ana "the Wolf" Brandt."""
    number = page.inside[i]
    if number < 0:
        return False
    quotation = page.quotations[number]
    return quotation.end - quotation.start <= 8 and page.doc[quotation.end - 2].text not in ",.?!"


def _core(head: Token, start: int, end: int) -> Range:
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "appos", "advcl", "cc", "punct") and child.i > head.i:
            return start, max(head.i + 1, min(end, child.left_edge.i))
    return start, min(end, start + MAX_SOURCE)
