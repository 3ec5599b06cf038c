"""How real an event is: status and polarity by rule, certainty, and what the layer completes."""

import dataclasses

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from rashomon.layers.howreal import FACTUALITY, create, decide
from rashomon.layers.howreal_rules import RealisReading, certainty_of, read_realis_of
from rashomon.layers.said import create as said
from rashomon.lexicon.realis import STATUSES, load_realis
from rashomon.model.event import EventMention
from rashomon.model.span import Span

REALIS = load_realis()


def trigger_of(nlp: Language, marked: str) -> Token:
    start, end = marked.index("["), marked.index("]") - 1
    span = nlp(marked.replace("[", "").replace("]", "")).char_span(
        start, end, alignment_mode="expand"
    )
    assert span is not None
    return span.root


STATUS = [
    ("plain", "The army [shelled] Kestrel.", None),
    ("plan", "The army plans to [storm] Dovrin.", "planned"),
    ("vow", "Sand vowed to [attack] Dovrin.", "planned"),
    ("infinitives-apart", "They asked it to watch the vote and to [ensure] peace.", "demanded"),
    ("will-be-held", "They praised the [talks] that will be held by the envoy.", "future"),
    ("plan-noun", "The planned [offensive] worried Valdoria.", "planned"),
    ("threat", "Valdoria threatened to [bomb] the port.", "threatened"),
    ("threat-noun", "The threat of an [attack] grew.", "threatened"),
    ("demand", "Varga demanded that the rebels [leave] Dovrin.", "demanded"),
    ("urge", "Varga urged the rebels to [leave] Dovrin.", "demanded"),
    ("call-for", "Varga called for a [ceasefire].", "demanded"),
    ("must", "The rebels must [leave] Dovrin.", "demanded"),
    ("want", "Varga wants to [meet] the rebels.", "desired"),
    ("try", "Gunmen tried to [kidnap] a nurse.", "attempted"),
    ("fail", "The army failed to [retake] the bridge.", "attempted"),
    ("attempt-noun", "The attempted [kidnapping] failed.", "attempted"),
    ("prevent", "Police prevented them from [reaching] the palace.", "prevented"),
    ("foil", "Guards foiled an [attack] on the palace.", "prevented"),
    ("may", "The army may [attack] Dovrin.", "possible"),
    ("risk", "There is a risk of an [attack].", "possible"),
    ("will", "The army will [attack] Dovrin.", "future"),
    ("going-to", "The army is going to [attack] Dovrin.", "future"),
    ("expect", "Analysts expect the army to [attack] Dovrin.", "predicted"),
    ("if", "If the army [attacks] Dovrin, the Front will flee.", "conditional"),
    ("unless", "Unless the rebels [leave], nobody is safe.", "conditional"),
    ("progressive", "The army is [shelling] Kestrel.", "ongoing"),
    ("continue", "The army continues to [shell] Kestrel.", "ongoing"),
    ("keep", "Planes kept [bombing] the docks.", "ongoing"),
    ("past-progressive", "The army was [shelling] Kestrel.", None),
    ("that-clause", "Brandt said the army [shelled] Kestrel.", None),
    ("preventer", "The [raid] foiled a plot.", None),
    ("stops-by-itself", "They want the [shelling] to stop.", "desired"),
    ("would-have", "Without the truce they would have [stormed] Dovrin.", "conditional"),
    ("must-have", "Somebody must have [burned] the mill.", None),
    ("told-under-a-modal", "He would not say whether they had been [held].", None),
    ("in-vain", "Fighters sought in vain to [cut] the railway.", "attempted"),
    ("once", "Once the rebels [disarm], the port can open.", "conditional"),
    ("should-opening", "Should Valdoria [invade], the port will close.", "conditional"),
    ("possible-that", "It is possible that the crew [drowned].", "possible"),
    ("hope-for", "Traders are eager for the road to [reopen].", "desired"),
    ("hope-that", "He expressed the hope that both sides would [talk].", "desired"),
    ("threaten-that", "They threatened that they would [burn] the mill.", "threatened"),
    ("expect-told", "They demanded proof that it [sank].", None),
    ("without-beside", "Police broke up the march without [arresting] anyone.", None),
    ("plan-beside", "They planned well and [bombed] Kestrel.", None),
]
POLARITY = [
    ("positive", "The army [shelled] Kestrel.", "+"),
    ("not", "The army did not [shell] Kestrel.", "-"),
    ("never", "The army never [shelled] Kestrel.", "-"),
    ("no", "There was no [attack] on Dovrin.", "-"),
    ("without", "They left without [firing].", "-"),
    ("or", "The army did not [shell] or bomb Kestrel.", "-"),
    ("denied", "Varga denied that the army [shelled] Kestrel.", "+"),
    ("light-verb", "The army did not carry out an [attack].", "-"),
    ("other-clause", "The army [shelled] Kestrel and did not stop.", "+"),
    ("cleft-ccomp", "It was not us who [planted] that bomb.", "-"),
    ("headline-no", "Army: no civilians [killed] in Dovrin", "-"),
    ("no-doubt-that", "There is no doubt that the militia [burned] the mill.", "+"),
    ("after-a-comma", "It was a gas leak, not an [attack], Brandt said.", "-"),
    ("before-a-comma", "It was an [attack], not a gas leak, Brandt said.", "+"),
    ("not-once", "Not once in five years did they [attack] a church.", "-"),
    ("not-only", "Not only did they [burn] the mill, they salted the fields.", "+"),
    ("so-much-as", "Valdoria did not so much as [warn] the fishermen.", "-"),
    ("as-if", "The army behaved as if it had [won].", "-"),
    ("looks-as-if", "It looks as if the army had [won].", "+"),
    ("too-weak", "The Front is too weak to [attack] the port.", "-"),
    ("zero", "Zero civilians were [harmed].", "-"),
    ("never-been", "Valdoria is not, and has never been, [arming] the Front.", "-"),
    ("not-seen-to-fire", "Nobody saw them [beating] the priest.", "-"),
    ("not-seen", "She had not seen the [shooting].", "+"),
    ("not-failed", "The gunners did not fail to [hit] the mill.", "+"),
    ("governor-said", "Varga did not say that the army [shelled] Kestrel.", "+"),
]
CERTAINTY = [
    ("plain", "The army [shelled] Kestrel.", 1.0),
    ("probably", "The army probably [shelled] Kestrel.", 0.75),
    ("may", "The army may [shell] Kestrel.", 0.5),
    ("month-of-may", "In May the army [shelled] Kestrel.", 1.0),
    ("most-likely", "The army most likely [shelled] Kestrel.", 0.93),
    ("unlikely", "The army is unlikely to [shell] Kestrel.", 0.3),
    ("claimed", "The Front claimed that it [shelled] Kestrel.", 1.0),
]


