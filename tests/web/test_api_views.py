"""The JSON interface to maps, network, speakers, forecasts, queue, and to what coders do."""

import json

import pytest

from rashomon.base import Collection
from rashomon.incidents import service

FORETOLD = "Ilse Varga said the army would shell Dovrin by 2019-06-30."


@pytest.fixture
def foretold(base, tools):
    """A base that holds a forecast, too; gives its id."""
    told = tools.Told(
        text=FORETOLD, verb="shell", place="Dovrin", day="2019-06-30", speaker="Ilse Varga",
        changes=(("kind", "forecast"), ("status", "predicted")),
    )  # fmt: skip
    service.add(base, [tools.report("varga.txt", [told])], Collection(by="M. Oslan"))
    return next(s.id for s in base.foretelling())


def test_points_come_by_page(sign_in):
    editor = sign_in("editor")
    first = editor.get("/api/v1/points?per_page=1").json()
    second = editor.get("/api/v1/points?per_page=1&page=2").json()
    assert first["total"] == second["total"] == 2
    assert first["items"] != second["items"]
    assert first["items"][0].keys() == {
        "id",
        "lon",
        "lat",
        "km",
        "day",
        "killed",
        "verdict",
        "type",
        "last_day",
    }


def test_the_network_counts_conflict_and_cooperation(sign_in):
    found = sign_in("editor").get("/api/v1/network").json()
    pairs = {(t["agent"], t["target"]): t for t in found["items"]}
    tie = pairs["The Marennan army", "villagers"]
    assert (tie["conflict"], tie["cooperation"], tie["balance"]) == (3, 0, -1)
    assert sign_in("editor").get("/api/v1/network?until=2019-01-01").json()["total"] == 0


def test_speakers_and_relays_by_name(sign_in):
    editor = sign_in("editor")
    assert [v["name"] for v in editor.get("/api/v1/speakers").json()["items"]] == [
        "Ilse Varga", "the Front"]  # fmt: skip
    assert editor.get("/api/v1/speakers?name=varga").json()["total"] == 1
    assert editor.get("/api/v1/relays?name=front").json()["items"][0]["by"] == "Northmark Voice"


@pytest.mark.parametrize("path", ["/speakers?name=varga", "/api/v1/speakers?name=varga",
                                  "/api/v1/relays?name=varga"])  # fmt: skip
def test_a_hidden_speaker_is_not_confirmed(sign_in, path):
    page = sign_in("reader").get(path).text
    assert "private person" not in page


def test_forecasts_are_listed_and_decided(sign_in, base, foretold):
    editor = sign_in("editor")
    listed = editor.get("/api/v1/forecasts").json()
    assert [one["statement"] for one in listed["items"]] == [foretold]
    one = editor.get(f"/api/v1/forecasts/{foretold}").json()
    assert one["state"] in ("unresolvable", "open")
    assert editor.get("/api/v1/forecasts?state=failed").json()["total"] == 0
    base.judge(
        "resolve_forecast", [foretold], who="edda", why="nothing fell", value=json.dumps("failed")
    )
    assert editor.get(f"/api/v1/forecasts/{foretold}").json()["state"] == "failed"
    assert editor.get("/api/v1/forecasts?state=failed").json()["total"] == 1
    assert "nothing fell" in editor.get("/forecasts").text
    assert editor.get("/api/v1/forecasts/none").status_code == 404


def test_the_queue_by_reason_and_page(sign_in, base):
    editor = sign_in("editor")
    whole = editor.get("/api/v1/queue").json()
    assert whole["total"] == base.queue_count() == len(whole["items"])
    unsure = editor.get("/api/v1/queue?reason=contradict&per_page=1").json()
    assert unsure["total"] == base.queue_count("contradict")
    assert len(unsure["items"]) == 1
    assert editor.get("/api/v1/queue?decided=true").json()["total"] == 0


def test_what_was_known_by_a_day(sign_in, ids):
    editor = sign_in("editor")
    then = editor.get(f"/api/v1/incidents/{ids.incident}/as-of?day=2019-03-12").json()
    assert 0 < len(then["statements"]) < len(ids.whole.statements)
    before = editor.get(f"/api/v1/incidents/{ids.incident}/as-of?day=2018-01-01")
    assert before.status_code == 404
    wrong = editor.get(f"/api/v1/incidents/{ids.incident}/as-of?day=spring")
    assert wrong.status_code == 422


