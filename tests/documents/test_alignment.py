"""Repairs keep the way back to the original text."""

import pytest

from rashomon.documents.alignment import Draft, Edit


def _draft(text: str) -> Draft:
    return Draft(text=text, size=len(text))


def test_text_without_edits_maps_onto_itself() -> None:
    draft = _draft("Port Selm")
    draft.apply([])
    assert (draft.starts, draft.to_original(0, 4)) == (None, (0, 4))


def test_deleted_characters_lie_inside_the_stretch_around_them() -> None:
    draft = _draft("Po\u200brt")
    draft.apply([Edit(2, 3, "")])
    assert draft.text == "Port"
    assert draft.to_original(0, 4) == (0, 5)
    assert draft.to_original(2, 4) == (3, 5)


def test_inserted_characters_have_an_empty_stretch_behind_them() -> None:
    draft = _draft("townThe army")
    draft.apply([Edit(4, 4, ". ")])
    assert draft.text == "town. The army"
    assert draft.to_original(4, 6) == (4, 4)
    assert draft.to_original(6, 14) == (4, 12)


def test_one_character_that_becomes_two_lies_behind_both() -> None:
    draft = _draft("o\ufb03ce")
    draft.apply([Edit(1, 2, "ffi")])
    assert draft.to_original(1, 2) == draft.to_original(3, 4) == (1, 2)


def test_an_insertion_inside_such_a_character_stays_in_order() -> None:
    draft = _draft("o\ufb03ce")
    draft.apply([Edit(1, 2, "ffi")])
    draft.apply([Edit(2, 2, "-")])
    assert draft.text == "of-fice"
    assert [draft.to_original(i, i + 1) for i in range(1, 4)] == [(1, 2)] * 3


def test_edits_add_up() -> None:
    draft = _draft("a  b  c")
    draft.apply([Edit(1, 3, " ")])
    draft.apply([Edit(3, 5, " ")])
    assert draft.text == "a b c"
    assert draft.to_original(4, 5) == (6, 7)
    assert draft.to_original(0, 5) == (0, 7)


def test_repairs_with_a_rule_are_noted_in_original_offsets() -> None:
    draft = _draft("a  bc")
    draft.apply([Edit(1, 3, " ")])
    draft.apply([Edit(3, 3, "-", "shadow.test")])
    assert [(r.rule, r.start, r.end) for r in draft.repairs] == [("shadow.test", 4, 4)]


def test_recast_refuses_another_length() -> None:
    with pytest.raises(ValueError, match="2 characters for 3"):
        _draft("abc").recast("ab")
