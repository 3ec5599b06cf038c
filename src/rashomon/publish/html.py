"""One self-contained HTML page: text, statements, speakers, timeline and map, with no network.

Texts, titles and names are hostile until shown otherwise: every one is escaped by the template,
links lead to http and https only, and the page's own policy lets nothing run or load but its
one script and its one style sheet, by their hashes.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rashomon.model.document import Failure
from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.publish.borders import Box, Ring
from rashomon.publish.explain import explain_rows
from rashomon.publish.html_map import HEIGHT, WIDTH, draw_map
from rashomon.publish.html_text import cut_text
from rashomon.publish.html_time import draw_timeline
from rashomon.publish.html_tree import grow_tree
from rashomon.reading.reader import Reading

STATIC: Final = Path(__file__).parent / "static"
WEB: Final = ("http://", "https://")


def render_page(
    readings: Sequence[Reading],
    failures: Sequence[Failure] = (),
    *,
    outlines: Sequence[tuple[Box, Ring]] = (),
    notice: str = "",
) -> str:
    """Render documents as one HTML page.

    Args:
        readings: One a document, in the order of the page's switch.
        failures: What could not be read; listed at the end.
        outlines: Rings of the user's own for the map (`rashomon.publish.borders.read_outline`).
        notice: A line that stands above everything, such as "Invented example".

    Returns:
        The page; the same readings give the same bytes.
    """
    style, script = _static("page.css"), _static("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    documents = [document_view(r, n, outlines) for n, r in enumerate(readings, 1)]
    page: str = _template().render(
        documents=documents,
        failures=[_failure_view(one) for one in failures],
        notice=words.clean(notice),
        signs=words.SIGNS,
        policy=policy,
        style=Markup(style),
        script=Markup(script),
        map_width=WIDTH,
        map_height=HEIGHT,
    )
    return page


def document_view(
    reading: Reading, number: int, outlines: Sequence[tuple[Box, Ring]] = ()
) -> dict[str, Any]:
    """Give all that the template shows of one document, in plain values."""
    document, statements = reading.document, reading.statements
    author = words.clean(", ".join(document.authors) or document.outlet or words.AUTHOR)
    root, voices = grow_tree(statements, author)
    short = words.short_ids(statements)
    return {
        "number": number,
        "title": words.clean(document.title or document.key),
        "key": words.clean(document.key),
        "about": words.document_words(document),
        "published_reason": words.clean(document.published_reason),
        "relayed": words.relayed_words(document),
        "url": document.url if (document.url or "").lower().startswith(WEB) else None,
        "segments": cut_text(document.text, statements),
        "cards": [card_view(s, n, short[s.id], voices[n]) for n, s in enumerate(statements)],
        "statuses": sorted(Counter(s.status for s in statements).items(), key=_status_order),
        "tree": root,
        "timeline": draw_timeline(reading),
        "map": draw_map(reading, outlines),
    }


def card_view(statement: Statement, number: int, short: str, voice: str) -> dict[str, Any]:
    """Give all that the template shows of one statement."""
    return {
        "number": number,
        "id": statement.id,
        "short": short,
        "voice": voice,
        "status": statement.status,
        "sign": words.sign_of(statement.status).mark,
        "kind": statement.kind,
        "type": " ".join(part for part in (statement.type, statement.mode) if part),
        "chain": [_speaker_view(s) for s in statement.speakers],
        "negated": words.is_negated(statement),
        "denied": words.is_denied(statement),
        "denial_of": (statement.denial_of or "").replace("_", " "),
        "agents": words.names_of(statement.agents),
        "trigger": words.clean(statement.trigger.text),
        "targets": words.names_of(statement.targets),
        "excerpt": words.excerpt(statement, 140),
        "facts": list(_facts(statement).items()),
        "start": statement.evidence.start,
        "end": statement.evidence.end,
        "rows": explain_rows(statement),
        "why": statement.why,
    }


def _facts(statement: Statement) -> dict[str, str]:
    """The answers that a card shows, each only where the text gives it."""
    condition = statement.condition
    facts = {
        "when": words.time_words(statement.time),
        "where": words.place_words(statement.places),
        "how many": words.figures_words(statement.figures),
        "with": words.names_of(statement.instruments),
        "if": words.clean(condition.text) if condition else "",
        "until": words.time_words(statement.horizon),
        "alleged": ", ".join(v.replace("_", " ") for v in statement.violations),
        "word used": words.clean(statement.wording or ""),
    }
    return {name: value for name, value in facts.items() if value}


def _speaker_view(speaker: Any) -> dict[str, str]:
    cue = f"“{words.clean(speaker.cue.text)}”" if speaker.cue else ""
    about = (speaker.identity or "", f"knows by {speaker.basis}" if speaker.basis else "", cue)
    return {
        "name": words.clean(" and ".join([speaker.name or words.NOBODY, *speaker.also])),
        "stance": "" if speaker.stance == "asserts" else speaker.stance,
        "about": ", ".join(part for part in about if part),
    }


def _failure_view(failure: Failure) -> dict[str, str]:
    return {
        "key": words.clean(failure.document_key),
        "code": failure.code,
        "stage": failure.stage,
        "detail": words.clean(failure.detail),
    }


def _status_order(item: tuple[str, int]) -> int:
    order = list(words.SIGNS)
    return order.index(item[0]) if item[0] in order else len(order)


@lru_cache(maxsize=4)
def _static(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@lru_cache(maxsize=1)
def _template() -> Any:
    environment = Environment(
        loader=FileSystemLoader(STATIC),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sign"] = lambda status: words.sign_of(status).mark
    return environment.get_template("page.html.j2")
