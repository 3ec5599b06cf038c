"""The JSON interface: everything that the pages show and do, described at ``/api/openapi.json``."""

import itertools
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field

from rashomon.base import Base
from rashomon.base import Query as Sought
from rashomon.base.browse import MOST, ORDERS
from rashomon.errors import FormError
from rashomon.incidents import service
from rashomon.model.encode import to_plain
from rashomon.model.judgement import ACTIONS
from rashomon.publish.formats import FORMATS
from rashomon.web import exporting
from rashomon.web.listed import Listings
from rashomon.web.security import check_form
from rashomon.web.sieve import read_order, read_sieve
from rashomon.web.users import AsCoder, AsReader
from rashomon.web.veil import Veil

router = APIRouter(prefix="/api/v1", tags=["base"])
ANSWERS: dict[int | str, dict[str, Any]] = {
    401: {"description": "Nobody is signed in, or the token is over."},
    403: {"description": "The role or the scopes do not cover this."},
    404: {"description": "There is no such thing in the base."},
    422: {"description": "A value has the wrong form; the message says which."},
    429: {"description": "Too many requests; the message says how long to wait."},
}
FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file, or the list of losses.", "content": {"*/*": {}}},
    501: {"description": "The format needs a library that is not installed."},
}
Form = StrEnum("Form", {name.upper(): name for name in FORMATS})  # type: ignore[misc]
Plain = dict[str, Any]
LARGEST: int = 2**31
MOST_FOUND: int = 1000
"""Pages of found statements; who wants all takes an export, or asks for fewer."""
Page = Annotated[int, Query(ge=1, le=1_000_000, description="Page, from 1.")]
Size = Annotated[int, Query(ge=1, le=MOST, description="Items a page.")]
Word = Annotated[str, Query(max_length=200)]
Short = Annotated[str, Query(max_length=40)]


class Decision(BaseModel):
    """A person's decision, as it is sent in."""

    action: str = Field(description=f"One of: {', '.join(ACTIONS)}.", max_length=40)
    subjects: list[str] = Field(min_length=1, max_length=10_000)
    why: str = Field(default="", max_length=2000)
    field: str | None = Field(default=None, max_length=40, description="For correct: which field.")
    value: str | None = Field(
        default=None, max_length=100_000, description="JSON text of the new value."
    )


class Undoing(BaseModel):
    """Why a decision is taken back."""

    why: str = Field(default="", max_length=2000)


class Filters(BaseModel):
    """Which incidents to list, in what order, and which page of them."""

    type: str = Field(default="", max_length=40, description="PLOVER type.")
    country: str = Field(default="", max_length=40, description="ISO alpha-3.")
    verdict: str = Field(default="", max_length=40, description="agree, contradict or single.")
    grade: str = Field(default="", max_length=40, description="Set by a person, or suggested.")
    status: str = Field(default="", max_length=40, description="Of one statement at least.")
    actor: str = Field(default="", max_length=200, description="Words in a participant's name.")
    place: str = Field(default="", max_length=200, description="Words in a place's name.")
    since: str = Field(default="", max_length=40, description="First day, ISO.")
    until: str = Field(default="", max_length=40, description="Last day, ISO.")
    box: str = Field(default="", max_length=100, description="west,south,east,north in degrees.")
    origins: str = Field(default="", max_length=10, description="At least so many.")
    order: str = Field(default="", max_length=40, description=f"One of: {', '.join(ORDERS)}.")
    page: int = Field(default=1, ge=1, le=1_000_000, description="Page, from 1.")
    per_page: int = Field(default=50, ge=1, le=MOST, description="Items a page.")


class Wanted(Filters):
    """Which incidents to export, and how."""

    format: Form = Field(alias="as", description="The format.")
    rows: str = Field(default="", max_length=40, description="incidents or statements.")
    rule: str = Field(default="", max_length=40, description="Rule of the figures.")
    unit: str = Field(default="", max_length=40, description="Unit of the incidents.")
    private: bool = Field(default=False, description="Keep private names; for editors.")
    exact: bool = Field(default=False, description="Keep exact points; for editors.")
    losses: bool = Field(default=False, description="Give the list of losses instead.")


def answer(content: Mapping[str, Any], *, status: int = 200) -> Response:
    """Give plain values as JSON; they are of the right form already, and need no second look."""
    return Response(msgspec.json.encode(content), status_code=status, media_type="application/json")


@router.get("/incidents", responses=ANSWERS, response_model=Plain)
def incidents(request: Request, _: AsReader, filters: Annotated[Filters, Query()]) -> Response:
    """List incidents, one line each; the whole of one is at its own address."""
    query = {k: str(v) for k, v in filters.model_dump().items()}
    veil, sieve = Veil(request), read_sieve(query)
    sieve, order, size = veil.sieve(sieve), read_order(query), filters.per_page
    listings: Listings = request.app.state.listings
    start = (filters.page - 1) * size
    lines, total = listings.page(sieve, order, limit=size, offset=start)
    shown = veil.lines(lines, sieve.actor)
    total -= len(lines) - len(shown)
    return answer(
        {"total": total, "page": filters.page, "items": [to_plain(line) for line in shown]}
    )


@router.get("/export", responses=ANSWERS | FILE, response_class=Response)
def export(
    request: Request,
    _: AsReader,
    wanted: Annotated[Wanted, Query()],
) -> Response:
    """Export incidents in a format that others read; several files come as a ZIP archive."""
    query = {k: str(v) for k, v in wanted.model_dump(exclude={"format"}).items()}
    query |= {"as": wanted.format.value, "private": "1" if wanted.private else ""}
    query["exact"] = "1" if wanted.exact else ""
    asked = exporting.read_asked(request, query)
    made = exporting.make(request, asked)
    if wanted.losses:
        return exporting.losses_file(asked, made)
    exporting.note(request, asked, made)
    return exporting.as_file(asked, made)


@router.get("/incidents/{id}", responses=ANSWERS, response_model=Plain)
def incident(request: Request, _: AsReader, id: str) -> Response:
    """Give one incident whole, in the form of the contract."""
    base: Base = request.app.state.base
    found = base.incident(id)
    if found is None:
        raise HTTPException(404, "there is no such incident")
    return answer(_plain(Veil(request).incident(found)))


@router.get("/incidents/{id}/statements", responses=ANSWERS, response_model=Plain)
def incident_statements(request: Request, _: AsReader, id: str) -> Response:
    """Give the statements of one incident, as people have corrected them."""
    base: Base = request.app.state.base
    found = base.incident(id)
    if found is None:
        raise HTTPException(404, "there is no such incident")
    told = list(base.statements_as_judged(found.statements))
    return answer(
        {"total": len(told), "items": [_plain(s) for s in Veil(request).statements(told)]}
    )


@router.get("/statements", responses=ANSWERS, response_model=Plain)
def statements(
    request: Request,
    _: AsReader,
    words: Word = "",
    speaker: Word = "",
    actor: Word = "",
    type: Short = "",
    status: Short = "",
    kind: Short = "",
    country: Short = "",
    since: Short = "",
    until: Short = "",
    document: Word = "",
    page: Annotated[int, Query(ge=1, le=MOST_FOUND, description="Page, from 1.")] = 1,
    limit: Size = 50,
) -> Response:
    """Find statements by words, speaker, actor, type, status, country and days.

    `more` says whether there is another page; what answers only by a hidden name is left out.
    """
    base: Base = request.app.state.base
    sieve = read_sieve({"since": since, "until": until})
    sought = Sought(
        words=words or None,
        speaker=speaker or None,
        actor=actor or None,
        type=type or None,
        status=status or None,
        kind=kind or None,
        country=country or None,
        since=sieve.since,
        until=sieve.until,
        document=document or None,
    )
    found = base.find(sought, limit=limit + 1, offset=(page - 1) * limit)
    shown = [one.statement for one in Veil(request).found(found[:limit], sought)]
    items = [_plain(s) for s in shown]
    more = len(found) > limit
    return answer({"total": len(items), "page": page, "more": more, "items": items})


@router.get("/statements/{id}", responses=ANSWERS, response_model=Plain)
def statement(request: Request, _: AsReader, id: str) -> Response:
    """Give one statement."""
    base: Base = request.app.state.base
    found = next(base.statements_as_judged([id]), None) or base.statement(id)
    if found is None:
        raise HTTPException(404, "there is no such statement")
    return answer(_plain(Veil(request).statements([found])[0]))


@router.get("/documents", responses=ANSWERS, response_model=Plain)
def documents(
    request: Request, _: AsReader, outlet: Word = "", page: Page = 1, per_page: Size = 50
) -> Response:
    """List documents, the newest first."""
    base: Base = request.app.state.base
    lines = base.document_lines(outlet=outlet or None, limit=per_page, offset=(page - 1) * per_page)
    veil = Veil(request)
    total = veil.memo.get(
        ("documents", outlet), lambda: base.document_count(outlet or None), of="documents"
    )
    shown = veil.document_lines(lines)
    return answer({"total": total, "page": page, "items": [to_plain(line) for line in shown]})


@router.get("/documents/{id}", responses=ANSWERS, response_model=Plain)
def document(request: Request, _: AsReader, id: str) -> Response:
    """Give one document with its text and its collection log."""
    base: Base = request.app.state.base
    found = base.document(id)
    if found is None:
        raise HTTPException(404, "there is no such document")
    veil = Veil(request)
    log = [to_plain(entry) for entry in veil.records(base.collection_log(id), [id])]
    return answer({**_plain(veil.document(found)), "collection_log": log})


@router.get("/judgements", responses=ANSWERS, response_model=Plain)
def judgements(
    request: Request, _: AsReader, subject: Word = "", page: Page = 1, per_page: Size = 100
) -> Response:
    """List what people decided, in order."""
    base: Base = request.app.state.base
    found = base.judgements(subject or None)
    shown = Veil(request).judgements(found[(page - 1) * per_page : page * per_page])
    items = [to_plain(j) for j in shown]
    return answer({"total": len(found), "page": page, "items": items})


@router.post("/judgements", responses=ANSWERS, response_model=Plain, status_code=201)
def judge(request: Request, user: AsCoder, decision: Decision) -> Response:
    """Keep a decision, and link anew what it touches."""
    check_form(request, None)
    base: Base = request.app.state.base
    why = decision.why
    if decision.action == "merge":
        made = service.merge(base, decision.subjects, who=user.name, why=why)
    elif decision.action == "split":
        made = service.split(base, decision.subjects, who=user.name, why=why)
    elif decision.action == "pin":
        if len(decision.subjects) != 1:
            raise FormError("pin: it takes one incident", "Send one subject")
        made = service.pin(base, decision.subjects[0], who=user.name, why=why)
    else:
        made = base.judge(
            decision.action,
            decision.subjects,
            who=user.name,
            why=why,
            field=decision.field,
            value=decision.value,
        )
        service.link_pending(base)
    return answer(_plain(made), status=201)


@router.post("/judgements/{id}/undo", responses=ANSWERS, response_model=Plain)
def undo(request: Request, user: AsCoder, id: str, undoing: Undoing) -> Response:
    """Take a decision back; both stay on record."""
    check_form(request, None)
    base: Base = request.app.state.base
    made = base.undo(id, who=user.name, why=undoing.why)
    service.link_pending(base)
    return answer(_plain(made))


@router.get("/changes", responses=ANSWERS, response_model=Plain)
def changes(
    request: Request,
    _: AsReader,
    since: Annotated[int, Query(ge=0, le=LARGEST, description="Last number known.")] = 0,
    limit: Size = 100,
) -> Response:
    """Give what was added, changed, merged or erased since a number, in order."""
    base: Base = request.app.state.base
    found = [to_plain(c) for c in itertools.islice(base.changes(since), limit)]
    return answer({"items": found, "next": found[-1]["seq"] if found else since})


@router.get("/counts", responses=ANSWERS, response_model=Plain)
def counts(request: Request, _: AsReader) -> Response:
    """Count what the base holds."""
    base: Base = request.app.state.base
    return answer(base.counts())


def _plain(record: Any) -> dict[str, Any]:
    made: dict[str, Any] = to_plain(record)
    return made
