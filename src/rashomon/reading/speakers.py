"""The chain of speakers of a statement: which attributions make somebody the one who says it.

"Varga *said* the Front shelled Kestrel" makes Varga the speaker of the shelling. "Varga *urged*
the Front to leave" does not: urging is an act of its own, of which Varga is the agent, and
leaving is what is asked.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from rashomon.model.attribution import Attribution
from rashomon.model.span import Span
from rashomon.model.statement import Speaker

NOT_SO: Final = frozenset({"denies", "doubts"})
RELAYED: Final = "said.relayed"
"""Rule of a source that a speaker names ("citing police"): inside the speaker's own content."""
NOBODY: Final = frozenset({"nobody", "no one", "none", "few"})


def speaker_chain(trigger: Span, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Give the attributions that speak a trigger, outermost first.

    An attribution without a source names nobody ("reportedly") and is no speaker, nor is he
    whom a negation names ("*nobody* disputes that"). The same speaker twice in a row ("she said …
    she added") is one, who denies where one of the two denies: "withdrew its claim", "said that
    reports of a mutiny were false".
    """
    covering = [a for a in attributions if any(c.covers(trigger) for c in a.content)]
    covering.sort(key=lambda a: (-sum(c.end - c.start for c in a.content), a.rule == RELAYED, a.id))
    labels = [a for a in covering if not a.source and a.turned and a.stance == "denies"]
    for label in labels:
        covering = [a for a in covering if not _stands_in(a, label) or a.stance in NOT_SO]
    chain: list[Attribution] = []
    for attribution in covering:
        if not attribution.source:
            continue
        if not attribution.tells:
            continue
        if _is_nobody(attribution) or (chain and _is_addressee(attribution)):
            continue
        denies = attribution.stance in NOT_SO
        same = next((n for n, a in enumerate(chain) if same_speaker(a, attribution)), None)
        if same is not None and (same == len(chain) - 1 or denies):
            if denies and chain[same].stance not in NOT_SO:
                chain[same] = _turned(chain[same], attribution)
            continue
        chain.append(attribution)
    return chain


def _stands_in(attribution: Attribution, label: Attribution) -> bool:
    """Tell whose words are told only to be called false: "FAKE: *they say* that we fled".

    The author's own no is told then, without the claimant; only where the author argues at length
    ("Valdoria's claim that … is false") is a name kept.
    """
    if not attribution.cue or not label.content[0].covers(attribution.cue[0]):
        return False
    return attribution.identity != "named" or label.rule == "said.label"


def _is_addressee(attribution: Attribution) -> bool:
    """Tell "did *you* see who fired", whom nobody made a speaker."""
    return attribution.source[0].text.casefold() == "you"


def _is_nobody(attribution: Attribution) -> bool:
    """Tell "*nobody* denies that", which leaves the matter to the author."""
    name = attribution.source[0].text.casefold()
    nobody = any(name == word or name.startswith(f"{word} ") for word in NOBODY)
    return attribution.stance == "asserts" and bool(attribution.turned) and nobody


def _turned(outer: Attribution, inner: Attribution) -> Attribution:
    """Give an attribution the stance of what the same speaker says inside it."""
    return replace(
        outer, stance=inner.stance, denial_of=inner.denial_of, turned=inner.turned or outer.turned
    )


def same_speaker(one: Attribution, other: Attribution) -> bool:
    """Tell whether two attributions have one speaker: same words, id, name, or "I" inside."""
    if other.source and other.source[0].text.casefold() in ("i", "we", "my", "our"):
        return True
    if one.source[:1] == other.source[:1]:
        return True
    if one.speaker is None or other.speaker is None:
        return False
    if one.speaker.id is not None and one.speaker.id == other.speaker.id:
        return True
    return one.speaker.name.casefold() == other.speaker.name.casefold()


def to_speaker(attribution: Attribution) -> Speaker:
    """Turn one attribution into a link of the chain."""
    mention = attribution.source[0] if attribution.source else None
    resolved = attribution.speaker
    return Speaker(
        name=resolved.name if resolved else (mention.text if mention else None),
        id=resolved.id if resolved else None,
        mention=mention,
        cue=attribution.cue[0] if attribution.cue else None,
        form=attribution.form,
        stance=attribution.stance,
        also=attribution.also,
        identity=attribution.identity,
        basis=attribution.basis,
        said_at=attribution.said_at,
    )
