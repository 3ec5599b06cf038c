"""The records of the event lexicon: what one row of each of its tables says.

A row of ``events/*.tsv`` is one *sense*: "shell" with a place as object is an ASSAULT with heavy
weapons; the same word elsewhere is another row or none at all.
"""

from dataclasses import dataclass


def word_set(words: str) -> frozenset[str]:
    """Make a set of the words of a line: ``word_set("a b")``."""
    return frozenset(words.split())


MODES: dict[str, frozenset[str]] = {
    "AGREE": frozenset(),
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "SUPPORT": frozenset(),
    "CONCEDE": frozenset(),
    "COOPERATE": frozenset(),
    "AID": frozenset(),
    "RETREAT": frozenset({"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "ACCUSE": frozenset({"disapprove", "investigate", "allege"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "THREATEN": frozenset({"restrict", "arrest", "relations", "expel", "territory", "violence"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "COERCE": word_set(
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"
    ),
    "ASSAULT": word_set(
        "abduct beat torture sexual targeted destroy primitive firearms explosives "
        "suicide-attack aerial drone heavy-weapons crowd-control unconventional"
    ),
    "CONTROL": frozenset({"gain", "lose", "hold", "contested", "transfer"}),
    "ALLIANCE": frozenset({"gain", "lose", "hold"}),
    "LOCATION": frozenset({"hold"}),
    "MEMBERSHIP": frozenset({"gain", "lose", "hold"}),
    "CAPABILITY": frozenset({"gain", "lose", "hold"}),
}
"""Type to the modes that it knows: PLOVER's sixteen, then the five states."""

CONTEXTS = word_set(
    "military intelligence executive legislative election political_institutions pro_democracy "
    "pro_autocracy economic legal reparations human_rights rights_freedoms repression "
    "human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping "
    "health asylum migration disasters natural_resource environment technology terrorism cbrn "
    "cyber misinformation crime corruption illegal_drugs trafficking"
)
"""PLOVER's contexts."""

VIOLATIONS = word_set(
    "unlawful_killing attack_on_hospital attack_on_school attack_on_cultural_property siege "
    "aid_obstruction starvation forced_displacement enforced_disappearance arbitrary_detention "
    "hostage_taking human_shields torture sexual_violence slavery forced_labour "
    "forced_recruitment pillage use_of_chemical_weapons indiscriminate_attack persecution "
    "genocide war_crime"
)
"""What an act would be in the language of documentation, as alleged."""

MEASURES = word_set(
    "killed injured casualties missing detained abducted released displaced evacuated returned "
    "rescued forces"
)
"""The figure measures that a counted target may get."""

NOUN_CLASSES = word_set(
    "person group place building infrastructure vehicle weapon ammunition document agreement "
    "money aid event time abstract"
)
"""The classes of ``classes.tsv``."""

CLASSES = NOUN_CLASSES | {"actor"}
"""What `Needs` may name besides lemmas; an actor is a person, a group, or a place that acts."""

POS = frozenset({"VERB", "NOUN", "ADJ"})
"""Parts of speech of a trigger's head."""

ASPECTS = frozenset({"do", "begin", "continue", "end", "plan", "attempt", "prevent"})
"""What a light verb says of the event that its noun names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What must stand around a word for one of its senses to hold; empty parts ask nothing.

    Each set holds class names (`CLASSES`) and lemmas side by side: one of them must fit.

    Attributes:
        obj: What the direct object must be (of a passive: its subject; of a noun: its "of").
        subj: What the subject must be (of a passive: its "by"; of a noun: "by", possessor,
            modifier). Met where none is expressed: "two men were arrested".
        prep: One of these prepositions must hang on the word, or on the particle of its
            expression ("walked out of the talks").
        pobj: What the object of that preposition must be.
        no_obj: True when there must be no direct object.
    """

    obj: frozenset[str] = frozenset()
    subj: frozenset[str] = frozenset()
    prep: frozenset[str] = frozenset()
    pobj: frozenset[str] = frozenset()
    no_obj: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is asked at all."""
        return bool(self.obj or self.subj or self.prep or self.pobj or self.no_obj)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSense:
    """One sense of one word or multi-word expression.

    Attributes:
        lemma: The whole expression in lemmas, lower case, without articles, possessives and
            adjectives that may stand between: ``lay siege to``, ``lay down weapon``.
        words: The same as tokens, in this order in one clause though not always side by side
            ("laid down their weapons", "left six people dead").
        pos: ``VERB`` ``NOUN`` ``ADJ``: of the head.
        head: Lemma of the head word; the lemma itself for a single word.
        head_index: Position of the head in `words`.
        type: PLOVER type or a state's type.
        mode: One of the type's `MODES`, or None.
        cameo: CAMEO code of two to four digits, or None.
        agent: Slots where the agent stands, best first: ``subj`` ``by`` ``of`` ``poss`` …
        target: Slots where the target stands: ``obj`` or prepositions.
        instrument: Slots where the instrument stands.
        content: How what is asked, threatened or planned hangs on: ``that`` ``to-inf`` ``for``…
        measure: The figure measure that the counted target gets, or None.
        needs: What must stand around the word.
        blocks: Words or phrases that make it no such event when they stand as its object, as
            object of its preposition, as the next word, or before a noun ("heart attack").
        contexts: PLOVER contexts.
        violations: What it would be, as alleged, in the language of documentation.
        weight: 0..1, how often the word is such an event in reporting on conflicts (judged).
        match: Example with the trigger in brackets.
        reject: Example that holds the word in another sense, or empty.
        rule: Stable id, e.g. ``event.assault.shell.verb``; a second sense ends in ``.2``.
    """

    lemma: str
    words: tuple[str, ...]
    pos: str
    head: str
    head_index: int
    type: str
    mode: str | None
    cameo: str | None
    agent: tuple[str, ...]
    target: tuple[str, ...]
    instrument: tuple[str, ...]
    content: tuple[str, ...]
    measure: str | None
    needs: Needs
    blocks: tuple[str, ...]
    contexts: tuple[str, ...]
    violations: tuple[str, ...]
    weight: float
    match: str
    reject: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """A verb that leaves the naming of the event to a noun.

    Attributes:
        words: Verb with particle, in lemmas: ``carry out``; the verb is first.
        noun: Where the event noun stands: ``obj``, ``subj``, or a preposition.
        agent: Where the noun's agent stands around the verb; empty when it tells none.
        target: Where the noun's target stands around the verb; empty when it tells none.
        aspect: One of `ASPECTS`.
        only: Lemmas or types of nouns that it goes with; empty is any event noun.
        match: Example, verb in brackets.
        reject: Example with the verb in another use, or empty.
    """

    words: tuple[str, ...]
    noun: str
    agent: tuple[str, ...]
    target: tuple[str, ...]
    aspect: str
    only: frozenset[str]
    match: str
    reject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A sequence of lemmas that blocks an event or tells that it is none.

    Attributes:
        words: One set of lemmas (or lower-case forms) per place, in this order; up to two other
            words may stand between two of them ("bombarded *him* with emails").
        anchor: The one word that must be there; patterns are indexed by it.
        kind: ``metaphor`` ``idiom`` ``sport`` … or ``exercise`` ``commemoration`` …
        scope: How far it reaches: ``word`` (the anchor alone is no event), ``noun`` (the event noun
            beside it), ``clause`` or ``sentence``.
        match: Example, pattern in brackets.
        reject: Example with the anchor in its plain sense, or empty.
    """

    words: tuple[frozenset[str], ...]
    anchor: str
    kind: str
    scope: str
    match: str
    reject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NounClass:
    """What kinds of thing a noun names.

    Attributes:
        classes: Of `NOUN_CLASSES`, the likeliest first.
        unit_measure: The measure that a count of it gets (``vehicles``), or None.
    """

    classes: tuple[str, ...]
    unit_measure: str | None
