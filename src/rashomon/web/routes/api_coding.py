"""The JSON interface, continued: codebook, sample, blind codings, and how far they agree."""

import secrets
from typing import Annotated

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, Field

from rashomon.base import Base
from rashomon.base.coding import DONE
from rashomon.errors import FormError
from rashomon.incidents import service
from rashomon.model.encode import to_plain
from rashomon.web.around import around
from rashomon.web.blind import is_blind, left_for
from rashomon.web.codes import current, read_codebook, read_values, version
from rashomon.web.reliability import by_subject, reliability
from rashomon.web.routes.api import ANSWERS, LARGEST, Plain, answer
from rashomon.web.routes.coding import (
    MOST_SAMPLE,
    MOST_SHOWN,
    differing,
    find_disagreement,
    sampled,
    settle,
)
from rashomon.web.security import check_form
from rashomon.web.users import AsCoder, AsEditor, AsReader
from rashomon.web.veil import Veil

router = APIRouter(prefix="/api/v1", tags=["coding"])
TEXT = 200_000
CONFLICT = ANSWERS | {409: {"description": "Somebody else was first, or nothing can be drawn."}}


class NewCodebook(BaseModel):
    """A changed codebook."""

    text: str = Field(max_length=TEXT, description="The whole text, TOML.")
    why: str = Field(min_length=1, max_length=2000)
    after: int = Field(ge=0, le=LARGEST, description="The version that was edited.")


class NewSample(BaseModel):
    """How many statements are to be coded from here on."""

    size: int = Field(ge=1, le=MOST_SAMPLE)
    kind: str = Field(default="event", max_length=20, description="event, forecast …; empty: any.")


class NewCoding(BaseModel):
    """What a coder gives a statement: field of the codebook to value."""

    values: dict[str, str] = Field(max_length=60)


class Settling(BaseModel):
    """Which value of a field is right, and why."""

    field: str = Field(max_length=40)
    value: str = Field(default="", max_length=300)
    why: str = Field(min_length=1, max_length=2000)


@router.get("/codebook", responses=ANSWERS, response_model=Plain)
def codebook(request: Request, _: AsReader) -> Response:
    """Give the codebook that counts, with the numbers of all versions."""
    base: Base = request.app.state.base
    numbers = [one.version for one in base.codebooks()] + [0]
    return answer({**to_plain(current(base)), "versions": numbers})


@router.get("/codebook/versions/{number}", responses=ANSWERS, response_model=Plain)
def codebook_version(
    request: Request, _: AsReader, number: Annotated[int, InPath(ge=0, le=LARGEST)]
) -> Response:
    """Give one version of the codebook; 0 is the program's own."""
    base: Base = request.app.state.base
    found = version(base, number)
    if found is None:
        raise HTTPException(404, "there is no such version of the codebook")
    return answer(to_plain(found))


@router.post("/codebook", responses=CONFLICT, response_model=Plain, status_code=201)
def put_codebook(request: Request, user: AsEditor, given: NewCodebook) -> Response:
    """Check a changed codebook, and keep it as the next version."""
    check_form(request, None)
    base: Base = request.app.state.base
    read_codebook(given.text)
    base.put_codebook(given.text, who=user.name, why=given.why, after=given.after)
    return answer(to_plain(current(base)), status=201)


@router.get("/coding", responses=ANSWERS, response_model=Plain)
def coding(request: Request, user: AsReader) -> Response:
    """Give the sample that is coded now, and what of it is left for the one who asks."""
    base: Base = request.app.state.base
    sample = base.sample()
    if sample is None:
        return answer({"sample": None, "left": []})
    return answer({"sample": to_plain(sample), "left": left_for(base, sample, user.name)})


@router.post("/coding", responses=CONFLICT, response_model=Plain, status_code=201)
def draw(request: Request, user: AsEditor, given: NewSample) -> Response:
    """Draw the statements that are to be coded from here on."""
    check_form(request, None)
    base: Base = request.app.state.base
    start = "s" + secrets.token_hex(8)[:15]
    made = base.draw_sample(given.size, start=start, who=user.name, kind=given.kind or None)
    return answer(to_plain(made), status=201)


@router.get("/coding/units/{id}", responses=ANSWERS, response_model=Plain)
def unit(request: Request, user: AsCoder, id: str) -> Response:
    """Give one statement to be coded: its clause in its text, and what the asker gave it.

    Neither the machine's values nor another coder's are in it.
    """
    base: Base = request.app.state.base
    _, statement = sampled(base, id)
    document = base.document(statement.document)
    if document is None:
        raise HTTPException(404, "the document has been taken out")
    shown = around(Veil(request).document(document), statement)
    mine = base.codings(subjects=[id], coder=user.name)
    text = "".join(piece.text for piece in shown.pieces)
    clause = "".join(piece.text for piece in shown.pieces if piece.statements)
    trigger = "".join(piece.text for piece in shown.pieces if piece.status)
    given = dict(mine[0].values) if mine else None
    return answer({"id": id, "text": text, "clause": clause, "trigger": trigger, "mine": given})


@router.post("/coding/units/{id}", responses=CONFLICT, response_model=Plain, status_code=201)
def code(request: Request, user: AsCoder, id: str, given: NewCoding) -> Response:
    """Keep what a coder gives a statement."""
    check_form(request, None)
    base: Base = request.app.state.base
    _, statement = sampled(base, id)
    book = current(base)
    values = read_values(read_codebook(book.text), given.values)
    base.put_coding(statement.id, coder=user.name, codebook=book.version, values=values)
    return answer({"id": statement.id, "codebook": book.version, "values": values}, status=201)


@router.get("/coding/agreement", responses=ANSWERS, response_model=Plain)
def agreement(request: Request, user: AsReader) -> Response:
    """Give Krippendorff's alpha of every field, and what coders differ on where it may be seen."""
    base: Base = request.app.state.base
    book, codings = read_codebook(current(base).text), base.codings()
    units = by_subject(codings)
    listed = differing(request, user, book, codings)
    shown = [
        {"subject": one.subject, "field": one.field.name, "values": [list(v) for v in one.values]}
        for one in listed[:MOST_SHOWN]
    ]
    fields = [
        {"field": r.field.name, "metric": r.metric, "differing": r.differing, **to_plain(r.alpha)}
        for r in reliability(book, units)
    ]
    blind = is_blind(base, user)
    return answer(
        {"units": len(units), "least_coders": DONE, "is_blind": blind, "fields": fields,
         "total": len(listed), "differing": shown}
    )  # fmt: skip


@router.post("/coding/units/{id}/settle", responses=CONFLICT, response_model=Plain, status_code=201)
def resolve(request: Request, user: AsEditor, id: str, given: Settling) -> Response:
    """Settle a disagreement: the editor's value becomes a judgement on the statement."""
    check_form(request, None)
    base: Base = request.app.state.base
    if not given.why.strip():
        raise FormError("why: it is empty", "Say why this value is right")
    settle(base, user, find_disagreement(base, id, given.field), given.value, given.why.strip())
    service.link_pending(base)
    return answer({"id": id, "field": given.field}, status=201)
