"""Plain values become the records that they were made from."""

import json
import types
import typing
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model.decode import DecodeError, field_decoder, from_plain, from_stored
from rashomon.model.document import Document, Failure
from rashomon.model.encode import HIDDEN, to_plain, to_sparse
from rashomon.model.incident import Incident
from rashomon.model.judgement import Judgement
from rashomon.model.place import EventPlace
from rashomon.model.span import Span
from rashomon.model.statement import Statement

SCALARS = {
    str: st.text(max_size=8),
    int: st.integers(-9, 9),
    bool: st.booleans(),
    float: st.floats(-200, 200).map(lambda x: round(x, 3)),
}


def _strategy(kind):
    """Any record of a class, or any value that one of its fields may have."""
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        shown = {f.name: _strategy(hints[f.name]) for f in fields(kind) if f.name not in HIDDEN}
        return st.builds(kind, **shown)
    args = typing.get_args(kind)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return st.none() | _strategy(next(a for a in args if a is not type(None)))
    if typing.get_origin(kind) is tuple and args[-1] is Ellipsis:
        return st.lists(_strategy(args[0]), max_size=2).map(tuple)
    if typing.get_origin(kind) is tuple:
        return st.tuples(*map(_strategy, args))
    return SCALARS[kind]


@pytest.mark.parametrize("encode", [to_plain, to_sparse])
@pytest.mark.parametrize("kind", [Statement, Incident, Document, Judgement, Failure])
def test_decoding_undoes_encoding(kind, encode):
    @settings(max_examples=15, deadline=None)
    @given(_strategy(kind))
    def check(record):
        text = json.dumps(encode(record))
        assert from_plain(kind, json.loads(text)) == record
        assert json.dumps(encode(from_plain(kind, json.loads(text)))) == text

    check()


@pytest.mark.parametrize("kind", [Statement, Incident, Document, Judgement])
def test_what_is_stored_is_decoded_as_any_plain_value_is(kind):
    @settings(max_examples=25, deadline=None)
    @given(_strategy(kind))
    def check(record):
        for encode in (to_plain, to_sparse):
            assert from_stored(kind, json.dumps(encode(record))) == record

    check()


def test_half_characters_are_read_from_what_is_stored():
    failure = from_stored(Span, r'{"start":0,"end":1,"text":"\ud83d"}')
    assert failure == Span(0, 1, "\ud83d")


@pytest.mark.parametrize(
    ("stored", "problem"),
    [
        pytest.param('{"start":0,"end":1,"text":"a","x":1}', "unknown field 'x'", id="more"),
        pytest.param('{"start":0,"end":1}', "Span: missing text", id="missing"),
        pytest.param('{"start":"0","end":1,"text":"a"}', "not int but str", id="wrong-type"),
        pytest.param('{"start":true,"end":1,"text":"a"}', "not int but bool", id="bool"),
        pytest.param("[0]", "Span: not an object but list", id="list"),
        pytest.param("{", "Expecting", id="no-json"),
    ],
)
def test_what_is_stored_in_another_form_is_refused(stored, problem):
    with pytest.raises(ValueError, match=problem):
        from_stored(Span, stored)


def test_what_is_empty_or_default_is_left_out():
    place = EventPlace(name="Kestrel", mention=Span(0, 7, "Kestrel"), precision="city", lat=41.2)
    mention = {"start": 0, "end": 7, "text": "Kestrel"}
    assert to_sparse(place) == {
        "name": "Kestrel",
        "mention": mention,
        "precision": "city",
        "lat": 41.2,
    }
    assert to_plain(place)["country_claims"] == []
    assert from_plain(EventPlace, to_sparse(replace(place, reason="near"))).reason == "near"


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        pytest.param({"start": 0, "end": 1}, "Span: missing text", id="missing"),
        pytest.param({"start": 0, "end": 1, "text": "a", "x": 1}, "unknown field 'x'", id="more"),
        pytest.param({"start": "0", "end": 1, "text": "a"}, "not int but str", id="wrong-type"),
        pytest.param({"start": True, "end": 1, "text": "a"}, "not int but bool", id="bool"),
        pytest.param([0, 1, "a"], "Span: not an object but list", id="list"),
    ],
)
def test_values_of_another_form_are_refused(value, problem):
    with pytest.raises(DecodeError, match=problem):
        from_plain(Span, value)


def test_a_field_is_decoded_by_its_own_type():
    assert field_decoder(Statement, "status")("planned") == "planned"
    assert field_decoder(Statement, "trigger")({"start": 0, "end": 1, "text": "a"}) == Span(
        0, 1, "a"
    )
    with pytest.raises(DecodeError, match="Document has no field 'raw'"):
        field_decoder(Document, "raw")
