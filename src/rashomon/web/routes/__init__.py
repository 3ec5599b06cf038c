"""One file per kind of page."""

from typing import Final

from fastapi import APIRouter

from rashomon.web.routes.api import router as api
from rashomon.web.routes.api_admin import router as api_admin
from rashomon.web.routes.api_coding import router as api_coding
from rashomon.web.routes.api_views import router as api_views
from rashomon.web.routes.circles import router as circles
from rashomon.web.routes.codebook import router as codebook
from rashomon.web.routes.coding import router as coding
from rashomon.web.routes.documents import router as documents
from rashomon.web.routes.export import router as export
from rashomon.web.routes.incident import router as incident
from rashomon.web.routes.incidents import router as incidents
from rashomon.web.routes.review import router as review
from rashomon.web.routes.signing import router as signing

ROUTERS: Final[tuple[APIRouter, ...]] = (
    incidents,
    incident,
    api,
    api_views,
    api_coding,
    api_admin,
    documents,
    export,
    circles,
    review,
    codebook,
    coding,
    signing,
)
