"""What goes on with the content behind a cue between commas.

"Rebels attacked the base, the army said, *killing* three": the parser hangs the participle on
"said", and the army would come out as who killed. "…, Brandt said, *speaking* in Kestrel" is of
Brandt himself; "…, the army said, *after* troops shelled them" of what is told.

Citation: Quirk et al. 1985, 14.29 (reporting clauses between parts of what is reported).
"""

from typing import Final

from spacy.tokens import Token

from rashomon.layers.clause_words import (
    OBJECTS,
    POSSIBLE,
    SUBJECTS,
    VERBAL,
    conj_root,
    is_lost_teller,
    is_passive,
    names_violence,
    prepositional,
    speaks,
)
from rashomon.lexicon.words import word_list

RESULTS: Final = word_list("clause.results")
"""Verbs of what comes of a deed, and of deeds that nobody does by speaking."""
LEAVING: Final = word_list("clause.left")
"""Words that tell "leaving *thousands without* water" from "leaving the hall"."""
GUISES: Final = word_list("clause.guises")
UNDERGOING: Final = frozenset({"come", "be", "remain"})
"""Verbs of "came *under fire* from the army"."""
LONGEST: Final = 4
"""Words up from the end of who speaks: "a statement from the governor's *office*"."""
TIMES: Final = frozenset({"after", "before", "as", "when", "until", "since"})
OWN: Final = frozenset({"he", "she", "i", "it"})
"""Subjects that may be whoever speaks: "…, she said, as *she* toured the ward"."""


def resumed(verb: Token) -> Token | None:
    """Give the verb of the content that a participle behind the cue goes on with.

    Args:
        verb: Any word.

    Returns:
        "attacked" for "Rebels *attacked* the base, the army said, killing three"; None where the
        word goes on with the cue itself, as "speaking" does, or with no cue at all.
    """
    cue = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or cue.i > verb.i or cue.pos_ not in VERBAL:
        return None
    if verb.i < 1 or verb.nbor(-1).text not in (",", "—", "–") or not _is_deed(verb):
        return None
    main = told_before(cue)
    return main if main is not None and not names_violence(cue, POSSIBLE) else None


def done_by(verb: Token) -> list[Token] | None:
    """Give who did what a participle tells the end of: "was shelled by *the army*, killing six".

    The village that was shelled killed nobody, and where nobody is named nobody did.

    Args:
        verb: Any word.

    Returns:
        None where the participle is its subject's own: "died *fighting*", "was shot *after*
        killing a guard", "shelled the camp, *killing* six".
    """
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.lemma_.lower() not in RESULTS:
        return None
    if any(c.dep_ == "mark" for c in verb.children):
        return None
    above = resumed(verb) or verb.head
    if above.i > verb.i:
        return None
    if is_passive(above) and names_violence(above, POSSIBLE):
        return [who for _, who in prepositional(above, "by")]
    blows = [t for _, t in prepositional(above, "under") if names_violence(t, POSSIBLE)]
    if above.lemma_.lower() not in UNDERGOING or not blows:
        return None
    return [who for t in (above, *blows) for _, who in prepositional(t, "from", "by")]


def parted(cue: Token) -> tuple[Token, Token] | None:
    """Give who acts and who speaks of it in "*Rebels*, the *governor* said, killed three".

    The parser hangs both on "said", where no verb stands between them.

    Args:
        cue: The verb that may be a cue.
    """
    own = [c for c in cue.children if c.dep_ in SUBJECTS]
    if len(own) < 2 or own[1].i > cue.i or cue.i + 1 >= len(cue.doc):
        return None
    first, second = own[0], own[1]
    doc, end, start = cue.doc, first.right_edge.i, second.left_edge.i
    if "," not in (doc[end].text, doc[end + 1].text) or "," not in (
        doc[start - 1].text,
        doc[start].text,
    ):
        return None
    later = cue.head if cue.dep_ == "parataxis" else None
    later = later or next((c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i), None)
    if later is None or later.i < cue.i or any(c.dep_ in SUBJECTS for c in later.children):
        return None
    closed = any(t.text == "," for t in cue.doc[cue.i + 1 : later.i])
    return (first, second) if closed else None


def parted_subject(verb: Token) -> Token | None:
    """Give who does what a verb tells where a cue stands between: "*Rebels*, he said, *killed*"."""
    cues = [c for c in verb.children if c.dep_ == "parataxis" and c.i < verb.i]
    if verb.dep_ == "ccomp" and verb.head.i < verb.i:
        cues.append(verb.head)
    found = next((two for cue in cues if (two := parted(cue)) is not None), None)
    return found[0] if found is not None else None


