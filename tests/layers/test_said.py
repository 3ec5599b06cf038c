"""The attribution layer: who is said to say what, and where it ends."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.layers.said import create
from rashomon.layers.said_quotes import find_quotations
from rashomon.model.actor import ActorMention
from rashomon.model.attribution import Attribution
from rashomon.model.span import Span
from rashomon.model.time import TimeMention


def read(nlp: Language, text: str) -> tuple[Attribution, ...]:
    found: tuple[Attribution, ...] = create(nlp, "said")(nlp(text))._.attributions
    return found


def words(spans: tuple[Span, ...]) -> str:
    return " … ".join(s.text for s in spans)


def by_cue(found: tuple[Attribution, ...], cue: str) -> Attribution:
    return next(a for a in found if words(a.cue) == cue)


# ------------------------------------------------------------------------------------ quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We left,” she said. “At dawn.”", ["“We left,”", "“At dawn.”"], id="curly"),
        pytest.param(
            '"We left," she said. "At dawn."', ['"We left,"', '"At dawn."'], id="straight"
        ),
        pytest.param("''We left,'' she said.", ["''We left,''"], id="two-single-marks"),
        pytest.param("“We left,“ she said.", ["“We left,“"], id="closed-with-an-opening-mark"),
        pytest.param("“We left.\n\n“At dawn.”", ["“We left.", "“At dawn.”"], id="paragraphs"),
        pytest.param(
            "The end is near,” as told by Brandt.", ["The end is near,”"], id="no-opening"
        ),
        pytest.param("It is the army's ‘big win’, isn't it?", ["‘big win’"], id="single-marks"),
        pytest.param("Nothing here.", [], id="none"),
        pytest.param('"', [], id="lone-mark"),
    ],
)
def test_quotations_are_found_in_every_typography(
    nlp: Language, text: str, expected: list[str]
) -> None:
    doc = nlp.make_doc(text)
    assert [doc[q.start : q.end].text for q in find_quotations(doc)] == expected


def test_a_paragraph_that_opens_with_a_mark_continues_the_one_left_open(nlp: Language) -> None:
    doc = nlp.make_doc("“We left.\n\n“At dawn.”\n\n“New words.”")
    assert [q.continues for q in find_quotations(doc)] == [False, True, False]


# --------------------------------------------------------------------------------- where it ends


def test_a_quotation_over_paragraphs_is_one_attribution(nlp: Language) -> None:
    text = "Brandt said: “The road is open.\n\n“The bridge is not.”\n\nRain fell on Kestrel."
    (one,) = read(nlp, text)
    assert words(one.content) == "“The road is open. … “The bridge is not.”"
    assert one.form == "direct"


def test_a_free_quotation_goes_on_with_the_speaker_before_it(nlp: Language) -> None:
    text = "“We saw the flash,” said Mara Lindqvist, a nurse. “Then the roof came down.”"
    (one,) = read(nlp, text)
    assert words(one.content) == "“We saw the flash,” … “Then the roof came down.”"


def test_a_free_quotation_goes_on_with_indirect_speech_before_it(nlp: Language) -> None:
    text = "Mara Lindqvist said that the roof had come down. “Nobody was inside.”"
    (one,) = read(nlp, text)
    assert words(one.content) == "that the roof had come down … “Nobody was inside.”"
    assert one.form == "mixed"


def test_no_content_runs_into_the_next_sentence_without_marks(nlp: Language) -> None:
    text = "Brandt said the ford was mined. Two trucks burned near Dovrin on Monday."
    (one,) = read(nlp, text)
    assert words(one.content) == "the ford was mined"


def test_two_speakers_stay_apart(nlp: Language) -> None:
    text = (
        "The Front killed the guards, according to Brandt. "
        "The commission reported that nine guards were dead."
    )
    first, second = read(nlp, text)
    assert words(first.content) == "The Front killed the guards"
    assert words(second.content) == "that nine guards were dead"
    assert first.speaker is not None
    assert first.speaker.name == "Brandt"


def test_the_next_cue_of_the_same_speaker_ends_the_content(nlp: Language) -> None:
    text = "Brandt said the ford was mined, adding that engineers were on their way."
    found = read(nlp, text)
    assert words(by_cue(found, "said").content) == "the ford was mined"
    adding = by_cue(found, "adding")
    assert words(adding.content) == "that engineers were on their way"
    assert words(adding.source) == "Brandt"


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said the guards ran away, insisting that nobody had paid them.",
        "Brandt said the guards ran away and insisted that nobody had paid them.",
    ],
)
def test_a_participle_of_saying_has_the_speaker_not_the_last_subject(
    nlp: Language, text: str
) -> None:
    said, insisting = read(nlp, text)
    assert words(said.content) == "the guards ran away"
    assert words(insisting.source) == "Brandt"
    assert insisting.parent is None


def test_while_another_said_is_another_speaker(nlp: Language) -> None:
    text = "Varga said the guards had run away while Brandt claimed that they had been paid."
    said, claimed = read(nlp, text)
    assert words(said.content) == "the guards had run away"
    assert (words(claimed.source), claimed.parent) == ("Brandt", None)


def test_x_writes_he_adds(nlp: Language) -> None:
    text = (
        "Heiko Maran writes, “The siege was long.” He adds, “There are three armies.”  \n\n"
        "The people of Dovrin had no bread."
    )
    writes, adds = read(nlp, text)
    assert words(writes.content) == "“The siege was long.”"
    assert words(adds.content) == "“There are three armies.”"
    assert adds.speaker is not None
    assert adds.speaker.name == "Heiko Maran"


def test_a_missing_opening_mark_does_not_hide_the_speaker(nlp: Language) -> None:
    text = (
        "Maran writes, “Valdoria has lost.”\n\n"
        "For Varga, a deal now makes sense. There is little hope of it,” as explained by "
        "Dena Rostow, a former envoy."
    )
    writes, explained = read(nlp, text)
    assert words(writes.content) == "“Valdoria has lost.”"
    assert words(explained.source).startswith("Dena Rostow")
    assert words(explained.content).startswith("For Varga")


# ------------------------------------------------------------------------------------- nesting


def test_nested_speakers_are_a_chain(nlp: Language) -> None:
    found = read(nlp, "Maran says that Valdoria remembers the navy shelling its ports.")
    outer, inner = by_cue(found, "says"), by_cue(found, "remembers")
    assert outer.parent is None
    assert inner.parent == outer.id
    assert words(inner.source) == "Valdoria"


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        pytest.param(
            "It was the army, said Sand, that broke the truce.",
            "Sand",
            "It was the army … that broke the truce",
            id="split-cleft",
        ),
        pytest.param(
            "The mill, says its owner, was looted by both armies.",
            "its owner",
            "The mill … was looted by both armies",
            id="inverted-inside",
        ),
        pytest.param(
            "The boy fell; nobody pushed him, the guards said.",
            "the guards",
            "The boy fell; nobody pushed him",
            id="semicolon",
        ),
    ],
)
def test_a_cue_inside_a_sentence_parts_its_content(
    nlp: Language, text: str, speaker: str, content: str
) -> None:
    found = read(nlp, text)[0]
    assert (words(found.source), words(found.content)) == (speaker, content)


def test_a_vow_behind_what_is_vowed_tells_it(nlp: Language) -> None:
    assert read(nlp, "The Front will not surrender, Sand vowed.")[0].tells


def test_according_to_one_another_said(nlp: Language) -> None:
    found = read(nlp, "According to the Selm Courier, Brandt said the ford was mined.")
    outer, inner = by_cue(found, "According to"), by_cue(found, "said")
    assert words(outer.content) == "Brandt said the ford was mined"
    assert (inner.parent, words(inner.content)) == (outer.id, "the ford was mined")


def test_i_inside_a_quotation_is_its_speaker(nlp: Language) -> None:
    found = read(nlp, "“I believe that the dam will hold,” said Ilse Varga.")
    inner = by_cue(found, "believe")
    assert inner.speaker is not None
    assert inner.speaker.name == "Ilse Varga"


# ------------------------------------------------------------------------------------ speakers


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        pytest.param(
            "Ilse Varga spoke in Selm. Varga said the port was open.", "said", "Ilse Varga",
            id="last-name",
        ),
        pytest.param(
            "Tomas Brandt said the port was open. He added that ships had come.", "added",
            "Tomas Brandt", id="he",
        ),
        pytest.param(
            "Defence Minister Tomas Brandt came to Dovrin. The defence minister said it was calm.",
            "said", "Tomas Brandt", id="office",
        ),
        pytest.param(
            "Mrs. Varga said the port was open. Mr. Brandt said it was shut. She insisted that it "
            "was open.", "insisted", "Varga", id="she-is-not-the-last-man",
        ),
        pytest.param("A statement by the Front said the ford was mined.", "said", "Front",
                     id="issuer-of-a-statement"),
        pytest.param("Col. Ana Brandt said the ford was mined.", "said", "Ana Brandt", id="rank"),
    ],
)  # fmt: skip
def test_the_speaker_is_resolved_over_the_document(
    nlp: Language, text: str, cue: str, name: str
) -> None:
    speaker = by_cue(read(nlp, text), cue).speaker
    assert speaker is not None
    assert speaker.name == name


def test_actors_and_referents_of_the_actor_layer_win(nlp: Language) -> None:
    doc = nlp("Port Selm said the ford was mined. It warned that ships would fire.")
    state = ActorMention(
        span=Span(0, 9, "Port Selm"), name="Marenna", kind="state", id="state:MRN", head=1
    )
    doc._.actors = (state,)
    doc._.referents = {8: state}
    said, warned = create(nlp, "said")(doc)._.attributions
    assert said.speaker is not None
    assert (said.speaker.name, said.speaker.id) == ("Marenna", "state:MRN")
    assert warned.speaker == said.speaker


def test_those_who_say_it_together_are_listed(nlp: Language) -> None:
    (one,) = read(nlp, "Residents and two nurses said the market was shelled.")
    assert one.speaker is not None
    assert one.speaker.name == "Residents"
    assert one.also == ("two nurses",)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        pytest.param("Tomas Brandt said the ford was mined.", "named", id="named"),
        pytest.param("The report said the ford was mined.", "document", id="document"),
        pytest.param("Witnesses said the ford was mined.", "collective", id="collective"),
        pytest.param(
            "An officer who asked not to be named said the ford was mined.", "anonymous",
            id="asked-not-to-be-named",
        ),
        pytest.param("An officer said the ford was mined.", "anonymous", id="indefinite"),
        pytest.param("It is said that the ford was mined.", None, id="nobody"),
    ],
)  # fmt: skip
def test_identity_says_how_far_the_speaker_is_known(
    nlp: Language, text: str, identity: str | None
) -> None:
    assert by_cue_any(read(nlp, text)).identity == identity


def by_cue_any(found: tuple[Attribution, ...]) -> Attribution:
    return next(a for a in found if "said" in words(a.cue))


@pytest.mark.parametrize(
    ("subject", "basis"),
    [
        ("Two eyewitnesses", "eyewitness"),
        ("A survivor", "victim"),
        ("A surgeon at the hospital", "medical"),
        ("Satellite images", "satellite"),
        ("Video footage", "video"),
        ("A monitoring group", "monitor"),
        ("Court documents", "official_record"),
        ("An intercepted call", "intercept"),
        ("The governor", None),
    ],
)
def test_basis_says_how_they_know(nlp: Language, subject: str, basis: str | None) -> None:
    found = read(nlp, f"{subject} showed that the clinic was hit.")
    assert found[0].basis == basis


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        pytest.param("The army denied that it fired on the ferry.", "agency", id="own-act"),
        pytest.param("The army denied shelling the ferry.", "agency", id="gerund"),
        pytest.param("The army denied any role in the attack.", "agency", id="role"),
        pytest.param("The army denied that an attack took place.", "occurrence", id="occurrence"),
        pytest.param(
            "The army denied that the rebels had crossed the river.", "occurrence", id="of-others"
        ),
        pytest.param("The army denied targeting the clinic.", "intent", id="intent"),
        pytest.param("The army denied that the dead were civilians.", "target_status", id="status"),
        pytest.param("The army disputed the death toll.", "figure", id="figure"),
        pytest.param("The army said the ferry was hit.", None, id="no-denial"),
    ],
)
def test_denial_of_says_what_is_denied(nlp: Language, text: str, denied: str | None) -> None:
    (one,) = read(nlp, text)
    assert one.denial_of == denied
    assert (one.stance == "denies") == (denied is not None)


def test_said_at_is_the_time_of_saying_not_of_the_event(nlp: Language) -> None:
    doc = nlp("Brandt said on Tuesday that the ford was mined on Sunday.")
    doc._.times = tuple(
        TimeMention(
            span=Span(start, start + len(day), day),
            type="DATE",
            value=value,
            start=value,
            end=value,
            precision="day",
        )
        for start, day, value in ((15, "Tuesday", "2031-03-04"), (50, "Sunday", "2031-03-02"))
    )
    (one,) = create(nlp, "said")(doc)._.attributions
    assert one.said_at == "2031-03-04"


def test_a_time_inside_the_source_is_not_when_it_was_said(nlp: Language) -> None:
    doc = nlp("Residents of Kestrel, shelled on Sunday, said the mill burned.")
    day = TimeMention(
        span=Span(33, 39, "Sunday"), type="DATE", value="2031-03-02", start="2031-03-02"
    )
    doc._.times = (day,)
    (one,) = create(nlp, "said")(doc)._.attributions
    assert one.said_at is None


# ---------------------------------------------------------------------------------- properties


def test_swapping_the_sides_swaps_the_output_and_nothing_else(nlp: Language) -> None:
    text = "The army accused the rebels of theft. The rebels denied that the army had found grain."
    swapped = text.replace("army", "§").replace("rebels", "army").replace("§", "rebels")

    def shape(items: tuple[Attribution, ...]) -> list[tuple[str, str, str, str, str | None]]:
        return [(a.rule, a.stance, words(a.source), words(a.content), a.denial_of) for a in items]

    back = [
        tuple(
            f.replace("army", "§").replace("rebels", "army").replace("§", "rebels") if f else f
            for f in row
        )
        for row in shape(read(nlp, swapped))
    ]
    assert back == shape(read(nlp, text))


def test_spans_are_the_text_and_reading_twice_is_the_same(nlp: Language) -> None:
    text = (
        "“We left,” she said.\nAccording to Brandt, 𝔘ostry fell; it “burned,” he said, “for days.”"
    )
    found = read(nlp, text)
    assert found
    for item in found:
        for span in (*item.source, *item.cue, *item.content):
            assert text[span.start : span.end] == span.text
    assert read(nlp, text) == found
    assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n\n \n", id="blank"),
        pytest.param("“" * 50, id="marks"),
        pytest.param("said said said: “", id="cues-only"),
        pytest.param("\u202e said \ufeff: ‘x’ \u0000 «", id="odd-characters"),
        pytest.param("according to", id="dangling-phrase"),
    ],
)
def test_no_text_makes_it_stumble(nlp: Language, text: str) -> None:
    doc = create(nlp, "said")(nlp(text))
    assert isinstance(doc._.attributions, tuple)


def test_time_grows_with_length_only(
    nlp: Language, growth: Callable[[Callable[[], object], Callable[[], object]], float]
) -> None:
    unit = "Brandt said “the ford was ‘mined’ and he claimed that she said it was not, "
    said = create(nlp, "said")
    small, large = (Doc.from_docs([nlp(unit)] * times) for times in (200, 800))
    assert small is not None
    assert large is not None
    assert growth(lambda: said(small), lambda: said(large)) < 10
