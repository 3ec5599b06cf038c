"""Network, speakers and forecasts: who deals with whom, who says how much, what was foretold."""

import json
from collections import Counter
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from rashomon.base import Base
from rashomon.base.browse import Sieve
from rashomon.base.circles import OutletCount, Relay, Voice
from rashomon.base.rows import fold
from rashomon.errors import FormError
from rashomon.incidents.forecasts import STATES, Forecast
from rashomon.model.statement import Statement
from rashomon.publish import words
from rashomon.web.counted import (
    all_outlets,
    all_relays,
    all_ties,
    all_voices,
    forecasts_by_speaker,
)
from rashomon.web.foretold import foretold
from rashomon.web.network import Tie, allies
from rashomon.web.pages import Part, part, render
from rashomon.web.security import check_form
from rashomon.web.settings import Settings
from rashomon.web.sieve import read_page, read_sieve, write_query
from rashomon.web.users import AsCoder, AsReader
from rashomon.web.veil import Veil

router = APIRouter(include_in_schema=False)
MOST_BEARING: Final = 10
"""Later statements that a page shows of one forecast."""


@router.get("/network")
def network(request: Request, _: AsReader) -> Response:
    """Show who is said to do what to whom, with the balance of conflict and cooperation."""
    query = dict(request.query_params)
    veil, sieve = Veil(request), read_sieve(query)

    def write() -> Part:
        shown = veil.ties(ties_of(request, sieve))
        return part("network_ties.html", ties=shown, allies=allies(shown))

    key = ("network", veil.is_open, sieve.since, sieve.until, sieve.actor)
    body = veil.memo.get(key, write, of="documents")
    return render(request, "network.html", body=body, asked=query)


@router.get("/network.json")
def network_data(request: Request, _: AsReader) -> Response:
    """Give the ties for the drawing."""
    shown = Veil(request).ties(ties_of(request, read_sieve(dict(request.query_params))))
    rows = [[t.agent, t.target, t.conflict, t.cooperation, t.months] for t in shown]
    return Response(json.dumps({"ties": rows}), media_type="application/json")


def ties_of(request: Request, sieve: Sieve) -> list[Tie]:
    """Give who is said to do what to whom, by actor and days; not veiled."""
    return all_ties(request.app.state.base, request.app.state.memo, sieve)


def voices_of(request: Request, name: str) -> list[Voice]:
    """Give speakers by name; none who answers words only by a name that is hidden."""
    found, words = all_voices(request.app.state.base, request.app.state.memo), fold(name)
    if not words:
        return found
    veil = Veil(request)
    told = (v for v in found if words in (fold(v.name) or ""))
    return [v for v in told if v.id or not veil.hides(v.name)]


def relays_of(request: Request, name: str) -> list[Relay]:
    """Give who relays whom, by words in the name of either; none by a name that is hidden."""
    found = all_relays(request.app.state.base, request.app.state.memo, name)
    if not name:
        return found
    veil = Veil(request)
    told = (r for r in found if not veil.hides(r.of))
    return [r for r in told if r.is_outlet or not veil.hides(r.by)]


def outlets_of(request: Request, name: str) -> list[OutletCount]:
    """Give outlets by words in their name."""
    found, words = all_outlets(request.app.state.base, request.app.state.memo), fold(name) or ""
    return [one for one in found if words in (fold(one.name) or "")]


@router.get("/speakers")
def speakers(request: Request, _: AsReader) -> Response:
    """List speakers by name, and who relays whom."""
    settings: Settings = request.app.state.settings
    veil, query = Veil(request), dict(request.query_params)
    name = query.get("name", "").strip()[:200]
    page, voices, outlets = read_page(query), voices_of(request, name), outlets_of(request, name)

    def write() -> Part:
        listed = voices[(page - 1) * settings.page : page * settings.page]
        said = forecasts_by_speaker(veil.base, veil.memo)
        return part(
            "speakers_body.html",
            voices=[
                (shown, said.get(fold(one.name) or "", (0, 0)))
                for one, shown in zip(listed, veil.voices(listed), strict=True)
            ],
            page=page,
            pages=max(1, -(-len(voices) // settings.page)),
            relays=veil.relays(relays_of(request, name)),
            outlets=outlets,
            link=lambda **changes: "/speakers?" + write_query(query, **changes),
        )

    key = ("speakers", veil.is_open, tuple(sorted(query.items())))
    body = veil.memo.get(key, write)
    return render(
        request, "speakers.html", body=body, total=len(voices), outlets=outlets, name=name
    )


@router.get("/forecasts")
def forecasts(request: Request, _: AsReader) -> Response:
    """Show forecasts, how each stands, and what bears on it."""
    base: Base = request.app.state.base
    settings: Settings = request.app.state.settings
    query = dict(request.query_params)
    wanted, page = query.get("state", ""), read_page(query)
    found = foretold(base, request.app.state.memo)
    counts = Counter(one.state for one in found)
    listed = [one for one in found if not wanted or one.state == wanted]
    shown = listed[(page - 1) * settings.page : page * settings.page]
    veil = Veil(request)

    def veiled() -> tuple[list[Forecast], dict[str, Statement]]:
        ids = {i for one in shown for i in (one.statement, *one.bearing[:MOST_BEARING])}
        told = list(base.statements(ids))
        statements = {s.id: s for s in veil.statements(told)}
        return veil.records(shown, {s.document for s in told}), statements

    key = ("forecasts", veil.is_open, wanted, page)
    shown_to, statements = veil.memo.get(key, veiled)
    return render(
        request,
        "forecasts.html",
        forecasts=[one for one in shown_to if one.statement in statements],
        statements=statements,
        counts=counts,
        states=STATES,
        wanted=wanted,
        excerpt=words.excerpt,
        total=len(listed),
        page=page,
        pages=max(1, -(-len(listed) // settings.page)),
        link=lambda **changes: "/forecasts?" + write_query(query, **changes),
    )


@router.post("/forecasts/{id}/resolve")
def resolve(
    request: Request,
    user: AsCoder,
    id: str,
    state: Annotated[str, Form(max_length=40)],
    why: Annotated[str, Form(max_length=2000)] = "",
    csrf: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Keep a person's decision on a forecast."""
    check_form(request, csrf)
    if state not in STATES:
        raise FormError("state: it is none", f"Choose one of {', '.join(STATES)}")
    base: Base = request.app.state.base
    base.judge("resolve_forecast", [id], who=user.name, why=why, value=json.dumps(state))
    return RedirectResponse("/forecasts", status_code=303)


@router.get("/help")
def help_page(request: Request, _: AsReader) -> Response:
    """Show the keys and what the words mean."""
    return render(request, "help.html")


@router.get("/api")
def api_page(request: Request, _: AsReader) -> Response:
    """Show the JSON interface for people, from its own description."""
    return render(request, "api.html", schema=request.app.openapi())
