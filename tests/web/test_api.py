"""The JSON interface: what it gives, how it fails, and that its description holds."""

import io
import zipfile

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS

from rashomon.publish.formats import FORMATS
from rashomon.web import accounts

METHODS = {"get", "post", "put", "delete", "patch"}


@pytest.fixture
def editor(sign_in, base):
    """A client with a token that may read and write, as an editor."""
    client = sign_in(None)
    secret, _ = accounts.make_token(base, "editor", scopes="read write", label="test")
    client.headers["Authorization"] = f"Bearer {secret}"
    return client


def test_incidents_come_by_page_and_in_order(editor):
    whole = editor.get("/api/v1/incidents?order=oldest").json()
    assert whole["total"] == 2
    first = editor.get("/api/v1/incidents?order=oldest&per_page=1").json()["items"]
    second = editor.get("/api/v1/incidents?order=oldest&per_page=1&page=2").json()["items"]
    assert first + second == whole["items"]
    assert [i["start"] for i in whole["items"]] == ["2019-03-11", "2019-05-02"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("type=ASSAULT", 2),
        ("type=YIELD", 0),
        ("verdict=contradict", 1),
        ("since=2019-05-01", 1),
        ("until=2019-04-01", 1),
        ("place=dovrin", 1),
        ("actor=northmark", 1),
        ("origins=2", 1),
        ("country=MRN", 2),
        ("box=8,41,9,42", 1),
    ],
)
def test_filters_filter(editor, query, count):
    assert editor.get(f"/api/v1/incidents?{query}").json()["total"] == count


@pytest.mark.parametrize(
    "query", ["since=yesterday", "box=1,2,3", "box=a,b,c,d", "page=0", "per_page=0", "origins=x",
              "box=nan,nan,nan,nan", "per_page=100000"],
)  # fmt: skip
def test_a_query_of_the_wrong_form_is_told(editor, query):
    answer = editor.get(f"/api/v1/incidents?{query}")
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize("kind", ["incidents", "statements", "documents"])
def test_what_is_not_there_is_told(editor, kind):
    assert editor.get(f"/api/v1/{kind}/none").status_code == 404


def test_a_decision_is_kept_undone_and_told_in_the_feed(editor, ids, base):
    since = editor.get("/api/v1/changes?limit=200").json()["next"]
    body = {"action": "reject", "subjects": [ids.statement], "why": "misread"}
    made = editor.post("/api/v1/judgements", json=body)
    assert made.status_code == 201
    assert made.json()["who"] == "editor"
    now = base.incident(ids.incident)
    assert now is None or ids.statement not in now.statements
    undone = editor.post(f"/api/v1/judgements/{made.json()['id']}/undo", json={"why": "read again"})
    assert undone.status_code == 200
    again = editor.get(f"/api/v1/judgements?subject={ids.statement}").json()
    assert again["total"] >= 1
    assert again["items"][0]["undone_by"] == undone.json()["id"]
    kinds = [c["kind"] for c in editor.get(f"/api/v1/changes?since={since}").json()["items"]]
    assert "judgement.added" in kinds


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"action": "dance", "subjects": ["x"], "why": "x"},
        {"action": "accept", "subjects": [], "why": "x"},
        {"action": "accept", "subjects": ["none"], "why": "x"},
        {"action": "pin", "subjects": ["a", "b"], "why": "x"},
        {"action": "merge", "subjects": ["none", "nothing"], "why": "x"},
        {"action": "correct", "subjects": ["{s}"], "field": "type", "value": "{", "why": "x"},
        {"action": "correct", "subjects": ["{s}"], "field": "nothing", "value": "1", "why": "x"},
    ],
)
def test_a_decision_that_is_none_is_refused(editor, ids, body):
    if body.get("subjects") == ["{s}"]:
        body = body | {"subjects": [ids.statement]}
    answer = editor.post("/api/v1/judgements", json=body)
    assert answer.status_code in (404, 422), answer.text
    assert answer.json()["error"]["code"].startswith("RSH-")


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_every_format_is_exported_with_its_losses(editor, format_):
    file = editor.get(f"/api/v1/export?as={format_}&since=2019-01-01")
    assert file.status_code == 200
    assert file.headers["content-disposition"].startswith('attachment; filename="rashomon-')
    losses = editor.get(f"/api/v1/export?as={format_}&losses=true").json()
    assert losses["format"].split("-")[0] in format_ or losses["rows"] >= 0
    if file.headers["content-type"] == "application/zip":
        names = zipfile.ZipFile(io.BytesIO(file.content)).namelist()
        assert any(name.endswith(".lost.json") for name in names)


def test_an_export_follows_the_filters(editor):
    whole = editor.get("/api/v1/export?as=csv").text
    part = editor.get("/api/v1/export?as=csv&place=dovrin").text
    assert 1 < part.count("\n") < whole.count("\n")
    assert "Kestrel" not in part


@pytest.mark.parametrize("query", ["as=none", "as=acled&rows=statements", "as=csv&rule=none", ""])
def test_an_export_that_is_none_is_refused(editor, query):
    assert editor.get(f"/api/v1/export?{query}").status_code == 422


def test_everything_in_the_description_can_be_asked_for(editor):
    schema = editor.get("/api/openapi.json").json()
    assert all(path.startswith("/api/v1/") for path in schema["paths"])
    for path, methods in schema["paths"].items():
        for method, one in methods.items():
            assert method in METHODS
            assert one["description"], path
            assert {"401", "403", "422", "429"} <= set(one["responses"]), path


def test_no_answer_breaks_or_is_undescribed(editor):
    assert _ask_for_all(editor, "/api/v1/") > 50


def test_no_answer_to_an_admin_breaks_or_is_undescribed(sign_in, base):
    admin = sign_in(None)
    secret, _ = accounts.make_token(base, "admin", scopes="read write", label="test")
    admin.headers["Authorization"] = f"Bearer {secret}"
    assert _ask_for_all(admin, "/api/v1/admin/") > 50
    assert base.account("admin").role == "admin"


def _ask_for_all(client, under):
    """Bounded: some examples of every operation, drawn the same way each time."""
    headers = {"Authorization": client.headers["authorization"]}
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app, headers=headers)
    wanted = [CHECKS.get_one(n) for n in ("not_a_server_error", "status_code_conformance")]
    bounded = settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    count = 0
    for result in schema.include(path_regex=f"^{under}").get_all_operations():
        operation = result.ok()

        @bounded
        @given(case=operation.as_strategy())
        def run(case):
            nonlocal count
            count += 1
            answer = case.call(headers=headers)
            assert answer.status_code < 500, (case.method, case.path, answer.text)
            case.validate_response(answer, checks=wanted)

        run()
    return count
