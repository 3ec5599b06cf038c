"""Why one statement is what it is: evidence, every field with its reason, and what stayed empty."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from rashomon.model.actor import Participant
from rashomon.model.statement import Statement
from rashomon.model.why import Why
from rashomon.publish import words
from rashomon.publish.table import chain_text, header, line_text, status_text
from rashomon.reading.reader import Reading

AROUND: Final = 160
"""Characters of the text shown on either side of the evidence."""
EMPTY: Final = "—"
FIELD_WORDS: Final = {
    "agents": (".agent",),
    "targets": (".target",),
    "time": (".time",),
    "places": (".place",),
    "figures": (".figure",),
}
"""Parts of rule ids that say why a field is empty: ``did.time.none``."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a statement with its reason.

    Attributes:
        field: Name of the field as in docs/statement.md.
        value: In words; "" where the field is empty.
        reason: Rule, model or note behind it.
    """

    field: str
    value: str
    reason: str


def explain_rows(statement: Statement) -> list[Row]:
    """List every field with its value and its reason, empty ones too."""
    rows = [*_speaker_rows(statement), _type_row(statement), _alleged_row(statement)]
    for field, participants in (
        ("agents", statement.agents),
        ("targets", statement.targets),
        ("instruments", statement.instruments),
        ("roles", statement.roles),
    ):
        rows += _participant_rows(statement, field, participants)
    rows += _setting_rows(statement)
    rows += _reality_rows(statement)
    return rows


def _speaker_rows(statement: Statement) -> Iterator[Row]:
    if not statement.speakers:
        yield Row("speakers", words.AUTHOR, "nobody in the text is said to say it")
    for number, speaker in enumerate(statement.speakers):
        cue = f"cue “{words.clean(speaker.cue.text)}”" if speaker.cue else "no cue"
        about = [cue, f"{speaker.form} speech", speaker.identity or "", speaker.id or ""]
        about += [f"knows by {speaker.basis}"] if speaker.basis else []
        about += [f"said {speaker.said_at}"] if speaker.said_at else []
        reason = ", ".join(part for part in about if part)
        yield Row(f"speakers[{number}]", words.speaker_words(speaker), reason)


def _type_row(statement: Statement) -> Row:
    known = (statement.type, statement.mode, *statement.contexts)
    value = " ".join(part for part in known if part)
    if statement.cameo:
        value += f" (CAMEO {statement.cameo})"
    rules = [w for w in statement.why if w.rule.startswith(("event.", "did.trigger", "did.figure"))]
    reason = "; ".join(_why_words(w) for w in rules)
    return Row("type", value, reason or "no rule or model names a type")


def _alleged_row(statement: Statement) -> Row:
    value = ", ".join(words.clean(one).replace("_", " ") for one in statement.violations)
    return Row("violations", value, "as alleged, in the language of documentation" if value else "")


def _participant_rows(
    statement: Statement, field: str, participants: Sequence[Participant]
) -> Iterator[Row]:
    if not participants:
        yield Row(field, "", _why_empty(statement, field, "the clause names none"))
    for number, one in enumerate(participants):
        about = [one.kind or "", one.id or "", one.code or "", one.status or ""]
        about += [f"acts for {one.acts_for}"] if one.acts_for else []
        if one.responsibility:
            by = f" by {one.responsibility.by}" if one.responsibility.by else ""
            about.append(f"responsibility {one.responsibility.basis}{by}")
        mention = words.clean(one.mention.text)
        name = words.clean(one.name)
        value = name if name == mention else f"{name} (“{mention}”)"
        known = ", ".join(words.clean(part) for part in about if part)
        yield Row(f"{field}[{number}]", f"{value}: {known}" if known else value, one.rule)


def _setting_rows(statement: Statement) -> Iterator[Row]:
    time = statement.time
    if time is None:
        yield Row("time", "", _why_empty(statement, "time", "the clause gives no time"))
    else:
        value = f"{words.time_words(time)} ({time.precision}; “{words.clean(time.mention.text)}”)"
        yield Row("time", value, time.reason)
    if not statement.places:
        yield Row("places", "", _why_empty(statement, "places", "the clause names no place"))
    for number, place in enumerate(statement.places):
        point = f"{place.lat:.3f}, {place.lon:.3f}" if _has_point(place) else "no point"
        within = ", ".join(part for part in (place.admin1, place.country) if part)
        value = f"{words.clean(place.name)}: {place.precision}, {point}"
        yield Row(f"places[{number}]", f"{value}, {within}" if within else value, place.reason)
    if not statement.figures:
        yield Row("figures", "", _why_empty(statement, "figures", "the clause counts nothing"))
    for number, figure in enumerate(statement.figures):
        value = f"{words.figure_words(figure)} (“{words.clean(figure.mention.text)}”)"
        yield Row(f"figures[{number}]", value, figure.rule)


def _has_point(place: object) -> bool:
    return getattr(place, "lat", None) is not None and getattr(place, "lon", None) is not None


def _reality_rows(statement: Statement) -> Iterator[Row]:
    real = [w for w in statement.why if w.layer == "howreal"]
    negation = [w for w in real if "negation" in w.rule]
    rest = "; ".join(_why_words(w) for w in real if w not in negation)
    sign = words.sign_of(statement.status)
    yield Row("status", f"{sign.mark} {statement.status}", rest)
    denied = "-: the content says that it is NOT so" if words.is_negated(statement) else "+"
    yield Row("polarity", denied, "; ".join(_why_words(w) for w in negation) or "no negation")
    if statement.denial_of:
        yield Row("denial_of", statement.denial_of, "what the speaker's denial is about")
    if statement.condition:
        yield Row("condition", words.clean(statement.condition.text), "a clause of condition")
    if statement.wording:
        yield Row("wording", words.clean(statement.wording), "a loaded word of the text, kept")
    yield Row(
        "factuality", f"{statement.factuality:+d}", "from the author's point of view, -3 to 3"
    )
    yield Row("certainty", f"{statement.certainty:.2f}", "the speaker's own words of certainty")
    yield Row("score", f"{statement.score:.3f}", "how sure the reader is; no probability")


def _why_empty(statement: Statement, field: str, otherwise: str) -> str:
    parts = FIELD_WORDS.get(field, (f".{field}",))
    for why in statement.why:
        if any(part in why.rule for part in parts) and why.rule.endswith("none"):
            return _why_words(why)
    return otherwise


def _why_words(why: Why) -> str:
    return f"{why.rule}: {words.clean(why.note)}" if why.note else why.rule


def explanation(reading: Reading, statement: Statement) -> Group:
    """Lay out the explanation of one statement for a terminal."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("field", no_wrap=True)
    table.add_column("value", overflow="fold")
    table.add_column("why", overflow="fold", style="dim")
    for row in explain_rows(statement):
        table.add_row(Text(row.field), Text(row.value or EMPTY), Text(row.reason))
    head = Text(f"{statement.id}  {statement.kind}  ", style="dim")
    head.append_text(status_text(statement))
    said = Text.assemble(chain_text(statement), Text(": ", style="dim"), line_text(statement))
    parts: list[RenderableType] = [header(reading.document), Text(""), head, said, Text("")]
    parts += [evidence_text(reading.document.text, statement), Text(""), table, Text("")]
    parts.append(Text("all reasons, as the layers gave them:", style="bold"))
    for why in statement.why:
        parts.append(Text(f"  {why.layer}  {_why_words(why)}", style="dim"))
    return Group(*parts)


