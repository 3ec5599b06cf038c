"""An export as the browser or a program asks for it: what of, in which form, for whom."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from fastapi import Request, Response

from rashomon.base import Base
from rashomon.errors import ForbiddenError, FormError
from rashomon.publish.export import Exported, ExportOptions
from rashomon.publish.formats import FORMATS, export_as, losses_json
from rashomon.publish.gather import gather_some
from rashomon.web.sieve import read_order, read_sieve
from rashomon.web.users import user_of
from rashomon.web.veil import Veil

MOST: Final = 5000
"""Incidents of one export; the command line knows no limit."""
OPTIONS: Final = tuple("as rows rule unit private exact hxl labels derived id".split())
MEDIA: Final = {
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".jsonld": "application/ld+json",
    ".geojson": "application/geo+json",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".zip": "application/zip",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for.

    Attributes:
        format: One of `FORMATS`.
        options: How.
        ids: Of the incidents.
    """

    format: str
    options: ExportOptions
    ids: tuple[str, ...]


def read_asked(request: Request, query: Mapping[str, str]) -> Asked:
    """Read what is asked for, and whether the person may have it.

    Raises:
        FormError: There is no such format, or there are too many incidents.
        ForbiddenError: Names or exact points are asked for by a reader or a coder.
    """
    user, veil = user_of(request), Veil(request)
    options = ExportOptions(
        private=_yes(query, "private"),
        coarsen=not _yes(query, "exact"),
        rule=query.get("rule") or None,
        unit=query.get("unit") or None,
        rows=query.get("rows") or "incidents",
        hxl=_yes(query, "hxl"),
        labels=_yes(query, "labels"),
        derived_dates=_yes(query, "derived"),
    )
    if (options.private or not options.coarsen) and not user.may("editor"):
        raise ForbiddenError("editor")
    name = query.get("as") or "csv"
    if name not in FORMATS:
        raise FormError(f"as: {name[:40]!r} is no format", f"Choose one of {', '.join(FORMATS)}")
    return Asked(format=name, options=options, ids=_ids(veil, query))


def make(request: Request, asked: Asked) -> Exported:
    """Make the export.

    Raises:
        ExportError: The format has no such rule, unit or rows.
    """
    veil = Veil(request)
    data = gather_some(veil.base, asked.options, asked.ids)
    names = None
    if not asked.options.private:
        names = veil.names(data.documents, data.statements.values())
    return export_as(asked.format, data, names)


def note(request: Request, asked: Asked, made: Exported) -> None:
    """Write into the workbench's log that something was taken along."""
    base: Base = request.app.state.base
    extra = "".join(
        word
        for word, is_on in (
            (", with private names", asked.options.private),
            (", with exact points", not asked.options.coarsen),
        )
        if is_on
    )
    detail = f"{asked.format}: {len(asked.ids)} incidents, {made.rows} rows{extra}"
    base.note_access(user_of(request).author, "export", detail)


def as_file(asked: Asked, made: Exported) -> Response:
    """Give an export as a file to save; several files go into one archive, losses included."""
    suffix = FORMATS[asked.format].suffix
    stem = f"rashomon-{asked.format}"
    content = made.content
    if len(made.files) > 1:
        content, suffix = _archive(stem, suffix, made), ".zip"
    return _attached(content, f"{stem}{suffix}")


def losses_file(asked: Asked, made: Exported) -> Response:
    """Give the list of what an export could not carry."""
    return _attached(losses_json(made).encode(), f"rashomon-{asked.format}.lost.json")


def _attached(content: bytes, name: str) -> Response:
    media = MEDIA.get("." + name.rpartition(".")[2], "application/octet-stream")
    given = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media, headers=given)


def _archive(stem: str, suffix: str, made: Exported) -> bytes:
    held = io.BytesIO()
    at = datetime.now(UTC).timetuple()[:6]
    files = {f"{stem}{part}{suffix}": content for part, content in made.files.items()}
    files[f"{stem}.lost.json"] = losses_json(made).encode()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, at), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _ids(veil: Veil, query: Mapping[str, str]) -> tuple[str, ...]:
    if query.get("id"):
        return (query["id"],)
    sieve = read_sieve(query)
    found = veil.base.incident_ids(veil.sieve(sieve), order=read_order(query), limit=MOST + 1)
    if len(found) > MOST:
        problem = f"export: there are more than {MOST} incidents"
        raise FormError(problem, "Filter them, or use rashomon export on the command line")
    return tuple(veil.ids(found, sieve.actor))


def _yes(query: Mapping[str, str], name: str) -> bool:
    return query.get(name, "") in ("1", "true", "on", "yes")
