"""Attributions: who is said to say, write, believe or want what."""

from dataclasses import dataclass

from rashomon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerName:
    """Who a source is, once resolved over the document ("he" is Heshmat Alavi)."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution; lists hold the pieces of a discontinuous span.

    Attributes:
        id: ``a1``, ``a2`` … in text order.
        source: Who says it, as the text has it; empty where nobody is named.
        cue: The words that hand the content to the source: "said", "according to".
        content: What is said.
        form: ``direct`` ``indirect`` ``mixed``.
        stance: ``asserts`` ``denies`` ``doubts`` ``asks`` ``hopes`` ``fears``.
        speaker: The resolved source, or None.
        parent: Id of the attribution in whose content this one stands.
        also: Others who say it together with the speaker, resolved names.
        identity: ``named`` ``anonymous`` ``pseudonymous`` ``collective`` ``document``.
        basis: How they know, where the text tells: ``eyewitness`` ``official_record`` ``video`` …
        cue_class: Finer class of the cue from the lexicon: ``says`` ``claims`` ``admits`` ``warns``
            ``believes`` …
        tells: False where the cue is an act or wish of its own ("ordered", "wants"): who performs
            it
            is no witness to the content, so no link of a chain of speakers.
        speech: False for attitudes (believes, wants) that are no act of saying.
        denial_of: ``occurrence`` ``agency`` ``target_status`` ``figure`` ``intent`` for a denial.
        rule: Id of the rule or model that found it.
        turned: Id of the rule that turned the cue's own stance ("did *not* deny"), or empty.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: str
    stance: str
    speaker: SpeakerName | None = None
    parent: str | None = None
    also: tuple[str, ...] = ()
    identity: str | None = None
    basis: str | None = None
    cue_class: str = "says"
    speech: bool = True
    tells: bool = True
    denial_of: str | None = None
    said_at: str | None = None
    rule: str = ""
    turned: str = ""
