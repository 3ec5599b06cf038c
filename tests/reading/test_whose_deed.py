"""Whose deed an event is, whom it is done to, where, when and how real: cases by their class."""

from collections.abc import Callable

import pytest

from rashomon.model.statement import Statement

Read = Callable[[str], list[Statement]]


def one(statements: list[Statement], trigger: str) -> Statement:
    return next(s for s in statements if s.trigger.text == trigger)


def names(found: tuple[object, ...]) -> list[str]:
    return [getattr(f, "name", "") for f in found]


DOERS = {
    "whose-report-it-is": (
        "The Northmark Front put out a report accusing the Marennan army of failing to respond.",
        "accusing",
        ["Northmark Front"],
    ),
    "whose-statement-it-is": (
        "Valdoria and the Northmark Front released a statement criticising the raid.",
        "criticising",
        ["Valdoria", "Northmark Front"],
    ),
    "said-in-a-statement": (
        "Ivo Marsh, the spokesperson, in a statement condemned the killing of civilians.",
        "condemned",
        ["Ivo Marsh"],
    ),
    "whose-lawsuit-it-is": (
        "Relatives have filed a lawsuit accusing the army of carrying out the attack.",
        "accusing",
        ["Relatives"],
    ),
    "so-called": (
        "Valdoria and the Northmark Front reached what can be described a ceasefire agreement.",
        "agreement",
        ["Valdoria", "Northmark Front"],
    ),
    "whose-predicate-it-is": (
        "Ilse Varga was an opponent of the treaty.",
        "opponent",
        ["Ilse Varga"],
    ),
    "who-has-the-capability": (
        "The Northmark Front has the capability to strike again.",
        "capability",
        ["Northmark Front"],
    ),
    "preparations-do-nothing": (
        "All necessary preparations were made to begin evacuating Kestrel.",
        "evacuating",
        [],
    ),
    "joined-in": (
        "Rebels joined the Marennan army in mass killings of villagers.",
        "killings",
        ["Rebels", "Marennan army"],
    ),
    "in-a-call-with": (
        "Tomas Brandt raised the matter in a call with Lars Rill.",
        "call",
        ["Tomas Brandt"],
    ),
    "said-in-a-meeting": (
        'Tomas Brandt said in a meeting with Lars Rill, "I gave your government a chance."',
        "meeting",
        ["Tomas Brandt"],
    ),
    "killed-in-a-raid": (
        "Nine villagers were killed in a raid by the Northmark Front on Monday.",
        "killed",
        ["Northmark Front"],
    ),
    "own-losses": (
        "Two soldiers were killed in a raid by the army on Monday.",
        "killed",
        [],
    ),
    "clashes-have-two-sides": (
        "Nine villagers were killed in clashes with the Northmark Front.",
        "killed",
        [],
    ),
    "who-ends-it": ("The United Nations should stop the massacre of villagers.", "massacre", []),
    "who-ends-its-own": (
        "The government called on the army to halt its airstrikes on Kestrel.",
        "airstrikes",
        ["army"],
    ),
    "who-is-pressed": (
        "Tomas Brandt urged Lars Rill to press the regime to stop airstrikes on villagers.",
        "airstrikes",
        [],
    ),
    "spokesman": (
        '"We will not allow the Front to keep the bridge," said Col. Ivo Hart, the Coast Guard '
        "spokesman.",
        "allow",
        ["Coast Guard"],
    ),
    "including": (
        "The regime has caused wide destruction, including atrocities against villagers.",
        "atrocities",
        ["regime"],
    ),
    "in-the-process": (
        "Valdoria is in the process of leaving the Alliance.",
        "leaving",
        ["Valdoria"],
    ),
    "town-of-a-bomb": ("Last week a Kestrel car bombing killed five men.", "killed", []),
    "province-of-attacks": (
        "Suicide attacks in the town of Kestrel in Dovrin Province, which killed scores of "
        "villagers, were condemned.",
        "killed",
        [],
    ),
    "near-a-town": ("Near Ar Kestrel, five strikes engaged two units.", "engaged", []),
    "along-with": (
        "Valdoria, along with the Northmark Front, attacked Kestrel.",
        "attacked",
        ["Valdoria", "Northmark Front"],
    ),
    "with-a-threat": (
        "The government tamed the admiral with a threat to cut off his fuel.",
        "cut",
        ["government"],
    ),
    "presented": (
        "This is not the end of the Marennan opposition. It still controls two provinces.",
        "controls",
        ["Marennan opposition"],
    ),
    "plural-they": (
        "The Coast Guard stands with the villagers as they attack the Northmark Front.",
        "attack",
        ["villagers"],
    ),
    "late-who": (
        "Tomas Brandt proposed the plan to Alliance leaders at the end of last year, who invited "
        "him to Selm.",
        "invited",
        ["Alliance leaders"],
    ),
    "signs-what-it-signs": ("The government signed a decree on Monday.", "decree", ["government"]),
    "hosts-a-round": (
        "The Alliance will host in Port Selm a round of bilateral talks.",
        "talks",
        ["Alliance"],
    ),
    "involved": (
        "Foreign security forces were involved in the protest.",
        "involved",
        ["Foreign security forces"],
    ),
    "aid-does-nothing": (
        "Valdorian assistance is helping the farmers.",
        "helping",
        ["Valdorian"],
    ),
    "the-guard": (
        "The Oskari Frontier Guard shelled Vellin. The Guard broke the truce.",
        "broke",
        ["Oskari Frontier Guard"],
    ),
    "intra": ("The intra-Marennan talks will be held by Lars Stein.", "talks", ["Lars Stein"]),
    "one-of-a-kind": ("The last truce held, but this one broke down in May.", "broke", []),
}