def evidence_text(text: str, statement: Statement) -> Text:
    """Write the evidence in its surroundings: ‹the clause› underlined, ⟦the trigger⟧ reversed."""
    evidence, trigger = statement.evidence, statement.trigger
    start, end = max(0, evidence.start - AROUND), min(len(text), evidence.end + AROUND)
    marks = _pieces(start, end, (evidence.start, evidence.end), (trigger.start, trigger.end))
    shown = Text("…" if start else "", style="dim")
    for a, b in marks:
        inside = evidence.start <= a and b <= evidence.end
        named = trigger.start <= a and b <= trigger.end
        style = "bold reverse" if named else "underline" if inside else "dim"
        piece = "".join(" " if c in "\r\n\t" else c for c in text[a:b])
        opened = ("‹" if a == evidence.start else "") + ("⟦" if a == trigger.start else "")
        closed = ("⟧" if b == trigger.end else "") + ("›" if b == evidence.end else "")
        shown.append(f"{opened}{_keep_spaces(piece)}{closed}", style=style)
    return shown.append("…" if end < len(text) else "", style="dim")


def _pieces(start: int, end: int, *spans: tuple[int, int]) -> Iterable[tuple[int, int]]:
    cuts = sorted({start, end, *(min(max(cut, start), end) for span in spans for cut in span)})
    return itertools.pairwise(cuts)


def _keep_spaces(piece: str) -> str:
    """Make a piece safe for a terminal without losing the spaces at its ends."""
    return "".join(words.clean(char) or "" for char in piece)


def find_by_prefix(readings: Iterable[Reading], prefix: str) -> list[tuple[Reading, Statement]]:
    """Find the statements whose id begins with a prefix."""
    return [(r, s) for r in readings for s in r.statements if s.id.startswith(prefix)]
