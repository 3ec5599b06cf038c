"""Exports: choose a format, see what it can't carry, take the file along."""

from fastapi import APIRouter, Request, Response

from rashomon.incidents.ledger import RULES
from rashomon.incidents.units import UNITS
from rashomon.publish.formats import FORMATS
from rashomon.web import exporting
from rashomon.web.pages import render
from rashomon.web.sieve import write_query
from rashomon.web.users import AsReader

router = APIRouter(include_in_schema=False)


@router.get("/export")
def show(request: Request, _: AsReader) -> Response:
    """Show what an export would hold, and what it would lose."""
    query = dict(request.query_params)
    asked = exporting.read_asked(request, query)
    made = exporting.make(request, asked) if query.get("as") else None
    return render(
        request,
        "export.html",
        asked=asked,
        made=made,
        formats=FORMATS.values(),
        rules=RULES,
        units=UNITS,
        given=query,
        carried={k: v for k, v in query.items() if (v and k not in exporting.OPTIONS) or k == "id"},
        query_text=write_query(query),
    )


@router.get("/export/file")
def file(request: Request, _: AsReader) -> Response:
    """Give the export as a file."""
    asked = exporting.read_asked(request, dict(request.query_params))
    made = exporting.make(request, asked)
    exporting.note(request, asked, made)
    return exporting.as_file(asked, made)


@router.get("/export/lost.json")
def losses(request: Request, _: AsReader) -> Response:
    """Give the list of losses of an export as a file."""
    asked = exporting.read_asked(request, dict(request.query_params))
    return exporting.losses_file(asked, exporting.make(request, asked))
