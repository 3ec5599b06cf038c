"""Documents: the list, one with its statements beside the text, and what words find."""

from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request, Response

from rashomon.base import Base, Query
from rashomon.publish.explain import explain_rows
from rashomon.web.marked import cut
from rashomon.web.pages import Part, part, render
from rashomon.web.settings import Settings
from rashomon.web.sieve import read_page, write_query
from rashomon.web.users import AsReader
from rashomon.web.veil import Veil

router = APIRouter(include_in_schema=False)
ASKED: Final = ("words", "speaker", "actor", "type", "status", "country")
MOST_PAGES: Final = 200
"""Pages of what was found; whoever leafs so far should ask for less."""


@router.get("/documents")
def show_all(request: Request, _: AsReader) -> Response:
    """List documents, the newest first."""
    base: Base = request.app.state.base
    settings: Settings = request.app.state.settings
    query = dict(request.query_params)
    page = read_page(query)
    words = query.get("outlet", "").strip()[:200]
    veil = Veil(request)
    total = veil.memo.get(
        ("documents", words), lambda: base.document_count(words or None), of="documents"
    )

    def write() -> Part:
        lines = base.document_lines(
            outlet=words or None, limit=settings.page, offset=(page - 1) * settings.page
        )
        return part(
            "documents_rows.html",
            lines=veil.document_lines(lines),
            page=page,
            pages=max(1, -(-total // settings.page)),
            link=lambda **changes: "/documents?" + write_query(query, **changes),
        )

    key = ("documents rows", veil.is_open, tuple(sorted(query.items())))
    return render(
        request,
        "documents.html",
        body=veil.memo.get(key, write, of="documents"),
        total=total,
        outlet=words,
        failures=base.failures()[:20] if veil.is_open else [],
    )


@router.get("/documents/{id}")
def show(request: Request, id: str, _: AsReader) -> Response:
    """Show one document: the text with its clauses lit, the statements beside it."""
    base: Base = request.app.state.base
    document = base.document(id)
    if document is None:
        raise HTTPException(404, "There is no such document; it may have been taken out.")
    statements = sorted(
        base.statements(documents=[id], current=False), key=lambda s: (s.trigger.start, s.id)
    )
    veil = Veil(request)
    shown = veil.document(document)
    pieces, is_cut = cut(shown.text, statements)
    return render(
        request,
        "document.html",
        document=shown,
        statements=veil.statements(statements),
        pieces=pieces,
        is_cut=is_cut,
        is_masked=shown.text != document.text,
        log=veil.records(base.collection_log(id), [id]),
        versions=base.versions(document.key),
    )


@router.get("/statements/{id}/why")
def why(request: Request, id: str, _: AsReader) -> Response:
    """Show why every field of a statement is what it is."""
    base: Base = request.app.state.base
    statement = base.statement(id)
    if statement is None:
        raise HTTPException(404, "There is no such statement.")
    veil = Veil(request)
    shown = veil.statements([statement])[0]
    is_part = request.headers.get("HX-Request") == "true"
    return render(
        request,
        "why.html" if is_part else "why_page.html",
        statement=shown,
        rows=explain_rows(shown),
        incident=base.incident_of(id),
        judgements=veil.judgements(base.judgements(id)),
    )


@router.get("/find")
def find(request: Request, _: AsReader) -> Response:
    """Show the statements that answer words, with speaker, actor, type and days."""
    base: Base = request.app.state.base
    settings: Settings = request.app.state.settings
    whole = dict(request.query_params)
    given = {k: whole.get(k, "").strip()[:200] for k in ASKED}
    asked: dict[str, Any] = {k: v for k, v in given.items() if v}
    query, page, size = Query(**asked), min(read_page(whole), MOST_PAGES), settings.page
    found = base.find(query, limit=size + 1, offset=(page - 1) * size) if asked else []
    return render(
        request,
        "find.html",
        found=Veil(request).found(found[:size], query),
        asked=given,
        page=page,
        more=len(found) > size and page < MOST_PAGES,
        link=lambda **changes: "/find?" + write_query(given, **changes),
    )
