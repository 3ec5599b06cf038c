"""The team's codebook: the current version, its history, differences, and the editor."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from rashomon.base import Base
from rashomon.base.coding import CodebookVersion
from rashomon.errors import CodingError, FormError
from rashomon.web.codes import (
    CodebookTextError,
    current,
    default,
    difference,
    read_codebook,
    version,
)
from rashomon.web.pages import render
from rashomon.web.routes.review import read_form
from rashomon.web.security import check_form
from rashomon.web.users import AsEditor, AsReader

Whole = Annotated[FormData, Depends(read_form)]
router = APIRouter(include_in_schema=False)


@router.get("/codebook")
def show(request: Request, _: AsReader) -> Response:
    """Show the current codebook and its history."""
    base: Base = request.app.state.base
    return _show(request, current(base))


@router.get("/codebook/versions/{number}")
def show_version(request: Request, number: int, _: AsReader) -> Response:
    """Show one version."""
    return _show(request, _version(request, number))


@router.get("/codebook/difference")
def show_difference(request: Request, _: AsReader, old: int = 0, new: int = 0) -> Response:
    """Show what changed between two versions."""
    before, after = _version(request, old), _version(request, new)
    return render(
        request,
        "codebook_difference.html",
        old=before,
        new=after,
        lines=difference(before.text, after.text),
        versions=_versions(request),
    )


@router.get("/codebook/edit")
def edit(request: Request, _: AsEditor) -> Response:
    """Show the editor."""
    base: Base = request.app.state.base
    newest = current(base)
    return _edit(request, newest.text, after=newest.version)


@router.post("/codebook")
def save(request: Request, user: AsEditor, form: Whole) -> Response:
    """Check a changed codebook, and keep it as the next version."""
    check_form(request, str(form.get("csrf", "")))
    base: Base = request.app.state.base
    text, why = str(form.get("text", "")), str(form.get("why", ""))[:2000]
    number = str(form.get("after", ""))
    after = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
    text = text.replace("\r\n", "\n").strip() + "\n"
    given: dict[str, Any] = {"after": after, "why": why}
    try:
        read_codebook(text)
        if form.get("action") == "check":
            lines = difference(current(base).text, text)
            return _edit(request, text, lines=lines, is_checked=True, **given)
        if not why.strip():
            raise FormError("why: it is empty", "Say what you changed, and why")
        if text == current(base).text:
            raise FormError("nothing was changed", "Change the text, then save it")
        base.put_codebook(text, who=user.name, why=why.strip(), after=after)
    except (FormError, CodingError) as error:
        line = error.line if isinstance(error, CodebookTextError) else None
        return _edit(request, text, problem=str(error), line=line, **given)
    return RedirectResponse("/codebook", status_code=303)


def _show(request: Request, shown: CodebookVersion) -> Response:
    return render(
        request,
        "codebook.html",
        book=read_codebook(shown.text),
        version=shown,
        versions=_versions(request),
    )


def _versions(request: Request) -> list[CodebookVersion]:
    base: Base = request.app.state.base
    return [*base.codebooks(), default()]


def _version(request: Request, number: int) -> CodebookVersion:
    base: Base = request.app.state.base
    found = version(base, number) if 0 <= number < 2**31 else None
    if found is None:
        raise HTTPException(404, "There is no such version of the codebook.")
    return found


def _edit(request: Request, text: str, *, after: int, **more: Any) -> Response:
    values: dict[str, Any] = {
        "problem": "",
        "line": None,
        "why": "",
        "lines": [],
        "is_checked": False,
    } | more
    around = text.splitlines()
    at = values["line"]
    near = [
        (n + 1, around[n]) for n in range(max(0, at - 3), min(len(around), at + 2))
    ] if at else []  # fmt: skip
    status = 422 if values["problem"] else 200
    return render(
        request, "codebook_edit.html", status=status, text=text, after=after, near=near, **values
    )
