"""The list of incidents with its filters, its map and its time line."""

import json

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from rashomon.base.browse import Sieve
from rashomon.publish.borders import ATLAS
from rashomon.web.listed import Listings
from rashomon.web.pages import render
from rashomon.web.settings import Settings
from rashomon.web.sieve import read_order, read_page, read_sieve, write_query
from rashomon.web.users import AsReader
from rashomon.web.veil import Veil

router = APIRouter(include_in_schema=False)


@router.get("/")
def show(request: Request, _: AsReader) -> Response:
    """Show incidents; HTMX asks for the rows alone."""
    settings: Settings = request.app.state.settings
    query = dict(request.query_params)
    sieve, order, page = read_sieve(query), read_order(query), read_page(query)
    veil = Veil(request)
    listings: Listings = request.app.state.listings
    sieve = veil.sieve(sieve)
    start = (page - 1) * settings.page
    found, total = listings.page(sieve, order, limit=settings.page, offset=start)
    lines = veil.lines(found, sieve.actor)
    total -= len(found) - len(lines)
    is_part = request.headers.get("HX-Request") == "true"
    template = "incident_rows.html" if is_part else "incidents.html"
    return render(
        request,
        template,
        lines=lines,
        total=total,
        page=page,
        pages=max(1, -(-total // settings.page)),
        order=order,
        asked=query,
        facets={} if is_part else listings.facets(),
        link=lambda **changes: "/?" + write_query(query, **changes),
    )


@router.get("/incidents")
def lead_to_list(_: AsReader) -> Response:
    """Lead people who type the address of all incidents to their list."""
    return RedirectResponse("/", status_code=303)


@router.get("/points.json")
def points(request: Request, _: AsReader) -> Response:
    """Give the points of the map and the days of the time line, for all that the filters let by."""
    veil = Veil(request)
    sieve = veil.sieve(read_sieve(dict(request.query_params)))
    listings: Listings = request.app.state.listings
    is_by_name = bool(sieve.actor) and not veil.is_open  # each line is looked at for hidden names
    body = None if is_by_name else listings.points(sieve, *veil.drawing())
    if body is None:
        body = veil.memo.get(
            ("points", veil.is_open, sieve), lambda: _write_points(veil, sieve), of="lists"
        )
    return Response(body, media_type="application/json")


def _write_points(veil: Veil, sieve: Sieve) -> bytes:
    found = veil.points(veil.base.incident_points(sieve), sieve.actor)
    return json.dumps({"incidents": found}, ensure_ascii=True, separators=(",", ":")).encode()


@router.get("/outline.json")
def outline(request: Request, _: AsReader) -> Response:
    """Give the coastline of the user's own, where there is one."""
    settings: Settings = request.app.state.settings
    return Response(
        settings.outline or '{"type":"FeatureCollection","features":[]}',
        media_type="application/json",
    )


@router.get("/borders.json")
def borders(_: AsReader) -> Response:
    """Give the countries of Natural Earth as the package keeps them (TopoJSON)."""
    return Response(
        ATLAS.read_bytes(),
        media_type="application/json",
        headers={"Cache-Control": "private, max-age=86400"},
    )
