"""Where a paper is at home: a weak sign of which Springfield it means.

``data/outlet_places.tsv`` lists papers whose name does not tell; of the others the name itself is
read: "bangordailynews.com" begins with a city and goes on with words that only papers bear.
"""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rashomon.knowledge.gazetteer import Gazetteer

ISO = Path(__file__).parent / "data" / "iso.tsv"
OUTLETS = Path(__file__).parent / "data" / "outlet_places.tsv"
PAPER = (
    "the|daily|sunday|weekly|evening|morning|news|newspaper|times|herald|post|tribune|gazette|chronicle|"
    "star|press|journal|courier|today|online|now|record|register|sun|mail|echo|observer|independent|"
    "sentinel|dispatch|advocate|leader|patriot|ledger|citizen|examiner|inquirer|enquirer|"
    "standard|telegraph|bulletin|republic|review|call|union|world|argus|guardian|express|"
    "telegram|reporter|banner|voice|democrat|mirror|free|state|business|city|county|info|live|"
    "local|and|tv|radio|fm|globe|tab|messenger|monitor|eagle|beacon|pilot|item|intelligencer|"
    "capital|sentinel|valley|statesman|informer|weekender"
)
WORDS = re.compile(rf"(?:{PAPER})+")
DOMAIN = re.compile(
    r"^(?:https?://)?(?:www\d?\.|m\.|edition\.|local\.)?(?P<host>[^/\s]+)", re.IGNORECASE
)
SMALLEST_CITY = 8_000
MOST_POINTS = 6
WORLDWIDE = frozenset(("com", "net", "org", "info"))
LIKELIEST = "USA"
"""Local papers with a city's name and a worldwide domain are American far more often than not."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet is at home.

    Attributes:
        country: ISO 3166 alpha-3, or "" where the name fits cities of several countries.
        points: (lat, lon) of the cities that its name can mean; () where only the country is known.
    """

    country: str
    points: tuple[tuple[float, float], ...] = ()


def find_home(outlet: str | None, gazetteer: Gazetteer) -> Home | None:
    """Find the home of an outlet by its name or its site.

    Args:
        outlet: "Selm Courier", "selmcourier.example" or an address.
        gazetteer: Where cities are looked up.

    Returns:
        The home, or None where nothing is known.
    """
    if not outlet:
        return None
    host = DOMAIN.match(outlet.strip())
    label = (host["host"] if host else outlet).casefold()
    return _listed().get(label) or _named(label, gazetteer) or _of_country(outlet, gazetteer)


@lru_cache(maxsize=1)
def _listed() -> dict[str, Home]:
    with OUTLETS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            row["outlet"]: Home(
                row["country"], ((float(row["lat"]), float(row["lon"])),) if row["lat"] else ()
            )
            for row in rows
        }


def _named(label: str, gazetteer: Gazetteer) -> Home | None:
    parts = label.split(".")
    country = _domains().get(parts[-1], "") if len(parts) > 1 else ""
    word = re.sub(r"[^a-z]", "", parts[0] if len(parts) < 2 else parts[-2])
    if len(parts) > 2 and len(word) <= 3:
        word = re.sub(r"[^a-z]", "", parts[-3])
    word = re.sub(r"^the", "", word)
    pieces = [word[:size] for size in range(len(word), 3, -1) if _is_paper(word[size:])]
    found = gazetteer.find(pieces)
    for piece in pieces:
        places = [
            match.place
            for match in found[piece]
            if match.place.kind in ("city", "admin1")
            and match.how == "name"
            and match.place.population >= SMALLEST_CITY
            and country in ("", match.place.country)
        ]
        if not country and parts[-1] in WORLDWIDE:
            places = [one for one in places if one.country == LIKELIEST] or places
        if places:
            countries = {one.country for one in places}
            return Home(
                countries.pop() if len(countries) == 1 else "",
                tuple((one.lat, one.lon) for one in places[:MOST_POINTS]),
            )
    return Home(country) if country else None


def _of_country(outlet: str, gazetteer: Gazetteer) -> Home | None:
    """Read the state in an outlet's name: "Valdoria Press International", "Valdorian Radio"."""
    if "." in outlet.strip():
        return None
    words = [word for word in re.findall(r"[^\W\d_]+", outlet) if word[:1].isupper()]
    found = gazetteer.find(words)
    countries = {
        match.place.country
        for word in words
        for match in (*found[word], gazetteer.find_demonym(word))
        if match is not None and match.place.kind == "country"
    }
    return Home(countries.pop()) if len(countries) == 1 else None


def _is_paper(rest: str) -> bool:
    return bool(rest) and WORDS.fullmatch(rest) is not None


@lru_cache(maxsize=1)
def _domains() -> dict[str, str]:
    """Country domains; those that are sold to all the world tell nothing."""
    with ISO.open(encoding="utf-8", newline="") as lines:
        codes = {two.casefold(): three for two, three in csv.reader(lines, delimiter="\t")}
    sold = ("tv", "me", "co", "io", "ai", "fm", "cc", "to", "ly", "am", "ws", "gl")
    return {"uk": "GBR"} | {two: three for two, three in codes.items() if two not in sold}