@pytest.mark.parametrize("case", DOERS.values(), ids=DOERS.keys())
def test_who_did_it(read: Read, case: tuple[str, str, list[str]]) -> None:
    text, trigger, agents = case
    assert names(one(read(text), trigger).agents) == agents


TARGETS = {
    "victims-are-not-condemned": (
        "The union condemned the killing of civilians.",
        "condemned",
        [],
    ),
    "nine-of-the-soldiers": ("Rebels killed nine of the soldiers.", "killed", ["soldiers"]),
    "whose-support-is-whose": (
        "Tomas Brandt pledged his country's full support for Lars Rill.",
        "pledged",
        ["Lars Rill"],
    ),
    "who-is-found-guilty": (
        "The court found Ilse Varga guilty of murder.",
        "found",
        ["Ilse Varga"],
    ),
    "in-a-town-is-where": (
        "Nine guards were killed in a rebel attack in Kestrel.",
        "attack",
        [],
    ),
    "on-a-road-is-where": ("The ambush on the coastal road killed nine guards.", "ambush", []),
    "what-is-fired-at": ("Valdoria fired nine rockets at Kestrel.", "fired", ["Kestrel"]),
    "no-idea": ("The army will go on fighting terrorism in Northmark.", "fighting", []),
    "whose-jaw": ("The blast destroyed Ilse Varga's jaw.", "destroyed", ["Ilse Varga"]),
    "the-monks-murders": (
        "Brandt is responsible for the monks' murders.",
        "murders",
        ["monks"],
    ),
    "arms-are-no-target": (
        "A load of dynamite was hurled against a police station.",
        "hurled",
        ["police station"],
    ),
    "a-list-as-appositions": (
        "Near Dovrin, five strikes engaged two rebel units and destroyed a front-end loader, a "
        "VBIED, a fighting position, and a tunnel entrance.",
        "destroyed",
        ["front-end loader", "VBIED", "fighting position", "tunnel entrance"],
    ),
    "a-list-joined-to-a-verb": (
        "Near Kestrel, three strikes engaged two units and destroyed a vehicle, five fighting "
        "positions, a command and control node, a VBIED, and a heavy machine gun.",
        "destroyed",
        ["vehicle", "fighting positions", "command and control node", "VBIED", "heavy machine gun"],
    ),
    "against-behind-its-means": (
        "Coalition forces conducted 15 strikes using attack, bomber and remotely piloted aircraft "
        "against rebel targets.",
        "strikes",
        ["rebel targets"],
    ),
    "in-the-face-of": (
        "The courage shown by the villagers in the face of shelling is rare.",
        "shelling",
        ["villagers"],
    ),
    "all-in-a-town": (
        "The Northmark Front wants to massacre all in Port Selm.",
        "massacre",
        ["all in Port Selm"],
    ),
    "what-is-supplied": (
        "Valdoria is providing ground forces.",
        "providing",
        [],
    ),
    "a-course-of-things": (
        "The Northmark Front disrupted the evacuation process.",
        "disrupted",
        [],
    ),
    "ground-taken-from-somebody": (
        "The Marennan army liberated the western coast of Selm from the Northmark Front.",
        "liberated",
        ["Northmark Front"],
    ),
    "anybody": ("Valdoria threatened to shell anybody who touched them.", "shell", ["anybody"]),
    "given-to": (
        "The union provided false passports, safe houses and weapons to militants.",
        "provided",
        ["militants"],
    ),
    "partitive-list": (
        "Tomas Brandt met a number of ministers and senior officials in Selm.",
        "met",
        ["ministers", "senior officials"],
    ),
    "unlike-list": (
        "Valdoria will work with Prime Minister Lars Stein, the Marennan Security Forces, and "
        "our partners.",
        "work",
        ["Lars Stein", "Marennan Security Forces", "partners"],
    ),
    "headquarters": (
        "An army strike hit the headquarters compound.",
        "hit",
        ["headquarters compound"],
    ),
}


