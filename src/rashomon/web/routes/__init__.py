"""One file per kind of page."""

from typing import Final

from fastapi import APIRouter

from rashomon.web.routes import documents, incident, incidents

ROUTERS: Final[tuple[APIRouter, ...]] = (
    incidents.router,
    incident.router,
    documents.router,
)