@pytest.mark.parametrize(
    ("marked", "status"), [pytest.param(x, s, id=name) for name, x, s in STATUS]
)
def test_status_is_read_off_the_words_above(nlp: Language, marked: str, status: str | None) -> None:
    assert read_realis_of(trigger_of(nlp, marked), REALIS).status == status


@pytest.mark.parametrize(
    ("marked", "polarity"), [pytest.param(x, p, id=name) for name, x, p in POLARITY]
)
def test_polarity_is_that_of_the_content_itself(nlp: Language, marked: str, polarity: str) -> None:
    assert read_realis_of(trigger_of(nlp, marked), REALIS).polarity == polarity


@pytest.mark.parametrize(
    ("marked", "value"), [pytest.param(x, v, id=name) for name, x, v in CERTAINTY]
)
def test_certainty_is_what_the_words_express(nlp: Language, marked: str, value: float) -> None:
    assert certainty_of(trigger_of(nlp, marked), REALIS)[0] == value


@pytest.mark.parametrize(
    ("status", "share", "wanted"),
    [
        pytest.param("planned", 0.4, "planned", id="rule-stands-against-a-weak-model"),
        pytest.param(None, 0.4, "occurred", id="model-decides-without-a-rule"),
    ],
)
def test_rule_and_model_are_weighed(status: str | None, share: float, wanted: str) -> None:
    reading = RealisReading(status=status, polarity="+", rule="r", governor=None, condition=None)
    shares = {"occurred": share, "planned": 0.1}
    assert decide(reading, shares, mention("fire", 0), REALIS)[0] == wanted


def test_every_status_has_a_factuality() -> None:
    assert set(FACTUALITY) == STATUSES
    assert all(-3 <= v <= 3 for v in FACTUALITY.values())


def mention(word: str, start: int, head: int = 0) -> EventMention:
    span = Span(start, start + len(word), word)
    return EventMention(id="e1", trigger=span, evidence=span, type="ASSAULT", head=head)


def completed(nlp: Language, marked: str) -> EventMention:
    """Run the layer alone on one hand-made event."""
    token = trigger_of(nlp, marked)
    doc: Doc = token.doc
    doc._.events = (mention(token.text, token.idx, token.i),)
    (event,) = create(nlp, "howreal")(doc)._.events
    return event


def test_a_negated_event_has_the_opposite_factuality(nlp: Language) -> None:
    event = completed(nlp, "The army did not [shell] Kestrel.")
    assert (event.status, event.polarity, event.factuality) == ("occurred", "-", -3)
    assert "real.negation" in {w.rule for w in event.why}


def test_a_plain_event_is_a_fact_of_its_author(nlp: Language) -> None:
    event = completed(nlp, "The army [shelled] Kestrel on Monday.")
    assert (event.status, event.polarity, event.factuality) == ("occurred", "+", 3)


@pytest.mark.parametrize(
    ("who", "status"), [pytest.param("it", "threatened", id="own"), ("floods", "predicted")]
)
def test_what_one_warns_to_do_oneself_is_threatened(nlp: Language, who: str, status: str) -> None:
    token = trigger_of(nlp, f"Valdoria warned that {who} would [destroy] the port.")
    doc: Doc = said(nlp, "said")(token.doc)
    doc._.events = (mention(token.text, token.idx, token.i),)
    (event,) = create(nlp, "howreal")(doc)._.events
    assert event.status == status


def test_the_condition_is_kept_as_a_span(nlp: Language) -> None:
    marked = "If the army attacks Dovrin, the Front will [leave]."
    event = completed(nlp, marked)
    assert event.condition is not None
    assert event.condition.text == "If the army attacks Dovrin"


def test_only_fields_of_reality_change(nlp: Language) -> None:
    token = trigger_of(nlp, "The army [shelled] Kestrel.")
    before = mention(token.text, token.idx, token.i)
    after = completed(nlp, "The army [shelled] Kestrel.")
    kept = {f.name for f in dataclasses.fields(before)} - {
        "status", "polarity", "certainty", "factuality", "condition", "why", "kind", "type",
    }  # fmt: skip
    assert all(getattr(before, name) == getattr(after, name) for name in kept)


def test_a_doc_without_events_stays_as_it_is(nlp: Language) -> None:
    doc = nlp("The army shelled Kestrel.")
    assert create(nlp, "howreal")(doc)._.events == ()