@pytest.mark.parametrize("case", TARGETS.values(), ids=TARGETS.keys())
def test_whom_it_is_done_to(read: Read, case: tuple[str, str, list[str]]) -> None:
    text, trigger, targets = case
    assert names(one(read(text), trigger).targets) == targets


PLACES = {
    "done-to-an-event-told-before": (
        "Buses began evacuating Port Selm on Monday. The army disrupted the evacuation.",
        "disrupted",
        ["Port Selm"],
    ),
    "a-share-of-a-people": (
        "About 500,000 have been killed and half of the population of Port Selm displaced.",
        "killed",
        ["Port Selm"],
    ),
    "where": (
        "Varga condemned the attacks in Kestrel, and in Harrow Bay, where nine men were killed.",
        "killed",
        ["Harrow Bay"],
    ),
    "population": (
        "Dovrin Province has a population of three million; the coast of Kestrel is empty.",
        "population",
        ["Dovrin Province"],
    ),
}


@pytest.mark.parametrize("case", PLACES.values(), ids=PLACES.keys())
def test_where_it_is(read: Read, case: tuple[str, str, list[str]]) -> None:
    text, trigger, places = case
    assert names(one(read(text), trigger).places) == places


@pytest.mark.parametrize(("trigger", "year"), [("seized", "2013"), ("bombed", "2015")])
def test_each_spliced_clause_has_the_day_that_opens_it(read: Read, trigger: str, year: str) -> None:
    text = "In 2013 Valdoria seized the bridge, in 2015 it bombed Dovrin, in 2017 it fled."
    time = one(read(text), trigger).time
    assert time is not None
    assert time.start.startswith(year)


def test_a_body_named_after_a_day_dates_nothing(read: Read) -> None:
    text = "Jets struck a convoy of the Third of May Movement near Kestrel."
    assert one(read(text), "struck").time is None


