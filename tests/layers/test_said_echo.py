"""A no that is a sentence of its own denies the sentence in front, in its own speaker's name."""

import pytest
from spacy.language import Language

from rashomon.layers.said import create
from rashomon.model.attribution import Attribution

SAID = [
    pytest.param("They say we [fired] on the crowd. We did not.", id="ellipsis"),
    pytest.param("They say we [fired] on the crowd. We did nothing of the kind.", id="of-the-kind"),
    pytest.param("They claim that we [fired]. That is a lie.", id="verdict"),
    pytest.param("They claim that we [fired]. Total nonsense.", id="label"),
    pytest.param("Claim: soldiers [shot] a teacher in Dovrin. Verdict: false.", id="fact-check"),
    pytest.param("It was long believed that he had [fled]. He had not.", id="nobody-named"),
]
UNSAID = [
    pytest.param("They say they [fired] on the crowd. We did not.", id="of-others"),
    pytest.param("They say we will [fire] on the crowd. We will not.", id="will"),
    pytest.param("They say we [fired] on the crowd. We did not, however, run.", id="goes-on"),
    pytest.param("The Front says we [fired]. That is a lie, says the army.", id="another-speaker"),
    pytest.param("They say we [fired] on the crowd.\n\nWe did not.", id="paragraph"),
    pytest.param("They say we [fired] on the crowd. We did.", id="yes"),
]


def denying(nlp: Language, marked: str) -> list[Attribution]:
    """Give what denies the words in brackets."""
    start = marked.index("[")
    doc = create(nlp, "said")(nlp(marked.replace("[", "").replace("]", "")))
    return [
        a
        for a in (*doc._.attributions, *doc._.denials)
        if a.stance == "denies" and any(c.start <= start < c.end for c in a.content)
    ]


@pytest.mark.parametrize("marked", SAID)
def test_a_short_no_denies_the_sentence_in_front(nlp: Language, marked: str) -> None:
    assert [a.source for a in denying(nlp, marked)] == [()]


@pytest.mark.parametrize("marked", UNSAID)
def test_what_is_no_answer_denies_nothing(nlp: Language, marked: str) -> None:
    assert denying(nlp, marked) == []


def test_the_no_of_a_quotation_is_its_speakers(nlp: Language) -> None:
    found = denying(nlp, "“They say we [fired] on the crowd. We did not,” Sand said.")
    assert [[s.text for s in a.source] for a in found] == [["Sand"]]
