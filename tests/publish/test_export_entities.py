"""FollowTheMoney, Atlos, Bayanat, schema.org and PROV, held against their rules."""

import csv
import io
import json

import pytest

from rashomon.publish.bayanat import BULLETIN
from rashomon.publish.formats import export_as

THING = {
    "name",
    "summary",
    "country",
    "keywords",
    "sourceUrl",
    "publisher",
    "retrievedAt",
}
PROPERTIES = {
    "Event": THING
    | {"date", "startDate", "endDate", "location", "involved", "proof", "recordId", "important"},
    "Mention": {"document", "resolved", "name", "detectedSchema", "contextCountry"},
    "Document": THING | {"title", "fileName", "author", "publishedAt", "language", "mimeType"},
    "Person": THING,
    "Organization": THING,
    "PublicBody": THING,
}
"""Of FollowTheMoney 4, as far as we use it."""


def entities(export):
    made = export_as("followthemoney", export)
    return [json.loads(line) for line in made.content.decode().splitlines()]


def test_entities_have_properties_of_their_schema_and_point_at_each_other(cases):
    varga = cases.actor("Ilse Varga", kind="person", id="person:ilse-varga", country="IRQ")
    found = entities(cases.export(cases.statement(agents=(cases.ARMY, varga))))
    ids = {e["id"]: e["schema"] for e in found}
    assert len(ids) == len(found)
    for entity in found:
        assert set(entity) == {"id", "schema", "properties"}
        assert set(entity["properties"]) <= PROPERTIES[entity["schema"]]
        for values in entity["properties"].values():
            assert values
            assert all(isinstance(v, str) and v for v in values)
    (event,) = [e for e in found if e["schema"] == "Event"]
    assert {ids[i] for i in event["properties"]["involved"]} == {"Organization", "Person"}
    assert [ids[i] for i in event["properties"]["proof"]] == ["Document"]
    assert event["properties"]["country"] == ["iq"]
    assert event["properties"]["date"] == ["2019-03-11"]
    mentions = [e for e in found if e["schema"] == "Mention"]
    assert {ids[m["properties"]["resolved"][0]] for m in mentions} == {"Organization", "Person"}
    assert all(ids[m["properties"]["document"][0]] == "Document" for m in mentions)


def test_nobody_is_made_an_organiser(cases):
    assert all("organizer" not in e["properties"] for e in entities(cases.export()))


def test_an_interval_has_a_start_and_an_end(cases):
    time = cases.day("2019-03-11", "2019-03-13", "range")
    (event,) = [
        e for e in entities(cases.export(cases.statement(time=time))) if e["schema"] == "Event"
    ]
    assert (event["properties"]["startDate"], event["properties"]["endDate"]) == (
        ["2019-03-11"],
        ["2019-03-13"],
    )
    assert "date" not in event["properties"]


def read_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_atlos_rows_wait_for_review(cases):
    mortar = cases.actor("mortar, 82 mm", kind="weapon")
    statement = cases.statement(figures=(cases.killed(3),), instruments=(mortar,))
    (row,) = read_csv(export_as("atlos", cases.export(statement)).content)
    assert list(row)[:3] == ["status", "description", "sensitive"]
    assert row["status"] == "Ready for Review"
    assert 8 <= len(row["description"]) <= 240
    assert row["sensitive"] == "Graphic Violence"
    assert (row["date"], row["type"], row["impact"]) == (
        "2019-03-11",
        "ASSAULT,heavy-weapons",
        "3 killed",
    )
    assert row["equipment"] == "mortar 82 mm"
    assert row["general_location"] == "Kestrel, Northmark, IRQ"
    assert (row["geolocation"], row["geolocation_resolution"]) == ("", "")
    assert len(row["more_info"]) <= 3000


def test_only_an_exact_place_has_a_geolocation_in_atlos(cases):
    statement = cases.statement(places=(cases.place(precision="exact"),))
    (row,) = read_csv(export_as("atlos", cases.export(statement)).content)
    assert (row["geolocation"], row["geolocation_resolution"]) == ("36.34512, 43.13489", "Locality")


