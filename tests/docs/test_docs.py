"""The docs say what the code does: glossary, fields, statuses, commands, links."""

import ast
import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.model.statement import Speaker, Statement
from rashomon.publish.words import SIGNS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
EXEMPT = {"source"}
"""As the glossary says: the contract's name for the span of who says it."""


def _never():
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    words = text.split("## Never in a public name")[1].split("Exempt")[0]
    return set(re.findall(r"`(\w+)`", words))


def _public_names(path):
    module = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in module.body if isinstance(node, ast.ClassDef)]
    for node in (n for body in (module, *classes) for n in body.body):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.name
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def test_no_public_name_uses_a_word_that_the_glossary_bans():
    banned = _never() - EXEMPT
    assert {"claim", "fact", "confidence"} <= banned
    found = [
        f"{path.name}: {name}"
        for path in (ROOT / "src").rglob("*.py")
        for name in [path.stem, *_public_names(path)]
        if name.casefold() in banned
    ]
    assert found == []


def test_every_word_of_the_glossary_stands_there_once():
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| (\w+) \|", text, re.MULTILINE)
    assert len(words) == len(set(words)) > 20


@pytest.mark.parametrize("record", [Statement, Speaker])
def test_every_field_is_explained(record):
    text = (DOCS / "statement.md").read_text(encoding="utf-8")
    missing = [f.name for f in dataclasses.fields(record) if f"`{f.name}`" not in text]
    assert missing == []


def test_every_status_and_its_sign_is_explained():
    text = (DOCS / "start.md").read_text(encoding="utf-8")
    assert [s for s, sign in SIGNS.items() if f"| {sign.mark} | {s} |" not in text] == []


def test_the_command_reference_is_what_the_commands_say():
    code = "import reference; print(reference.page(), end='')"
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "tools", capture_output=True, text=True, check=True
    )
    written = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    assert ended.stdout == written, "run: python tools/reference.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not link.startswith(("http", "mailto"))]
    assert [link for link in local if not (page.parent / link).exists()] == []
