"""The days of an incident that no account dates, as far as its publication lets one derive them.

"Shells hit market in Kestrel", published on 6 March, names no time. Two things are known all the
same, of unlike strength, and neither is the text's own word:

- it had happened by 6 March, for nobody tells of what has not happened yet (*deduced*);
- a headline that names no time tells of the day of publication or the day before (*presumed*): news
  is what is new, and what is older is dated or looked back on.

Coders of conflict do the same and mark it with a precision: ACLED's ``time_precision``, UCDP's
``date_prec``.

Citation: Bell 1991, *The Language of News Media* (recency as what makes news); ACLED Codebook and
UCDP GED Codebook on the precision of dates.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from rashomon.lexicon.dating import looks_back
from rashomon.model.document import Document
from rashomon.model.statement import Statement
from rashomon.model.time import DerivedTime

BY_THEN: Final = "time.told-by-then"
AS_NEWS: Final = "time.told-as-news"
HAPPENED: Final = frozenset({"occurred", "ongoing"})
TOO_WIDE: Final = frozenset({"month", "season", "year", "range"})
LONGEST_HEADLINE: Final = 250
"""Characters; a longer first line is a paragraph."""
SENTENCE_END: Final = (".", ";", ":", ",")
DAY: Final = 10


def derived_time(
    told: Sequence[Statement], documents: Mapping[str, Document]
) -> DerivedTime | None:
    """Derive the days of an incident that no account dates.

    Args:
        told: Its statements; none of them has a time.
        documents: Their documents, by id.

    Returns:
        None where no account tells it as having happened, or none of these was published on a
        known day.
    """
    days = {s.id: _published(documents[s.document]) for s in told if _affirms(s)}
    known = {id_: day for id_, day in days.items() if day is not None}
    if not known:
        return None
    last = min(known.values())
    first_told = [s for s in told if known.get(s.id) == last]
    fresh = [s for s in first_told if _is_news(s, documents[s.document])]
    by = fresh or first_told
    published = f"published on {last.isoformat()}"
    statements = tuple(sorted(s.id for s in by))
    if not fresh:
        return DerivedTime(
            start=None,
            end=last.isoformat(),
            rule=BY_THEN,
            strength="deduced",
            reason=f"{published}: it had happened by then; no account says when",
            statements=statements,
        )
    return DerivedTime(
        start=(last - timedelta(days=1)).isoformat(),
        end=last.isoformat(),
        rule=AS_NEWS,
        strength="presumed",
        reason=f"{published}: a headline that names no time tells of that day or the day before",
        statements=statements,
    )


def _affirms(statement: Statement) -> bool:
    asserted = all(speaker.stance == "asserts" for speaker in statement.speakers)
    return statement.status in HAPPENED and statement.polarity != "-" and asserted


def _published(document: Document) -> date | None:
    """Give the day of publication; None where it is unknown or wider than a day."""
    if document.published_precision in TOO_WIDE:
        return None
    try:
        return date.fromisoformat((document.published or "")[:DAY])
    except ValueError:
        return None


def _is_news(statement: Statement, document: Document) -> bool:
    """Tell whether a statement stands in a headline that tells one thing as new."""
    if statement.scope != "single" or document.derived_from:
        return False
    headline = document.text.lstrip()
    start = len(document.text) - len(headline)
    headline = headline.partition("\n")[0].rstrip()
    inside = statement.trigger.start < start + len(headline)
    is_headline = len(headline) <= LONGEST_HEADLINE and not headline.endswith(SENTENCE_END)
    return inside and is_headline and looks_back(headline) is None
