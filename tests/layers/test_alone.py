"""Each layer works alone in spaCy, behind the bare model, on any text."""

from collections.abc import Iterator

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.state import FIELDS
from rashomon.model.encode import to_json_line
from rashomon.model.span import Span

FIELD_OF = {
    "when": "times",
    "who": "actors",
    "where": "places",
    "howmany": "figures",
    "said": "attributions",
    "did": "events",
}
TEXT = "Varga said rebels shelled Port Selm on Monday, killing 12 people."


@pytest.fixture(scope="module", params=[*FIELD_OF, "howreal"])
def alone(request: pytest.FixtureRequest, nlp: Language) -> Iterator[tuple[str, Language]]:
    """The bare model with one layer behind it, and that layer taken off again."""
    layer = f"rashomon_{request.param}"
    nlp.add_pipe(layer)
    yield request.param, nlp
    nlp.remove_pipe(layer)


def spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans(getattr(value, name))


def found(doc: Doc) -> dict[str, tuple[object, ...]]:
    return {field: getattr(doc._, field) for field in FIELDS}


def test_a_layer_fills_its_own_field_and_no_other(alone: tuple[str, Language]) -> None:
    layer, nlp = alone
    filled = {field for field, records in found(nlp(TEXT)).items() if records}
    assert filled == ({FIELD_OF[layer]} if layer in FIELD_OF else set())


def test_a_layer_says_the_same_of_the_same_text(alone: tuple[str, Language]) -> None:
    _, nlp = alone
    once, again = (to_json_line(found(nlp(TEXT))) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("size", [0, 1, 200])
def test_layers_pass_over_a_bare_doc(alone: tuple[str, Language], size: int) -> None:
    layer, nlp = alone
    component = dict(nlp.pipeline)[f"rashomon_{layer}"]
    doc = component(Doc(nlp.vocab, words=["fire"] * size))
    assert all(span.text in doc.text for span in spans(tuple(found(doc).values())))


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.text(max_size=60), words=st.sampled_from(["", TEXT, "“12” said: - of. At least"]))
def test_any_text_gives_spans_of_itself(alone: tuple[str, Language], text: str, words: str) -> None:
    _, nlp = alone
    doc = nlp(f"{words}{text}")
    for span in spans(tuple(found(doc).values())):
        assert doc.text[span.start : span.end] == span.text


def test_every_layer_is_a_factory_by_name() -> None:
    assert all(spacy.Language.has_factory(f"rashomon_{n}") for n in [*FIELD_OF, "howreal"])
