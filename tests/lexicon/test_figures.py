"""Run every example of figures.toml, and refuse broken files. Add sentences there, not here."""

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from rashomon.errors import RuleFileError
from rashomon.layers.howmany import FigureFinder
from rashomon.lexicon import figures as loader
from rashomon.lexicon.figures import load_figures, read_figures
from rashomon.model.figure import Figure

QUANTITIES = load_figures()
BUNDLED = (Path(loader.__file__).parent / "en" / "figures.toml").read_text(encoding="utf-8")
MEASURES = set(QUANTITIES.verbs.values()) | set(QUANTITIES.nouns.values())
MATCH = [
    pytest.param(rule, example, id=f"{rule}-{i}")
    for rule, matches, _ in QUANTITIES.examples
    for i, example in enumerate(matches)
]
REJECT = [
    pytest.param(rule, sentence, id=f"{rule}-{i}")
    for rule, _, rejects in QUANTITIES.examples
    for i, sentence in enumerate(rejects)
]


def figures(nlp: Language, sentence: str) -> tuple[Figure, ...]:
    found: tuple[Figure, ...] = FigureFinder(QUANTITIES)(nlp(sentence))._.figures
    return found


def rules_of(figure: Figure) -> set[str]:
    """Give the ids that a figure shows: of its modifier, and of its measure."""
    return {figure.rule, f"figure.{figure.measure}"}


@pytest.mark.parametrize(("rule", "example"), MATCH)
def test_match_example_gives_its_bounds_by_its_own_rule(
    nlp: Language, rule: str, example: dict[str, Any]
) -> None:
    wanted = {k: v for k, v in example.items() if k != "text"}
    found = figures(nlp, example["text"])
    assert [
        f for f in found if rule in rules_of(f) and all(getattr(f, k) == wanted[k] for k in wanted)
    ]


@pytest.mark.parametrize(("rule", "sentence"), REJECT)
def test_reject_example_leaves_the_rule_silent(nlp: Language, rule: str, sentence: str) -> None:
    assert rule not in {r for f in figures(nlp, sentence) for r in rules_of(f)}


def test_vague_words_are_ranges_from_low_to_high() -> None:
    assert all(low < high for low, high in QUANTITIES.vague.values())


def test_measures_are_those_of_the_contract() -> None:
    people = (
        "killed injured casualties missing detained abducted displaced evacuated forces population"
    )
    things = "area money vehicles weapons buildings"
    assert set(f"{people} {things}".split()) >= MEASURES


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param(
            'bounds = "high"', 'bounds = "top"', "unknown bounds 'top'", id="unknown-bounds"
        ),
        pytest.param('id = "figure.nearly"', 'id = "figure.about"', "id used twice", id="id-twice"),
        pytest.param('before = ["nearly",', 'before = ["about",', "stands in two rules", id="word"),
        pytest.param(
            "verbs = []", "verbs = []\ncolour = 1", "unknown ['colour']", id="unknown-key"
        ),
        pytest.param(
            'reject = ["500 people were killed."]',
            "reject = []",
            "needs at least one match and one reject example",
            id="no-reject",
        ),
        pytest.param("schema = 1", "schema = 1 # e\u0301", "Unicode normal form C", id="not-nfc"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in BUNDLED
    path = tmp_path / "figures.toml"
    path.write_text(BUNDLED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        read_figures(path)
    assert problem in str(caught.value)
