"""The benchmark of the workbench on a small sample: pages answer, and what they say is right."""

import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from workbench import make_base, pages, percentile

from rashomon.base import open_base
from rashomon.web.app import create_app
from rashomon.web.settings import Settings


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "base.rashomon"
    make_base(path, 1000)
    with open_base(path) as base:
        settings = Settings(requests_per_minute=1_000_000)
        with TestClient(create_app(base, settings), follow_redirects=False) as made:
            yield made


def test_every_kind_of_page_answers(client):
    asked = pages(client.app.state.base)
    assert len(asked) > 15
    for kind, paths in asked.items():
        for path in paths[:5]:
            assert client.get(path).status_code == 200, (kind, path)


def test_lists_hold_what_the_base_holds(client):
    counts = client.app.state.base.counts()
    assert counts["statements"] >= 1000
    assert counts["pending"] == 0
    whole = client.get("/api/v1/incidents?per_page=1").json()["total"]
    assert whole == counts["incidents"] == len(client.get("/points.json").json()["incidents"])
    listed = [
        line["id"]
        for page in range(1, -(-whole // 200) + 1)
        for line in client.get(f"/api/v1/incidents?per_page=200&page={page}").json()["items"]
    ]
    assert len(listed) == len(set(listed)) == whole
    assert client.get("/api/v1/documents").json()["total"] == counts["documents"]


def test_filters_and_points_agree(client):
    for query in ("verdict=contradict", "since=2019-01-10&until=2019-01-20", "origins=2"):
        listed = client.get(f"/api/v1/incidents?{query}").json()["total"]
        assert listed == len(client.get(f"/points.json?{query}").json()["incidents"])


def test_a_percentile():
    assert percentile([float(n) for n in range(100)], 0.95) == 95.0
