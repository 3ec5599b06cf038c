"""What is counted over all documents for the pages of network, speakers and forecasts.

It is dear, bears on documents alone and is kept until some come or go. Nothing of it is veiled yet.
"""

from collections.abc import Mapping

from rashomon.base import Base
from rashomon.base.browse import Sieve
from rashomon.base.circles import OutletCount, Relay, Voice
from rashomon.base.rows import fold
from rashomon.web.foretold import foretold
from rashomon.web.memo import Memo
from rashomon.web.network import Tie, ties


def all_ties(base: Base, memo: Memo, sieve: Sieve) -> list[Tie]:
    """Give who is said to do what to whom, by actor and days."""
    asked = {"since": sieve.since, "until": sieve.until, "actor": sieve.actor}
    key = ("ties", *asked.values())
    return memo.get(key, lambda: ties(base.dyads(**asked)), of="documents")


def all_voices(base: Base, memo: Memo) -> list[Voice]:
    """Give all speakers."""
    return memo.get("voices", base.voices, of="documents")


def all_relays(base: Base, memo: Memo, name: str) -> list[Relay]:
    """Give who relays whom, by words in the name of either."""
    return memo.get(("relays", name), lambda: base.relays(name or None), of="documents")


def all_outlets(base: Base, memo: Memo) -> list[OutletCount]:
    """Give all outlets."""
    return memo.get("outlets", base.outlets, of="documents")


def forecasts_by_speaker(base: Base, memo: Memo) -> Mapping[str, tuple[int, int]]:
    """Count the forecasts of each speaker, by the folded name: open, and resolved."""
    found = foretold(base, memo)

    def count() -> dict[str, tuple[int, int]]:
        counts: dict[str, tuple[int, int]] = {}
        for one in found:
            name, is_open = fold(one.speaker) or "", one.state == "open"
            before = counts.get(name, (0, 0))
            counts[name] = (before[0] + is_open, before[1] + (not is_open))
        return counts

    return memo.get("foretold by", count)
