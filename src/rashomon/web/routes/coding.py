"""Double coding: a sample coded by each coder blind, how far they agree, and what differs."""

import secrets
from collections import Counter
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from rashomon.base import Base
from rashomon.base.coding import DONE, Coding, Sample
from rashomon.base.judging import as_judged
from rashomon.errors import CodingError, FormError
from rashomon.incidents import service
from rashomon.model.statement import Statement
from rashomon.web.around import around
from rashomon.web.blind import is_blind, left_for, open_to, veil_values
from rashomon.web.codes import Codebook, current, read_codebook, read_values
from rashomon.web.pages import render
from rashomon.web.reliability import Disagreement, by_subject, disagreements, reliability
from rashomon.web.routes.review import read_form
from rashomon.web.security import check_form
from rashomon.web.settling import decisions
from rashomon.web.users import AsCoder, AsEditor, AsReader, User
from rashomon.web.veil import Veil

router = APIRouter(include_in_schema=False)
Whole = Annotated[FormData, Depends(read_form)]
MOST_SAMPLE: Final = 2000
MOST_SHOWN: Final = 200
"""Disagreements that one page shows."""


@router.get("/coding")
def overview(request: Request, user: AsReader) -> Response:
    """Show the sample, who has coded how much of it, and where to go on."""
    return _overview(request, user)


