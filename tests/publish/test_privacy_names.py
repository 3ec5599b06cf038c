"""Texts that are passed by quickly hide no name that a slow search finds."""

import pytest

from rashomon.publish.privacy_names import NameRedactor, Names

NAMES = ("Anna Prosk", "O’Neil Dask", "Straße", "İlke Vond", "Oren", "D'Arcy")
TEXTS = (
    "Anna Prosk fled Kestrel.",
    "ANNA PROSK'S house",
    "Anna\u0345 Prosk fled",
    "#AnnaProsk and #anna",
    "o'neil dask said; O’NEIL DASK’S men",
    "STRASSE and strasse and Straße's",
    "i̇lke vond, İlke Vond, ILKE VOND",
    "Oren's stone, oren, _Oren_, Oren_Dask, 3Oren",
    "d'arcy D'Arcy's D’ARCY",
    "nobody at all",
    "",
)


class _Everything(set):
    """Passes no text by."""

    def isdisjoint(self, _):
        return False


@pytest.mark.parametrize("text", TEXTS)
def test_the_quick_look_misses_nothing(text):
    short = {"prosk": "[1]", "dask": "[2]", "oren": "[5]"}
    names = Names({name: f"[{n}]" for n, name in enumerate(NAMES, start=1)}, short)
    quick, slow = NameRedactor(names), NameRedactor(names)
    slow._starts = _Everything()
    assert quick.spans(text) == slow.spans(text)
    assert quick(text) == slow(text)


def test_there_is_something_to_find():
    names = Names({"Anna Prosk": "[1]"}, {})
    assert NameRedactor(names)("Anna Prosk and ANNA PROSK's") == "[1] and [1]'s"
    assert NameRedactor(names)._starts.isdisjoint({"kestrel"})
