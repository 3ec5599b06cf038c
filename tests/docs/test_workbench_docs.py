"""The pages about the workbench are current: the JSON interface, pictures, roles, options."""

import importlib.util
import re
from pathlib import Path

import pytest

from rashomon import examples
from rashomon.documents import read_documents
from rashomon.model.document import Document
from rashomon.web.exporting import MOST
from rashomon.web.security import FORM_BYTES
from rashomon.web.settings import Settings
from rashomon.web.users import ROLES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
HOW_TO = (DOCS / "how-to" / "workbench.md").read_text(encoding="utf-8")


def test_the_reference_of_the_interface_is_what_the_workbench_says():
    spec = importlib.util.spec_from_file_location("api", ROOT / "tools" / "api_reference.py")
    api_reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(api_reference)
    written = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
    assert api_reference.page() == written, "run: python tools/api_reference.py"


@pytest.mark.parametrize("picture", sorted(set(re.findall(r"pictures/([\w-]+\.png)", HOW_TO))))
def test_every_picture_is_there_and_small(picture):
    assert 10_000 < (DOCS / "pictures" / picture).stat().st_size < 200_000


def test_every_role_and_limit_is_told():
    assert re.findall(r"^\| (reader|coder|editor|admin) \|", HOW_TO, re.MULTILINE) == list(ROLES)
    assert f"More than {MOST:,} incidents" in HOW_TO
    assert f"{Settings().requests_per_minute:,} requests" in HOW_TO
    assert FORM_BYTES == 1_000_000
    assert Settings().session_hours == 12


def test_documents_that_the_docs_name_are_those_of_the_example():
    known = {d.id for d in read_documents(examples.documents()) if isinstance(d, Document)}
    named = {
        (page.name, id_)
        for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
        for id_ in re.findall(r"\bd[0-9a-f]{15}\b", page.read_text(encoding="utf-8"))
    }
    assert named
    assert {(page, id_) for page, id_ in named if id_ not in known} == set()
