"""One incident: its accounts side by side, its ledger, its origins, and what was known when."""

import json
from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from rashomon.base import Base
from rashomon.errors import FormError
from rashomon.incidents import service
from rashomon.model.incident import Incident
from rashomon.model.judgement import Judgement
from rashomon.web.asof import incident_as_of
from rashomon.web.ledger_chart import draw
from rashomon.web.matrix import COLUMNS, matrix
from rashomon.web.origin_tree import origin_tree
from rashomon.web.pages import render
from rashomon.web.security import check_form
from rashomon.web.users import AsCoder, AsReader
from rashomon.web.veil import Veil

router = APIRouter(include_in_schema=False)
DONE = {
    "accept": "Accepted: all accounts",
    "reject": "Rejected: all accounts",
    "merge": "Merged: the accounts of both stand below",
    "split": "Split off: the marked accounts stand here, the others elsewhere",
    "pin": "Pinned: it stays as it is",
    "grade": "Grade set",
    "comment": "Comment kept",
    "correct": "Corrected",
}
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")


@router.get("/incidents/{id}")
def show(request: Request, id: str, _: AsReader) -> Response:
    """Show one incident, as it is or as of a day."""
    base: Base = request.app.state.base
    incident = _incident(base, id)
    days = _days(base, incident)
    as_of = request.query_params.get("as_of", "")
    shown = incident
    if as_of:
        shown = incident_as_of(base, incident, _day(as_of)) or _nothing(incident)
    is_part = request.headers.get("HX-Request") == "true"
    veil = Veil(request)
    told = list(base.statements_as_judged(incident.statements))
    [whole, now], statements, documents = veil.view([incident, shown], told)
    line, history = base.incident_line(id), _history(base, incident)
    done = request.query_params.get("done", "")
    return render(
        request,
        "incident_body.html" if is_part else "incident.html",
        incident=now,
        whole=whole,
        columns=COLUMNS,
        groups=matrix(now, [s for s in statements.values() if s.id in now.statements], documents),
        charts=[draw(f) for f in now.figures if f.accounts],
        statements=statements,
        documents=documents,
        tree=origin_tree(now, statements, documents),
        days=days,
        as_of=as_of,
        alike=veil.lines(base.look_alikes(line)) if line else [],
        judgements=veil.judgements(history),
        last=next((one for one in history if one.id == done), None),
        done_words=DONE,
        grades=GRADES,
    )


@router.post("/incidents/{id}/decide")
def decide(
    request: Request,
    id: str,
    user: AsCoder,
    action: Annotated[str, Form()],
    why: Annotated[str, Form(max_length=2000)] = "",
    csrf: Annotated[str, Form()] = "",
    other: Annotated[str, Form(max_length=200)] = "",
    grade: Annotated[str, Form(max_length=40)] = "",
    statement: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Keep a person's decision on an incident, then link anew what it touches."""
    check_form(request, csrf)
    base: Base = request.app.state.base
    incident = _incident(base, id)
    chosen = [s for s in statement or [] if s in incident.statements]
    anchor = (chosen if action == "split" and chosen else incident.statements)[0]
    if action == "merge":
        made = service.merge(base, [id, _incident(base, other.strip()).id], who=user.name, why=why)
    elif action == "split":
        if not chosen or len(chosen) == len(incident.statements):
            raise FormError("split: mark some of the accounts, not all", "Mark those that leave")
        made = service.split(base, chosen, who=user.name, why=why)
    elif action == "pin":
        made = service.pin(base, id, who=user.name, why=why)
    elif action == "grade":
        if grade not in GRADES:
            raise FormError("grade: it is none of the grades", f"Choose one of {', '.join(GRADES)}")
        made = base.judge("grade", [id], who=user.name, why=why, value=json.dumps(grade))
    elif action == "comment":
        made = base.judge("comment", [id], who=user.name, why=why)
    elif action in ("accept", "reject"):
        made = base.judge(action, incident.statements, who=user.name, why=why)
    else:
        raise FormError("action: it is none that an incident has", "Use the buttons of the page")
    service.link_pending(base)
    now = base.incident_of(anchor)
    where = f"/incidents/{now.id}?done={made.id}" if now else "/"
    return RedirectResponse(where, status_code=303)


@router.post("/judgements/{id}/undo")
def undo(
    request: Request,
    id: str,
    user: AsCoder,
    why: Annotated[str, Form(max_length=2000)] = "",
    csrf: Annotated[str, Form()] = "",
    back: Annotated[str, Form(max_length=200)] = "/",
) -> Response:
    """Take a decision back; both stay on record."""
    check_form(request, csrf)
    base: Base = request.app.state.base
    base.undo(id, who=user.name, why=why or "taken back in the workbench")
    service.link_pending(base)
    return RedirectResponse(local_path(back), status_code=303)


def local_path(path: str) -> str:
    """Give a path of this workbench; the start page for anything that could lead elsewhere."""
    is_local = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_local else "/"


def _incident(base: Base, id: str) -> Incident:
    found = base.incident(id)
    if found is None:
        raise HTTPException(404, "There is no such incident; it may have been merged or split.")
    return found


def _days(base: Base, incident: Incident) -> list[str]:
    documents = set(base.documents_of(incident.statements, current=False).values())
    published = (day for _, day in base.document_facts(documents).values())
    return sorted({day[:10] for day in published if day})


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise FormError(f"as_of: {text[:40]!r} is no day", "Write 2019-03-11") from error


def _nothing(incident: Incident) -> Incident:
    return replace(
        incident,
        statements=(),
        figures=(),
        origins=(),
        agreement=(),
        agents=(),
        targets=(),
        places=(),
        time=None,
    )


def _history(base: Base, incident: Incident) -> list[Judgement]:
    return base.judgements_about([incident.id, *incident.statements])
