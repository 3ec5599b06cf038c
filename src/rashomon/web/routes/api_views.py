"""The JSON interface, continued: map, network, speakers, forecasts, queue, what was known when."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import BaseModel, Field

from rashomon.base import Base
from rashomon.base.browse import MOST
from rashomon.base.queueing import QUEUES, REASONS
from rashomon.incidents.forecasts import STATES
from rashomon.model.encode import to_plain
from rashomon.model.incident import Incident
from rashomon.web.asof import incident_as_of
from rashomon.web.foretold import foretold
from rashomon.web.network import allies
from rashomon.web.queue import read_walk
from rashomon.web.routes.api import ANSWERS, Filters, Page, Plain, Short, Size, Word, answer
from rashomon.web.routes.circles import outlets_of, relays_of, ties_of, voices_of
from rashomon.web.sieve import read_day, read_sieve
from rashomon.web.users import AsReader
from rashomon.web.veil import Veil

router = APIRouter(prefix="/api/v1", tags=["views"])
POINT = ("id", "lon", "lat", "km", "day", "killed", "verdict", "type", "last_day")
Day = Annotated[str, Query(max_length=40, description="ISO day, included.")]


class Waiting(BaseModel):
    """Which part of the queue."""

    by: str = Field(default="", max_length=40, description=f"One of: {', '.join(QUEUES)}.")
    reason: str = Field(default="", max_length=40, description=f"Of: {', '.join(REASONS)}.")
    decided: bool = Field(default=False, description="What is decided, not what waits.")
    page: int = Field(default=1, ge=1, le=1_000_000, description="Page, from 1.")
    per_page: int = Field(default=50, ge=1, le=MOST, description="Items a page.")


@router.get("/points", responses=ANSWERS, response_model=Plain)
def points(request: Request, _: AsReader, filters: Annotated[Filters, Query()]) -> Response:
    """Give what map and time line show of incidents, a page at a time, in the order of their ids.

    `km` is the radius of the area that the place stands for.
    """
    base: Base = request.app.state.base
    veil = Veil(request)
    sieve = veil.sieve(read_sieve({k: str(v) for k, v in filters.model_dump().items()}))
    found = veil.points(base.incident_points(sieve), sieve.actor)
    start = (filters.page - 1) * filters.per_page
    items = [dict(zip(POINT, one, strict=True)) for one in found[start : start + filters.per_page]]
    return answer({"total": len(found), "page": filters.page, "items": items})


@router.get("/incidents/{id}/as-of", responses=ANSWERS, response_model=Plain)
def as_of(request: Request, _: AsReader, id: str, day: Day) -> Response:
    """Give one incident as it was by what had been published up to a day."""
    base: Base = request.app.state.base
    wanted = read_day("day", day)
    if wanted is None:
        raise HTTPException(422, "day: it is empty")
    then = incident_as_of(base, _incident(base, id), wanted)
    if then is None:
        raise HTTPException(404, "nothing was known by that day")
    told = list(base.statements_as_judged(then.statements))
    plain: dict[str, Any] = to_plain(Veil(request).view([then], told)[0][0])
    return answer(plain)


@router.get("/incidents/{id}/alike", responses=ANSWERS, response_model=Plain)
def alike(request: Request, _: AsReader, id: str) -> Response:
    """List incidents that may be the same: same type, within a day and thirty kilometres."""
    base: Base = request.app.state.base
    line = base.incident_line(_incident(base, id).id)
    shown = Veil(request).lines(base.look_alikes(line)) if line else []
    return answer({"total": len(shown), "items": [to_plain(one) for one in shown]})


@router.get("/network", responses=ANSWERS, response_model=Plain)
def network(
    request: Request, _: AsReader, actor: Word = "", since: Short = "", until: Short = ""
) -> Response:
    """Give who is said to do what to whom, and between whom only cooperation is told of.

    `months` holds month, statements of conflict and statements of cooperation.
    """
    sieve = read_sieve({"actor": actor, "since": since, "until": until})
    shown = Veil(request).ties(ties_of(request, sieve))
    items = [{**to_plain(one), "balance": one.balance} for one in shown]
    return answer({"total": len(items), "items": items, "allies": allies(shown)})


@router.get("/speakers", responses=ANSWERS, response_model=Plain)
def speakers(
    request: Request, _: AsReader, name: Word = "", page: Page = 1, per_page: Size = 50
) -> Response:
    """List speakers by name, with counts of their statements and documents; nobody is ranked."""
    found = voices_of(request, name.strip())
    shown = Veil(request).voices(found[(page - 1) * per_page : page * per_page])
    return answer({"total": len(found), "page": page, "items": [to_plain(one) for one in shown]})


@router.get("/outlets", responses=ANSWERS, response_model=Plain)
def outlets(
    request: Request, _: AsReader, name: Word = "", page: Page = 1, per_page: Size = 50
) -> Response:
    """List outlets by name, with counts of their documents and statements; nobody is ranked."""
    found = outlets_of(request, name.strip())
    items = [to_plain(one) for one in found[(page - 1) * per_page : page * per_page]]
    return answer({"total": len(found), "page": page, "items": items})


@router.get("/relays", responses=ANSWERS, response_model=Plain)
def relays(request: Request, _: AsReader, name: Word = "") -> Response:
    """List who relays whose words, the most frequent of each kind."""
    shown = Veil(request).relays(relays_of(request, name.strip()))
    return answer({"total": len(shown), "items": [to_plain(one) for one in shown]})


@router.get("/forecasts", responses=ANSWERS, response_model=Plain)
def forecasts(
    request: Request,
    _: AsReader,
    state: Annotated[str, Query(max_length=40, description=f"One of: {', '.join(STATES)}.")] = "",
    page: Page = 1,
    per_page: Size = 50,
) -> Response:
    """List forecasts, how each stands, and what bears on it."""
    base: Base = request.app.state.base
    found = foretold(base, request.app.state.memo)
    listed = [one for one in found if not state or one.state == state]
    shown = _forecasts(request, listed[(page - 1) * per_page : page * per_page])
    return answer({"total": len(listed), "page": page, "items": shown})


@router.get("/forecasts/{id}", responses=ANSWERS, response_model=Plain)
def forecast(request: Request, _: AsReader, id: str) -> Response:
    """Give one forecast by its statement's id; decide on it with a `resolve_forecast` judgement."""
    base: Base = request.app.state.base
    found = [one for one in foretold(base, request.app.state.memo) if one.statement == id]
    if not found:
        raise HTTPException(404, "there is no such forecast")
    return answer(_forecasts(request, found)[0])


@router.get("/queue", responses=ANSWERS, response_model=Plain)
def queue(request: Request, _: AsReader, wanted: Annotated[Waiting, Query()]) -> Response:
    """List what should be looked at next, by doubt or by weight, or what is decided."""
    base: Base = request.app.state.base
    walk = read_walk({"by": wanted.by, "reason": wanted.reason})
    reason, page, size = walk.reason or None, wanted.page, wanted.per_page
    lines = base.queue_lines(
        by=walk.by, reason=reason, decided=wanted.decided, limit=size, offset=(page - 1) * size
    )
    total = base.queue_count(reason, decided=wanted.decided)
    return answer({"total": total, "page": page, "items": [to_plain(one) for one in lines]})


def _incident(base: Base, id: str) -> Incident:
    found = base.incident(id)
    if found is None:
        raise HTTPException(404, "there is no such incident")
    return found


def _forecasts(request: Request, found: list[Any]) -> list[Any]:
    base: Base = request.app.state.base
    documents = base.documents_of((one.statement for one in found), current=False)
    return [to_plain(one) for one in Veil(request).records(found, documents.values())]