def test_found_statements_come_by_page(sign_in):
    editor = sign_in("editor")
    seen, page = [], 1
    while True:
        found = editor.get(f"/api/v1/statements?words=shelled&limit=2&page={page}").json()
        seen += [s["id"] for s in found["items"]]
        if not found["more"]:
            break
        page += 1
    whole = editor.get("/api/v1/statements?words=shelled").json()["items"]
    assert seen == [s["id"] for s in whole]
    assert page > 1


def test_a_codebook_is_kept_in_versions(sign_in):
    editor = sign_in("editor")
    own = editor.get("/api/v1/codebook").json()
    assert own["version"] == 0
    headers = {"X-CSRF-Token": editor.csrf}
    given = {"text": own["text"] + "\n# ours\n", "why": "ours", "after": 0}
    made = editor.post("/api/v1/codebook", json=given, headers=headers)
    assert (made.status_code, made.json()["version"]) == (201, 1)
    assert editor.post("/api/v1/codebook", json=given, headers=headers).status_code == 409
    broken = given | {"text": "x", "after": 1}
    assert editor.post("/api/v1/codebook", json=broken, headers=headers).status_code == 422
    assert editor.get("/api/v1/codebook/versions/0").json()["text"] == own["text"]
    assert editor.get("/api/v1/codebook/versions/7").status_code == 404


CODED = {"said": "yes", "type": "ASSAULT", "status": "occurred", "polarity": "+",
         "stance": "asserts", "day": "2019-03-11", "killed": "", "injured": ""}  # fmt: skip


def _code(client, id_, **values):
    return client.post(
        f"/api/v1/coding/units/{id_}",
        json={"values": CODED | values},
        headers={"X-CSRF-Token": client.csrf},
    )


def test_two_code_blind_and_an_editor_settles(sign_in, base):
    base.draw_sample(1, start="s0", who="editor", kind="event")
    [id_] = base.sample().ids
    coder, editor, reader = sign_in("coder"), sign_in("editor"), sign_in("reader")
    assert _code(coder, id_, place="Kestrel").status_code == 201
    unit = editor.get(f"/api/v1/coding/units/{id_}").json()
    assert unit["mine"] is None
    assert unit["clause"]
    assert editor.get("/api/v1/coding").json()["left"] == [id_]
    assert _code(editor, id_, place="Dovrin").status_code == 201
    seen = editor.get("/api/v1/coding/agreement").json()
    assert seen["units"] == 1
    assert [one["field"] for one in seen["differing"]] == ["place"]
    assert reader.get("/api/v1/coding/agreement").status_code == 200
    settled = editor.post(
        f"/api/v1/coding/units/{id_}/settle",
        json={"field": "place", "value": "Kestrel", "why": "the text names it"},
        headers={"X-CSRF-Token": editor.csrf},
    )
    assert settled.status_code == 201
    assert base.resolutions()[id_, "place"]


def test_coders_own_words_pass_the_veil(sign_in, base):
    about = next(s for s in base.statements() if s.targets[0].name == "Anna Prosk")
    while base.sample() is None or about.id not in base.sample().ids:
        base.draw_sample(10, start="s0", who="editor", kind="event")
    coder, editor, admin = sign_in("coder"), sign_in("editor"), sign_in("admin")
    _code(coder, about.id, place="the house of Anna Prosk")
    _code(editor, about.id, place="Kestrel")
    form = {"subject": about.id, "field": "place", "value": "=Kestrel", "csrf": admin.csrf,
            "why": "Anna Prosk lives elsewhere"}  # fmt: skip
    for role, shown in (("reader", False), ("admin", True)):
        page = sign_in(role).get("/coding/agreement").text
        assert ("the house of" in page, "Prosk" in page) == (True, shown), role
        found = sign_in(role).get("/api/v1/coding/agreement").text
        assert ("the house of" in found, "Prosk" in found) == (True, shown), role
    assert admin.post("/coding/resolve", data=form).status_code == 303
    assert "lives elsewhere" in sign_in("reader").get("/coding/agreement").text
    assert "Prosk" not in sign_in("reader").get("/coding/agreement").text
    for path in (f"/review/{about.id}", f"/api/v1/judgements?subject={about.id}"):
        assert "Prosk" not in sign_in("reader").get(path).text, path
        assert "Prosk" in sign_in("editor").get(path).text, path