@router.post("/coding/sample")
def draw(
    request: Request,
    user: AsEditor,
    size: Annotated[str, Form(max_length=10)] = "",
    kind: Annotated[str, Form(max_length=20)] = "event",
    csrf: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Draw the statements that are to be coded from here on."""
    check_form(request, csrf)
    base: Base = request.app.state.base
    try:
        if not (size.isascii() and size.isdigit() and 1 <= int(size) <= MOST_SAMPLE):
            raise FormError("size: it is no number of statements", f"Write 1 to {MOST_SAMPLE}")
        start = "s" + secrets.token_hex(8)[:15]
        base.draw_sample(int(size), start=start, who=user.name, kind=kind or None)
    except (FormError, CodingError) as error:
        return _overview(request, user, problem=str(error))
    return RedirectResponse("/coding", status_code=303)


@router.get("/coding/next")
def go_on(request: Request, user: AsCoder) -> Response:
    """Go to the first statement that the coder has not coded."""
    base: Base = request.app.state.base
    sample = base.sample()
    left = left_for(base, sample, user.name) if sample else []
    return RedirectResponse(f"/coding/units/{left[0]}" if left else "/coding", status_code=303)


@router.get("/coding/units/{id}")
def show_unit(request: Request, id: str, user: AsCoder) -> Response:
    """Show one statement to be coded, without the machine's value or another coder's."""
    return _unit(request, id, user)


@router.post("/coding/units/{id}")
def code(
    request: Request,
    id: str,
    user: AsCoder,
    form: Whole,
    csrf: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Keep what a coder gives a statement, then go on to the next one."""
    check_form(request, csrf)
    base: Base = request.app.state.base
    sample, statement = sampled(base, id)
    version = current(base)
    given = {name: str(value) for name, value in form.items() if name != "csrf"}
    try:
        values = read_values(read_codebook(version.text), given)
        base.put_coding(statement.id, coder=user.name, codebook=version.version, values=values)
    except (FormError, CodingError) as error:
        return _unit(request, id, user, problem=str(error), given=given)
    left = left_for(base, sample, user.name)
    return RedirectResponse(f"/coding/units/{left[0]}" if left else "/coding", status_code=303)


@router.get("/coding/agreement")
def agreement(request: Request, user: AsReader) -> Response:
    """Show alpha for every field, and what the coders differ on where that may be seen."""
    return _agreement(request, user)


@router.post("/coding/resolve")
def resolve(request: Request, user: AsEditor, form: Whole) -> Response:
    """Settle a disagreement: the editor's value becomes a judgement on the statement."""
    given = {name: str(value)[:2000] for name, value in form.items()}
    check_form(request, given.get("csrf"))
    subject, field = given.get("subject", ""), given.get("field", "")
    value, why = given.get("value", ""), given.get("why", "").strip()
    value = given.get("other", "") if value == "other" else value.removeprefix("=")
    base: Base = request.app.state.base
    found = find_disagreement(base, subject, field)
    try:
        if not why:
            raise FormError("why: it is empty", "Say why this value is right")
        settle(base, user, found, value, why)
    except FormError as error:
        return _agreement(request, user, problem=str(error), at=f"{subject}-{field}")
    service.link_pending(base)
    return RedirectResponse(f"/coding/agreement#{subject}-{field}", status_code=303)


def find_disagreement(base: Base, subject: str, field: str) -> Disagreement:
    """Give what coders differ on in one field of one statement.

    Raises:
        HTTPException: They don't (404).
    """
    book = read_codebook(current(base).text)
    for one in disagreements(book, by_subject(base.codings(subjects=[subject]))):
        if one.field.name == field:
            return one
    raise HTTPException(404, "There is no such disagreement.")


def settle(base: Base, user: User, found: Disagreement, value: str, why: str) -> None:
    """Let a value win: it becomes a judgement on the statement, and settles the field.

    Raises:
        FormError: The field can't have this value.
        HTTPException: The statement has been taken out (404).
    """
    book = Codebook(title="", fields=(found.field,), types=(), rules=())
    value = read_values(book, {found.field.name: value})[found.field.name]
    statement = base.statement(found.subject)
    document = base.document(statement.document) if statement else None
    if statement is None or document is None:
        raise HTTPException(404, "The statement has been taken out.")
    standing = base.judgements(found.subject, standing=True)
    judged = as_judged(statement, [j for j in standing if j.action == "correct"])
    with base.transaction():
        for action, name, plain in decisions(
            found.field, value, judged or statement, document.text
        ):
            made = base.judge(action, [found.subject], who=user.name, why=why,
                              field=name, value=plain)  # fmt: skip
            base.put_resolution(found.subject, found.field.name, made.id)


def _overview(request: Request, user: User, problem: str = "") -> Response:
    base: Base = request.app.state.base
    sample = base.sample()
    codings = base.codings(subjects=sample.ids) if sample else []
    counts = Counter(one.coder for one in codings)
    by = Counter(one.subject for one in codings)
    return render(
        request,
        "coding.html",
        status=422 if problem else 200,
        sample=sample,
        counts=sorted(counts.items()),
        mine=counts[user.name],
        done=sum(n >= DONE for n in by.values()),
        version=current(base),
        problem=problem,
        most=MOST_SAMPLE,
    )


def sampled(base: Base, id: str) -> tuple[Sample, Statement]:
    """Give the sample that is coded now, and a statement of it.

    Raises:
        HTTPException: The statement is not in it (404).
    """
    sample = base.sample()
    statement = base.statement(id) if sample and id in sample.ids else None
    if sample is None or statement is None:
        raise HTTPException(404, "This statement is not in the sample that is coded now.")
    return sample, statement


def _unit(
    request: Request,
    id: str,
    user: User,
    *,
    problem: str = "",
    given: dict[str, str] | None = None,
) -> Response:
    base: Base = request.app.state.base
    sample, statement = sampled(base, id)
    document = base.document(statement.document)
    if document is None:
        raise HTTPException(404, "The document has been taken out.")
    document = Veil(request).document(document)
    codings = base.codings(subjects=[id])
    mine: Coding | None = next((c for c in codings if c.coder == user.name), None)
    version = current(base)
    left = left_for(base, sample, user.name)
    return render(
        request,
        "coding_unit.html",
        status=422 if problem else 200,
        id=id,
        number=sample.ids.index(id) + 1,
        count=len(sample.ids),
        left=len(left),
        document=document,
        text=around(document, statement),
        book=read_codebook(version.text),
        version=version,
        values=given if given is not None else dict(mine.values) if mine else {},
        is_mine=mine is not None,
        is_closed=mine is not None and len(codings) >= DONE,
        problem=problem,
    )


def _agreement(request: Request, user: User, problem: str = "", at: str = "") -> Response:
    base: Base = request.app.state.base
    version = current(base)
    book = read_codebook(version.text)
    codings = base.codings()
    units = by_subject(codings)
    listed = open_to(base, user, disagreements(book, units), codings)
    values = _told(request, listed[:MOST_SHOWN])
    return render(
        request,
        "coding_agreement.html",
        status=422 if problem else 200,
        version=version,
        rows=reliability(book, units),
        units=len(units),
        codings=len(codings),
        by_version=sorted(Counter(c.codebook for some in units.values() for c in some).items()),
        total=len(listed),
        is_blind=is_blind(base, user),
        problem=problem,
        at=at,
        **values,
    )


def differing(
    request: Request, user: User, book: Codebook, codings: list[Coding]
) -> list[Disagreement]:
    """Give what coders differ on, as far as somebody may see it."""
    base: Base = request.app.state.base
    listed = open_to(base, user, disagreements(book, by_subject(codings)), codings)
    told = {s.id: s for s in base.statements({one.subject for one in listed}, current=False)}
    return veil_values(Veil(request), [one for one in listed if one.subject in told], told)


def _told(request: Request, found: list[Disagreement]) -> dict[str, Any]:
    """Give disagreements with the statements and judgements that a page of them shows."""
    base: Base = request.app.state.base
    veil = Veil(request)
    told = {s.id: s for s in base.statements({one.subject for one in found}, current=False)}
    shown = {s.id: s for s in veil.statements(list(told.values()))}
    kept = veil_values(veil, [one for one in found if one.subject in shown], told)
    resolutions = base.resolutions()
    settling = {
        j.id: j
        for one in kept
        if (id_ := resolutions.get((one.subject, one.field.name)))
        and (j := base.judgement(id_)) is not None
    }
    veiled = {j.id: j for j in veil.judgements(list(settling.values()))}
    return {"found": kept, "statements": shown, "resolutions": resolutions,
            "judgement": veiled.get}  # fmt: skip