@pytest.mark.parametrize("sensitivity", ["private_person", "minor", "victim", "witness"])
def test_people_who_could_be_recognised_are_marked_in_atlos(cases, sensitivity):
    statement = cases.statement(sensitivity=sensitivity, type="CONSULT")
    (row,) = read_csv(export_as("atlos", cases.export(statement)).content)
    assert row["sensitive"] == "Personal Information Visible"


def test_a_bulletin_records_what_its_document_shows_and_nothing_else(cases):
    made = export_as(
        "bayanat",
        cases.export(
            cases.statement(1, violations=("attack_on_hospital",)),
            cases.statement(2, places=(), agents=(cases.FRONT,)),
            documents=(cases.document(1), cases.document(2, url="javascript:alert(1)")),
        ),
    )
    bulletins = read_csv(made.content)
    (incident,) = read_csv(made.files[".incidents"])
    assert list(bulletins[0]) == list(BULLETIN)
    assert len(BULLETIN) == 20
    first, second = bulletins
    assert (first["labels"], first["verified_labels"]) == ("attack_on_hospital", "")
    assert (second["labels"], second["locations"], second["source_link"]) == ("", "", "")
    assert "Northmark Front" not in first["related_actors"]
    assert "Marennan army (Alleged Perpetrator)" in first["related_actors"]
    assert "villagers (Injured Party)" in first["related_actors"]
    assert first["related_incidents"] == incident["id"]
    assert incident["related_bulletins"] == f"{first['id']}, {second['id']}"
    assert incident["claimed_violations"] == "attack_on_hospital"
    assert all(row["id"].isdigit() for row in (*bulletins, incident))


def test_who_meets_is_no_perpetrator(cases):
    made = export_as("bayanat", cases.export(cases.statement(type="CONSULT", mode=None)))
    (row,) = read_csv(made.content)
    assert row["related_actors"] == "Marennan army (Participant); villagers (Participant)"


def test_claims_have_authors_and_no_ratings(cases):
    made = export_as("claim", cases.export(cases.statement(1), cases.statement(2, speakers=())))
    graph = json.loads(made.content)
    assert graph["@context"] == "https://schema.org"
    claims = graph["@graph"]
    assert {c["@type"] for c in claims} == {"Claim"}
    assert claims[0]["author"] == {"@type": "Person", "name": "Tomas Brandt"}
    assert claims[1]["author"] == {"@type": "Organization", "name": "Selm Courier"}
    assert claims[0]["appearance"]["url"] == "https://courier.example/shells"
    assert claims[0]["text"] == "The army shelled Kestrel on Monday"
    text = made.content.decode().lower()
    assert "claimreview" not in text
    assert "rating" not in text


def test_the_author_of_a_claim_is_who_says_it_and_not_who_passes_it_on(cases):
    outer = cases.changed(cases.statement().speakers[0], name="Karel Imhof")
    statement = cases.statement(speakers=(outer, *cases.statement().speakers))
    (one,) = json.loads(export_as("claim", cases.export(statement)).content)["@graph"]
    assert one["author"]["name"] == "Tomas Brandt"


def test_each_statement_is_a_view_of_its_own(cases):
    speaker = cases.changed(cases.statement().speakers[0], name="Ilse Varga", stance="denies")
    data = cases.export(cases.statement(1), cases.statement(2, speakers=(speaker,)))
    graph = json.loads(export_as("prov", data).content)
    nodes = {n["@id"]: n for n in graph["@graph"]}
    first, second = (nodes[f"urn:rashomon:s{n}"] for n in (1, 2))
    views = [nodes[n["sem:accordingTo"]["@id"]] for n in (first, second)]
    assert [v["rsh:stance"] for v in views] == [["asserts"], ["denies"]]
    words = nodes[first["gaf:denotedBy"]["@id"]]
    assert words["nif:anchorOf"] == "The army shelled Kestrel on Monday"
    assert words["prov:wasQuotedFrom"] == {"@id": "urn:rashomon:d1"}
    assert nodes["urn:rashomon:d1"]["dcterms:issued"]["@value"] == "2019-03-12"
    incident = nodes[f"urn:rashomon:{data.incidents[0].id}"]
    assert len(incident["prov:wasDerivedFrom"]) == 2
    for node in nodes.values():
        for key in node:
            assert key.startswith("@") or key.split(":")[0] in graph["@context"]
