"""Templates: one environment that escapes everything, and the words that all pages share."""

import re
import sys
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from rashomon.base.browse import IncidentLine
from rashomon.base.lines import names_of
from rashomon.publish import words
from rashomon.web.deciding import decided
from rashomon.web.settings import Settings
from rashomon.web.sieve import LONGEST
from rashomon.web.users import User

TEMPLATES: Final = Path(__file__).with_name("templates")
KEPT: Final = "\n\r\t\u200c\u200d"
MARKS: Final = {
    code: None
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) in ("Cc", "Cf") and chr(code) not in KEPT
}
"""Characters that no page holds."""
MARKED: Final = re.compile(f"[{re.escape(''.join(map(chr, MARKS)))}]")
LONG: Final = 400
"""Characters of a name or title that a page shows."""
KEPT_ROWS: Final = 10_000
"""Rows of lists that stay in memory as they are written."""
VERDICTS: Final = {
    "agree": "accounts agree",
    "contradict": "accounts contradict",
    "single": "one account",
    "silent": "no account says",
}


class Part(Markup):
    """A part of a page that a template has written: nothing in it is looked at again."""

    __slots__ = ()


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a template for the person who asked."""
    settings: Settings = request.app.state.settings
    user: User | None = getattr(request.state, "user", None)
    page = environment().get_template(template)
    body = page.render(
        user=user, settings=settings, path=request.url.path, query=request.url.query, **values
    )
    return HTMLResponse(body, status_code=status)


def part(template: str, **values: Any) -> Part:
    """Render a part of a page that is the same for everybody who may see it, to be kept."""
    return Part(environment().get_template(template).render(values))


@lru_cache(maxsize=KEPT_ROWS)
def incident_row(line: IncidentLine) -> Part:
    """Write one row of the list of incidents; the same line gives the same row to everybody."""
    return part("incident_row.html", one=line)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Make the environment of all templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=without_marks,
    )
    made.filters.update(
        inert=inert,
        asked=asked,
        decided=decided,
        number=number,
        span=day_span,
        verdict=VERDICTS.get,
        sign=_sign,
        toll=words.bounds_words,
    )
    made.globals.update(
        chain=words.chain_words,
        incident_row=incident_row,
        names=names_of,
        line=words.line_words,
        when=words.time_words,
        derived=words.derived_words,
        where=words.place_words,
        figures=words.figures_words,
        denied=words.is_denied,
        negated=words.is_negated,
    )
    return made


def without_marks(value: Any) -> Any:
    """Take control and direction characters out of whatever a template writes."""
    kind = type(value)
    if kind is str:
        return value if value.isascii() and value.isprintable() else value.translate(MARKS)
    if kind is Part or not isinstance(value, str) or not MARKED.search(value):
        return value
    return value.translate(MARKS)


def asked(text: object) -> str:
    """Give a name as the query of a link has it: no longer than queries may be."""
    return inert(text)[:LONGEST]


def inert(text: object) -> str:
    """Give a text for one line of a page: no control or direction characters, not endless."""
    if text is None:
        return ""
    line = words.clean(str(text))
    return line if len(line) <= LONG else line[: LONG - 1] + "…"


def number(value: float | None) -> str:
    """Write a number with its thousands apart; nothing for none."""
    return "" if value is None else words.number_words(value)


def day_span(start: str | None, end: str | None) -> str:
    """Write first and last day, once where they are the same."""
    if not start:
        return ""
    first, last = start[:16], (end or start)[:16]
    return first if first == last else f"{first} – {last}"


def _sign(status: str) -> str:
    return words.sign_of(status).mark
