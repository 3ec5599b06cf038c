"""What readers and coders may not see: names, sites, exact points; and that it stays searchable."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.base import Collection
from rashomon.publish.privacy_mask import MARK, mask
from rashomon.publish.privacy_names import Names

PROSK = Names({"Anna Prosk": "[private person 1]"}, {"prosk": "[private person 1]"})
HIDDEN = ("Prosk", "Oren", "Dask")
SHUT, OPEN = ("reader", "coder"), ("editor", "admin")
PAGES = (
    "/",
    "/documents",
    "/documents/{document}",
    "/incidents/{incident}",
    "/incidents/{incident}?as_of=2019-03-12",
    "/review",
    "/review/{statement}",
    "/statements/{statement}/why",
    "/find?words=army",
    "/find?words=shelled",
    "/network",
    "/network.json",
    "/speakers",
    "/forecasts",
    "/export?as=csv&rows=statements",
    "/export/file?as=jsonl",
    "/export/file?as=csv",
    "/export/lost.json?as=csv",
    "/api/v1/incidents",
    "/api/v1/incidents/{incident}",
    "/api/v1/incidents/{incident}/statements",
    "/api/v1/statements",
    "/api/v1/statements/{statement}",
    "/api/v1/documents",
    "/api/v1/documents/{document}",
    "/api/v1/judgements",
    "/api/v1/changes",
    "/api/v1/points",
    "/api/v1/network",
    "/api/v1/speakers",
    "/api/v1/relays",
    "/api/v1/forecasts",
    "/api/v1/queue",
    "/api/v1/incidents/{incident}/alike",
    "/api/v1/incidents/{incident}/as-of?day=2019-12-31",
    "/api/v1/coding/agreement",
    "/coding/agreement",
    "/api/v1/export?as=geojson",
)


@pytest.fixture
def everything(base, ids):
    """Addresses of every page about every document and statement, with a decision that names."""
    about = next(s for s in base.statements() if s.targets[0].name == "Anna Prosk")
    targets = json.dumps([{"name": "Vera Prosk", "mention": {"start": 0, "end": 3, "text": "The"}}])
    base.judge(
        "correct", [about.id], who="editor", why="Anna Prosk says", field="targets", value=targets
    )
    base.judge("comment", [ids.incident], who="editor", why="ask Anna Prosk")
    found = []
    for statement in base.statements():
        for page in PAGES:
            named = {"document": statement.document, "statement": statement.id}
            found.append(page.format(incident=ids.incident, **named))
    return sorted(set(found))


@pytest.mark.parametrize("role", SHUT)
def test_no_private_name_on_any_page(sign_in, everything, role):
    client = sign_in(role)
    for path in everything:
        answer = client.get(path)
        assert answer.status_code == 200, path
        for name in HIDDEN:
            assert name not in answer.text, path


@pytest.mark.parametrize("first", ["editor", "reader"])
def test_what_is_kept_for_one_role_is_not_shown_to_another(sign_in, tools, everything, base, first):
    """Both ask the same process: whoever comes second must not get what was kept for the first."""
    fear = tools.Told(
        text="Oren Dask feared that the army would shell villagers.",
        agent="the army", verb="shell", place="villagers", day="2019-03-12", speaker="Oren Dask",
        changes=(("status", "predicted"), ("kind", "forecast")),
    )  # fmt: skip
    base.add_reading(tools.report("fear.txt", [fear]), Collection(by="M. Oslan"))
    page = tools.sign_in_together(sign_in, ("editor", "reader"))[first].get("/forecasts").text
    assert ("Oren Dask" in page) == (first == "editor")
    clients = tools.sign_in_together(sign_in, ("editor", "reader"))
    seen = {role: "" for role in clients}
    for path in everything:
        for role in (first, *(set(clients) - {first})) * 2:
            seen[role] += clients[role].get(path).text
    for name in HIDDEN:
        assert name not in seen["reader"]
        assert name in seen["editor"]


@pytest.mark.parametrize("role", OPEN)
def test_an_editor_sees_behind_it(sign_in, ids, role):
    client = sign_in(role)
    assert "Anna Prosk" in client.get(f"/incidents/{ids.incident}").text
    assert "Oren Dask" in client.get("/documents").text


def test_with_redact_off_a_reader_sees_names(sign_in, ids):
    assert "Anna Prosk" in sign_in("reader", redact=False).get(f"/incidents/{ids.incident}").text


def test_people_in_office_keep_their_names(sign_in, base):
    document = next(d.id for d in base.documents() if d.key == "courier.txt")
    assert "The Marennan army" in sign_in("reader").get(f"/documents/{document}").text


def test_the_text_keeps_its_length_so_that_clauses_stay_lit(sign_in, base):
    document = next(d for d in base.documents() if d.key == "courier.txt")
    shown = sign_in("reader").get(f"/api/v1/documents/{document.id}").json()
    assert len(shown["text"]) == len(document.text)
    assert f"shelled {MARK * 4} {MARK * 5} in Kestrel" in shown["text"]
    page = sign_in("reader").get(f"/documents/{document.id}").text
    assert page.count("data-statement=") >= 4
    assert 'class="trig st-occurred">shelled</span>' in page


@pytest.mark.parametrize(
    "path", ["/find?words=Prosk", "/find?actor=Anna+Prosk", "/find?words=prosk+kestrel"]
)
def test_a_hidden_name_is_not_found_by_asking_for_it(sign_in, path):
    assert "Nothing answers" in sign_in("reader").get(path).text
    assert "Nothing answers" not in sign_in("editor").get(path).text


def test_a_filter_by_a_hidden_name_tells_nothing(sign_in, base):
    base.incident_lines  # noqa: B018 - the base answers it; the veil must not
    for path, count in (
        ("/api/v1/incidents?actor=Prosk", lambda a: a.json()["total"]),
        ("/points.json?actor=Prosk", lambda a: len(a.json()["incidents"])),
        ("/api/v1/statements?actor=Prosk", lambda a: a.json()["total"]),
        ("/export/file?as=jsonl&actor=Prosk", lambda a: a.text.count("shelled")),
    ):
        assert count(sign_in("editor").get(path)) >= 1 or "export" in path
        assert count(sign_in("reader").get(path)) == 0, path
    assert sign_in("reader").get("/api/v1/incidents?actor=villagers").json()["total"] == 1


def test_an_exact_point_is_moved_for_readers(sign_in):
    def points(role):
        return {p[0]: p[1:4] for p in sign_in(role).get("/points.json").json()["incidents"]}

    exact, shown = points("editor"), points("reader")
    assert any((lon, lat) == (7.91234, 41.21234) for lon, lat, _ in exact.values())
    assert not any((lon, lat) == (7.91234, 41.21234) for lon, lat, _ in shown.values())
    assert set(exact) == set(shown)


def test_a_narrow_box_does_not_find_an_exact_point(sign_in):
    inside = "7.9123,41.2123,7.9124,41.2124"
    beside = "7.80,41.10,7.81,41.11"
    client = sign_in("reader")
    found = [client.get(f"/api/v1/incidents?box={b}").json()["total"] for b in (inside, beside)]
    assert found == [1, 1]
    assert sign_in("editor").get(f"/api/v1/incidents?box={beside}").json()["total"] == 0


def test_only_an_editor_exports_names_and_points(sign_in, base):
    for option in ("private", "exact"):
        for path in ("/export?as=csv", "/export/file?as=csv", "/api/v1/export?as=csv"):
            for role in SHUT:
                assert sign_in(role).get(f"{path}&{option}=1").status_code == 403
            assert sign_in("editor").get(f"{path}&{option}=1").status_code == 200
    assert "Anna Prosk" in sign_in("editor").get("/export/file?as=csv&private=1").text
    assert "Anna Prosk" not in sign_in("editor").get("/export/file?as=csv").text
    logged = [a for a in base.accesses() if a.what == "export"]
    assert any("with private names" in a.detail for a in logged)
    assert {a.who for a in logged} == {"editor"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Prosk fled.", "▒▒▒▒ ▒▒▒▒▒ fled."),
        ("ANNA  PROSK's house", "▒▒▒▒  ▒▒▒▒▒'s house"),
        ("An\u200bna Prosk fled", "▒▒▒▒▒ ▒▒▒▒▒ fled"),
        ("The prosk of it", "The prosk of it"),
        ("seen at 41.21234, 7.91234 by", "seen at ▒▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒ by"),
        ("by the Saint Orla Clinic", "by the ▒▒▒▒▒ ▒▒▒▒ ▒▒▒▒▒▒"),
        ("", ""),
    ],
)
def test_a_mask_hides_letter_by_letter(text, shown):
    made = mask(text, PROSK, ("Saint Orla Clinic",))
    assert made == shown
    assert len(made) == len(text)


def test_a_mask_finds_a_name_whose_accents_stand_apart():
    names = Names({"Zoé Prosk": "[private person 1]"}, {})
    assert mask("Zoe\u0301 Prosk fled", names) == "▒▒▒▒ ▒▒▒▒▒ fled"


@given(st.text(max_size=200), st.integers(0, 200))
def test_a_mask_never_changes_the_length(text, at):
    whole = text[:at] + " Anna Prosk " + text[at:]
    made = mask(whole, PROSK)
    assert len(made) == len(whole)
    assert all(b in (a, MARK) for a, b in zip(whole, made, strict=True))
    assert " Anna Prosk " not in made


def test_a_role_is_no_more_than_it_says(sign_in, base):
    account = base.account("reader")
    base.put_account("reader", role="editor", password=account.password)
    assert dataclasses.replace(base.account("reader")).role == "editor"
    assert sign_in("reader").get("/export?as=csv&private=1").status_code == 200