def in_guise(verb: Token) -> Token | None:
    """Give who really acts in "*Gunmen* dressed as police abducted the mayor".

    The parser reads a clause "as police abducted": police would come out as who did it.
    """
    guise = verb.head
    if verb.dep_ != "advcl" or guise.dep_ != "acl" or guise.lemma_.lower() not in GUISES:
        return None
    if guise.i > verb.i or not any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
        return None
    return guise.head if guise.head.pos_ in ("NOUN", "PROPN") else None


def headed(cue: Token) -> tuple[Token, Token] | None:
    """Give what befell whom and who says so in "No *villagers* killed in raid, *army* says".

    The parser makes both the subject of "says" and the participle an attribute.

    Args:
        cue: The verb that may be a cue.
    """
    own = [c for c in cue.children if c.dep_ in SUBJECTS]
    if len(own) != 2 or own[1].i > cue.i or not speaks(cue):
        return None
    first, second = own
    told = any(c.dep_ == "acl" and c.tag_ == "VBN" for c in first.children)
    parted_by = cue.doc[second.left_edge.i - 1].text
    return (first, second) if told and parted_by == "," else None


def named_behind(verb: Token) -> Token | None:
    """Give who speaks in "It burned, *the town's mayor*, Ivo Trask, said".

    The parser takes the office for an apposition to what stands in front of it, or those who say
    it for members of a list: "Soldiers shot a farmer, *residents* and police said".
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i < 5:
        return None
    if verb.nbor(-1).text != ",":
        top = verb.nbor(-1)
        for _ in range(LONGEST):
            if is_lost_teller(top):
                return top
            top = top.head
        return None
    name = verb.nbor(-2)
    office = name.head
    if name.dep_ != "appos" or office.dep_ != "appos" or office.pos_ not in ("NOUN", "PROPN"):
        return None
    if name.ent_type_ != "PERSON" or office.head.i > office.left_edge.i:
        return None
    return office if verb.doc[office.left_edge.i - 1].text == "," else None


def goes_on_with(first: Token) -> bool:
    """Tell whether what a word opens behind a parenthetical cue goes on with the content.

    Args:
        first: The first word behind the comma that closes the cue's clause.
    """
    if first.tag_ == "VBG":
        return resumed(first) is not None
    if first.lower_ not in TIMES:
        return False
    top = first.head
    if first.dep_ == "prep":
        return top.pos_ in VERBAL and top.i < first.i and _is_interrupted(top)
    if top.dep_ != "advcl" or top.left_edge.i != first.i or top.head.i > first.i:
        return False
    own = [c for c in top.children if c.dep_ in SUBJECTS]
    if not own or own[0].lower_ in OWN:
        return False
    return _is_interrupted(top.head) or names_violence(top, POSSIBLE)


def told_before(cue: Token) -> Token | None:
    """Give the verb of what stands in front of a cue and its subject, behind a comma.

    Args:
        cue: The verb that may be a cue.

    Returns:
        "attacked" for "Rebels *attacked* the base, the army said"; None where there is none.
    """
    own = [c for c in cue.children if c.dep_ == "nsubj"]
    if not own:
        return None
    start = min(own[0].left_edge.i, cue.i)
    if start < 2 or cue.doc[start - 1].text not in (",", "”", '"', "’", "—", "–"):
        return None
    main = cue.head if cue.dep_ in ("parataxis", "conj") else None
    if main is None or main.i > start:
        main = next((c for c in cue.children if c.dep_ == "ccomp" and c.i < start), None)
    if main is None or main.pos_ not in VERBAL:
        return None
    return main if any(c.dep_ in SUBJECTS for c in conj_root(main).children) else None


def _is_deed(verb: Token) -> bool:
    """Tell a deed, or what comes of one: "killing", "forcing", "leaving hundreds homeless"."""
    lemma = verb.lemma_.lower()
    if lemma == "leave":
        return any(t.lower_ in LEAVING or t.like_num for t in verb.subtree)
    objects = any(c.dep_ in OBJECTS for c in verb.children)
    return objects and (lemma in RESULTS or names_violence(verb, POSSIBLE))


def _is_interrupted(main: Token) -> bool:
    """Tell a verb into whose clause a cue is put: "attacked, the army *said*, before …"."""
    return any(
        c.dep_ == "parataxis" and c.i > main.i and any(g.dep_ == "nsubj" for g in c.children)
        for c in main.children
    )
