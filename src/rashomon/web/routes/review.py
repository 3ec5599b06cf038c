"""Review: what should be looked at next, and one statement with every field to be judged."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from rashomon.base import Base
from rashomon.base.judging import as_judged
from rashomon.errors import FormError, JudgementError
from rashomon.incidents import service
from rashomon.lexicon.event_rows import MODES
from rashomon.model.document import Document
from rashomon.model.judgement import Judgement
from rashomon.model.statement import Statement
from rashomon.publish.explain import Row, explain_rows
from rashomon.web import correction
from rashomon.web.around import Around, around
from rashomon.web.correction import BY_NAME, EDITABLE, Filled, corrections, filled_in
from rashomon.web.pages import Part, part, render
from rashomon.web.queue import ORDERS, REASON_WORDS, Item, Walk, read_walk
from rashomon.web.security import check_form
from rashomon.web.settings import Settings
from rashomon.web.sieve import read_page
from rashomon.web.users import AsCoder, AsReader
from rashomon.web.veil import Veil

router = APIRouter(include_in_schema=False)
DONE: Final = {"accept": "Accepted", "reject": "Rejected", "correct": "Corrected"}
MEANS: Final = {
    "speakers": "who says it",
    "agents": "who did it",
    "targets": "to whom or what",
    "instruments": "with what",
    "polarity": "+ so, − not so",
    "figures": "how many",
    "factuality": "how real",
}
"""Plain words beside the names of fields."""
QUICK: Final = (
    "the text does not say this",
    "another clause is meant",
    "said twice in this document",
    "no event, only a figure of speech",
)
"""Reasons that are offered for a rejection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field as the page shows it: the machine's rows, and a person's where they differ."""

    name: str
    group: str | None
    machine: tuple[Row, ...]
    person: tuple[Row, ...]


async def read_form(request: Request) -> FormData:
    """Give the fields of a form, repeated ones included."""
    return await request.form()


Whole = Annotated[FormData, Depends(read_form)]


@router.get("/review")
def show_queue(request: Request, _: AsReader) -> Response:
    """Show what should be looked at next."""
    base: Base = request.app.state.base
    settings: Settings = request.app.state.settings
    query = dict(request.query_params)
    walk, page, decided = read_walk(query), read_page(query), query.get("decided") == "1"
    reason, veil = walk.reason or None, Veil(request)
    total = veil.memo.get(
        ("queue", reason, decided), lambda: base.queue_count(reason, decided=decided)
    )
    pages = max(1, -(-total // settings.page))

    def write() -> tuple[str | None, Part]:
        items = _items(veil, walk, page, settings.page, decided=decided)
        body = part(
            "review_rows.html",
            items=items,
            page=page,
            pages=pages,
            walk=walk,
            decided=decided,
            reasons=REASON_WORDS,
            link=lambda to: "/review" + walk.link(decided="1" if decided else "", page=to),
        )
        return next((item.statement.id for item in items), None), body

    first, body = veil.memo.get(("queue rows", veil.is_open, walk, decided, page), write)
    return render(
        request,
        "review.html",
        body=body,
        first=first,
        total=total,
        walk=walk,
        decided=decided,
        orders=ORDERS,
        reasons=REASON_WORDS,
    )


def _items(veil: Veil, walk: Walk, page: int, size: int, *, decided: bool) -> list[Item]:
    """Give one page of the queue, with the statements as somebody may see them."""
    lines = veil.base.queue_lines(
        by=walk.by,
        reason=walk.reason or None,
        decided=decided,
        limit=size,
        offset=(page - 1) * size,
    )
    found = {s.id: s for s in veil.base.statements([line.statement for line in lines])}
    shown = {s.id: s for s in veil.statements(list(found.values()))}
    about = veil.base.document_facts({s.document for s in found.values()})
    return [
        Item(
            line=line,
            statement=shown[line.statement],
            outlet=outlet or shown[line.statement].document_key,
            published=published,
        )
        for line in lines
        if line.statement in shown
        for outlet, published in [about[found[line.statement].document]]
    ]


@router.get("/review/{id}")
def show_one(request: Request, id: str, _: AsReader) -> Response:
    """Show one statement to be judged; HTMX asks for the form of one field alone."""
    query = dict(request.query_params)
    edit = query.get("edit", "")
    if request.headers.get("HX-Request") == "true" and edit in BY_NAME:
        editing = _edit(_Case(request, id), edit, read_walk(query))
        return render(request, "review_edit.html", **editing | {"focus": "data-focus"})
    return _page(request, id, edit=edit, done=query.get("done", ""))


@router.post("/review/{id}/decide")
def decide(
    request: Request,
    id: str,
    user: AsCoder,
    action: Annotated[str, Form(max_length=20)] = "",
    why: Annotated[str, Form(max_length=2000)] = "",
    csrf: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Accept, reject or comment on a statement, then go on to the next one."""
    check_form(request, csrf)
    base: Base = request.app.state.base
    case, walk, reason = _Case(request, id), read_walk(request.query_params), why.strip()
    if action not in ("accept", "reject", "comment"):
        raise FormError("action: it is none that a statement has", "Use the buttons of the page")
    if action != "accept" and not reason:
        problem = FormError(f"{action}: say why", "Write your reason into the field Why")
        return _page(request, id, problem=str(problem), at="why")
    _, after = _beside(base, case.statement.id, walk)
    made = base.judge(action, [id], who=user.name, why=reason)
    service.link_pending(base)
    if action == "comment":
        return _go(id, walk, made)
    if after is None:
        lines = base.queue_lines(by=walk.by, reason=walk.reason or None, limit=1)
        after = lines[0].statement if lines else None
    return _go(after, walk, made)