STATUS = {
    "made-ready": (
        "All necessary preparations were made to begin evacuating Kestrel.",
        "evacuating",
        "planned",
    ),
    "a-wish": ("Many islanders hoped for a truce.", "hoped", "desired"),
    "able-to": (
        "The Northmark Front has the capability to strike again.",
        "capability",
        "possible",
    ),
    "remembered": ("Valdoria remembers Istria abandoning its ally.", "abandoning", "occurred"),
    "comes-of-a-condition": (
        "Should the Marennan opposition become weaker, the crisis will continue while Varga "
        "remains in power.",
        "continue",
        "conditional",
    ),
    "a-real-chance": (
        "There is a real chance that Brandt will persuade the Front to leave.",
        "persuade",
        "predicted",
    ),
    "purpose-of-a-must": ("The Alliance must now work to support a truce.", "support", "demanded"),
    "alleged-by-somebody": ("His aides alleged that Hart was poisoned.", "poisoned", "occurred"),
    "warned-to": ("Police warned people to stay inside.", "stay", "demanded"),
    "among-those-to": (
        "Dovrin was among the towns to vote against the plan.",
        "vote",
        "occurred",
    ),
    "there-are": ("There are talks in Port Selm.", "talks", "ongoing"),
    "was-doing-she-said": ("Ilse Varga said she was studying the verdict.", "studying", "ongoing"),
    "will-try": ("The Front will try to attack Kestrel.", "attack", "predicted"),
    "at-the-request": (
        "At the request of the ministry, a team will travel to Kestrel.",
        "request",
        "occurred",
    ),
    "if-it-continues": (
        "If the army's siege of Dovrin continues, the rebels will gain recruits.",
        "siege",
        "conditional",
    ),
    "to-stop-what-goes-on": (
        "Varga urged the regime to stop airstrikes on villagers.",
        "airstrikes",
        "ongoing",
    ),
}


@pytest.mark.parametrize("case", STATUS.values(), ids=STATUS.keys())
def test_how_real_it_is(read: Read, case: tuple[str, str, str]) -> None:
    text, trigger, status = case
    assert one(read(text), trigger).status == status


TYPES = {
    "an-agreement-that-is-signed": (
        "Valdoria and the Front signed a ceasefire agreement.",
        "agreement",
        "AGREE",
    ),
    "threaten-to-sue": ("The lawyer has threatened to sue the paper.", "threatened", "THREATEN"),
    "use-of-arms": ("The use of mortars by the Front went on.", "use", "ASSAULT"),
    "use-of-a-road": ("The use of the road by traders went on.", "use", None),
    "court-rules": ("The court ruled against the ban.", "ruled", None),
    "back-to-the-table": ("We want a return to the negotiating table.", "return", "CONSULT"),
    "thousands-gather": (
        "Thousands of Marennan protesters gathered around the station.",
        "gathered",
        "PROTEST",
    ),
    "relinquish": ("Valdoria relinquished control of Dovrin in 1997.", "relinquished", "RETREAT"),
}


@pytest.mark.parametrize("case", TYPES.values(), ids=TYPES.keys())
def test_what_it_is(read: Read, case: tuple[str, str, str | None]) -> None:
    text, trigger, kind = case
    found = [s.type for s in read(text) if s.trigger.text == trigger]
    assert found in ([kind], [] if kind is None else [kind])


def test_not_one_is_none(read: Read) -> None:
    text = "Valdoria promised tents in 2003, and not one tent was delivered."
    assert one(read(text), "delivered").polarity == "-"


@pytest.mark.parametrize(
    "text",
    [
        "Conservative Union leader and Prime Minister Ivo Hart said the raid failed.",
        "The raid failed, said party chairman and former minister Ivo Hart.",
    ],
)
def test_two_titles_are_one_speaker(read: Read, text: str) -> None:
    assert names(one(read(text), "failed").speakers) == ["Ivo Hart"]


def test_two_with_articles_are_two(read: Read) -> None:
    found = one(read("The mayor and Minister Ivo Hart attacked Kestrel."), "attacked")
    assert len(found.agents) == 2


def test_a_person_is_called_what_the_text_spells(read: Read) -> None:
    text = "President Volodymyr Zelensky met ministers. He left for Poland."
    (who,) = one(read(text), "left").agents
    assert (who.name, who.id) == ("Volodymyr Zelensky", "person:volodymyr-zelenskyy")
