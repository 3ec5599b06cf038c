"""Small letters for upper-case text."""

import pytest

from rashomon.documents import make_shadow
from rashomon.documents.recase import is_loud, recase_text

LINES = [
    pytest.param(
        "PORT SELM, 3 JAN 90 (MNA) -- THE ARMY DENIED TODAY THAT KESTREL FELL.",
        "Port Selm, 3 Jan 90 (MNA) -- The army denied today that Kestrel fell.",
        id="dateline-and-agency",
    ),
    pytest.param(
        "PRESIDENT VARGA MET COLONEL BRANDT ON MONDAY. HE LEFT.",
        "President Varga met Colonel Brandt on Monday. He left.",
        id="titles-and-weekday",
    ),
    pytest.param(
        "MEMBERS OF THE NORTHMARK LIBERATION FRONT (NLF) FLED. THE NLF DENIED IT.",
        "members of the Northmark Liberation Front (NLF) fled. The NLF denied it.",
        id="short-form-raises-its-long-form",
    ),
    pytest.param(
        "ON 6 MAY THEY MAY MARCH TO DOVRIN", "on 6 May they may march to Dovrin", id="may"
    ),
    pytest.param(
        "THE U.S. AND THE UN TOLD US NOTHING.", "the U.S. and the UN told us nothing.", id="us"
    ),
    pytest.param("THE PFLK DENIED IT", "the PFLK denied it", id="letters-without-a-vowel"),
    pytest.param(
        "MR. BRANDT DIDN'T SPEAK TO COL VARGA", "Mr. Brandt didn't speak to Col Varga", id="mr"
    ),
    pytest.param("ARMY DENIES SHELLING KESTREL", "army denies shelling Kestrel", id="headline"),
    pytest.param("THE CITY OF PORT SELM", "the city of Port Selm", id="head-of-a-name"),
    pytest.param(
        "THE GUNSHIPS LEFT KESTREL CITY", "the gunships left Kestrel City", id="compound-word"
    ),
    pytest.param(
        "THE UNITED NATIONS SECURITY COUNCIL", "the United Nations Security Council", id="phrase"
    ),
]


@pytest.mark.parametrize(("loud", "quiet"), LINES)
def test_words_get_their_letters_back(loud: str, quiet: str) -> None:
    recased = recase_text(loud)
    assert recased[1:] == quiet[1:]
    assert len(recased) == len(loud)


def test_first_word_of_a_line_has_a_capital() -> None:
    assert recase_text("THE ARMY LEFT") == "The army left"


def test_a_short_form_told_in_brackets_is_one_in_every_paragraph() -> None:
    text = (
        "THE ARMY OF NATIONAL LIBERATION (ELIN) FLED DOVRIN.\n\nTODAY THE ELIN DENIED THE ATTACK."
    )
    assert "Today the ELIN denied the attack." in make_shadow(text).text


def test_a_word_in_brackets_is_no_short_form() -> None:
    text = "THE ARMY (SOUTH) FLED DOVRIN YESTERDAY.\n\nTODAY THE SOUTH DENIED THE ATTACK."
    assert "the south denied the attack." in make_shadow(text).text


def test_known_names_are_kept() -> None:
    loud = "THE RED ROAD BRIGADE AND THE ARMY LEFT KESTREL ON THE SAME DAY OF THE WEEK"
    shadow = make_shadow(loud, is_name=lambda phrase: phrase == "red road brigade")
    assert shadow.text.startswith("The Red Road Brigade and the army left Kestrel")


def test_text_in_normal_case_is_left_alone() -> None:
    text = "The army of Marenna denied on Monday that the NLF had left the town of Kestrel."
    assert make_shadow(text).text == text
    assert not is_loud(text)


def test_a_loud_paragraph_among_quiet_ones_is_recased() -> None:
    text = "ARMY DENIES THAT ITS SHELLS HIT THE TOWN OF KESTREL\nThe army denied it on Monday."
    first, second = make_shadow(text).text.split("\n")
    assert first == "Army denies that its shells hit the town of Kestrel"
    assert second == "The army denied it on Monday."


def test_letters_without_a_small_form_of_one_character_stay() -> None:
    loud = "THE ARMY LEFT İSTRİA AND THE TOWN OF KESTREL ON MONDAY MORNING"
    assert len(make_shadow(loud).text) == len(loud)


def test_swapping_two_actors_swaps_them_in_the_shadow() -> None:
    one = "THE VALDORIAN ARMY ACCUSED THE NORTHMARK FRONT OF SHELLING DOVRIN ON MONDAY."
    other = "THE NORTHMARK FRONT ACCUSED THE VALDORIAN ARMY OF SHELLING DOVRIN ON MONDAY."
    names = ("Northmark Front", "Valdorian Army")
    shadow = make_shadow(one).text
    swapped = shadow.replace(names[0], "#").replace(names[1], names[0]).replace("#", names[1])
    assert swapped == make_shadow(other).text