@router.post("/review/{id}/correct")
def correct(
    request: Request,
    id: str,
    user: AsCoder,
    form: Whole,
    why: Annotated[str, Form(max_length=2000)] = "",
    csrf: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Keep a person's value for a field; the machine's stays beside it."""
    check_form(request, csrf)
    base: Base = request.app.state.base
    case = _Case(request, id)
    group = str(form.get("field", ""))
    filled = Filled(
        rows=_form_rows(form),
        statement=case.corrected,
        shown=case.shown_corrected,
        text=case.document.text,
    )
    try:
        if not why.strip():
            raise FormError("why: it is empty", "Say why the machine's value is wrong")
        changes = corrections(group, filled)
        with base.transaction():
            for field, value in changes:
                made = base.judge("correct", [id], who=user.name, why=why.strip(),
                                  field=field, value=value)  # fmt: skip
    except (FormError, JudgementError) as error:
        return _page(
            request, id, edit=group, edit_problem=str(error), given=filled.rows, edit_why=why
        )
    service.link_pending(base)
    return _go(id, read_walk(request.query_params), made)


def _go(id: str | None, walk: Walk, made: Judgement) -> Response:
    where = f"/review/{id}" if id else "/review"
    return RedirectResponse(where + walk.link(done=made.id), status_code=303)


def _form_rows(form: FormData) -> list[dict[str, str]]:
    """Put the repeated fields of a form together by row."""
    columns = {
        name: [str(one) for one in form.getlist(name)]
        for name in form
        if name not in ("csrf", "why", "field")
    }
    count = min(max(map(len, columns.values()), default=0), correction.MOST_ROWS + 1)
    return [
        {name: values[n] if n < len(values) else "" for name, values in columns.items()}
        for n in range(count)
    ]


class _Case:
    """One statement with its document, as it is and as the person may see it."""

    def __init__(self, request: Request, id: str) -> None:
        base: Base = request.app.state.base
        statement = base.statement(id)
        document = None if statement is None else base.document(statement.document)
        if statement is None or document is None:
            raise HTTPException(404, "There is no such statement; it may have been taken out.")
        self.base, self.veil = base, Veil(request)
        self.statement: Statement = statement
        self.document: Document = document
        self.shown_document = self.veil.document(document)
        judgements = base.judgements(id)
        self.judgements = self.veil.judgements(judgements)
        standing = [j for j in judgements if j.undone_by is None and j.undoes is None]
        fixed = as_judged(statement, [j for j in standing if j.action == "correct"])
        self.corrected: Statement = fixed or statement
        self.verdict = next(
            (j for j in reversed(standing) if j.action in ("accept", "reject")), None
        )
        self.shown = self.veil.statements([statement])[0]
        is_same = self.corrected is statement
        self.shown_corrected = self.shown if is_same else self.veil.statements([self.corrected])[0]

    def text(self) -> Around:
        """Give the clause in the text around it."""
        return around(self.shown_document, self.statement)

    def fields(self) -> list[FieldView]:
        """Give every field with the machine's value and a person's."""
        machine, person = _by_field(self.shown), _by_field(self.shown_corrected)
        groups = {"speakers": "stance"} | {one.name: one.name for one in EDITABLE}
        return [
            FieldView(
                name=name,
                group=groups.get(name),
                machine=machine.get(name, ()),
                person=() if _same(rows, machine.get(name)) else rows,
            )
            for name, rows in (machine | person).items()
        ]


def _by_field(statement: Statement) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in explain_rows(statement):
        name = row.field.partition("[")[0]
        found[name] = (*found.get(name, ()), row)
    return found


def _same(rows: tuple[Row, ...], others: tuple[Row, ...] | None) -> bool:
    return others is not None and [r.value for r in rows] == [r.value for r in others]


def _beside(base: Base, id: str, walk: Walk) -> tuple[str | None, str | None]:
    line = base.queue_line(id)
    if line is None:
        return None, None
    return base.queue_beside(line, by=walk.by, reason=walk.reason or None)


def _edit(case: _Case, group: str, walk: Walk, **more: Any) -> dict[str, Any]:
    stands = filled_in(group, case.shown_corrected)
    empty = dict.fromkeys(stands[0], "")
    return {
        "group": BY_NAME[group],
        "s": case.shown_corrected,
        "id": case.statement.id,
        "v": correction,
        "modes": MODES,
        "rows": [{**empty, **row} for row in more.pop("given", None) or stands],
        "walk": walk,
        "edit_problem": "",
        "edit_why": "",
        "focus": "autofocus",
    } | more


def _page(
    request: Request,
    id: str,
    *,
    edit: str = "",
    done: str = "",
    problem: str = "",
    at: str = "",
    **more: Any,
) -> Response:
    base: Base = request.app.state.base
    case = _Case(request, id)
    walk = read_walk(request.query_params)
    line = base.queue_line(id)
    before, after = _beside(base, id, walk)
    incident = base.incident_of(id)
    listed = base.incident_line(incident.id) if incident else None
    last = base.judgement(done) if done else None
    editing = _edit(case, edit, walk, **more) if edit in BY_NAME else {"group": None, **more}
    is_wrong = bool(problem or more.get("edit_problem"))
    values: dict[str, Any] = editing | {"walk": walk}
    values.pop("given", None)
    return render(
        request,
        "review_one.html",
        status=422 if is_wrong else 200,
        case=case,
        place=line,
        reasons=REASON_WORDS,
        text=case.text(),
        fields=case.fields(),
        editable=EDITABLE,
        means=MEANS,
        before=before,
        after=after,
        incident=incident,
        alike=case.veil.lines(base.look_alikes(listed)) if listed else [],
        last=last,
        done_words=DONE.get(last.action, "Kept") if last else "",
        problem=problem,
        at=at,
        quick=QUICK,
        **values,
    )
