"""The command ``rashomon gazetteer``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rashomon.cli.gazetteer import app

PLACES = Path(__file__).parents[1] / "lexicon" / "marenna_places.csv"


def test_added_places_are_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.sqlite"
    monkeypatch.setenv("RASHOMON_GAZETTEER", str(own))
    runner = CliRunner()
    added = runner.invoke(app, ["add", str(PLACES)])
    assert added.output == f"18 places added to {own}\n"
    found = runner.invoke(app, ["lookup", "Ostry Ford"])
    assert found.output.startswith("Ostry Ford: user:mrn-ostry-ford Ostry Ford (")


def test_a_look_up_as_json_carries_the_score_parts() -> None:
    result = CliRunner().invoke(app, ["lookup", "Aleppo", "--format", "jsonl"])
    answer = json.loads(result.output)
    assert answer["chosen"]["id"] == "geonames:170063"
    assert answer["candidates"][0]["parts"][0][0] == "population"


def test_an_unknown_format_is_refused() -> None:
    result = CliRunner().invoke(app, ["lookup", "Aleppo", "--format", "xml"])
    assert result.exit_code == 2
