"""Forecasts of a whole base for one page: worked out once, and again when the base has changed."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from rashomon.base import Base
from rashomon.incidents.forecasts import Forecast, forecasts

KEPT: Final = 4
"""Bases of which the forecasts stay in memory."""
_lock: Final = threading.Lock()
_known: Final[OrderedDict[str, tuple[int, Sequence[Forecast]]]] = OrderedDict()


def foretold(base: Base) -> Sequence[Forecast]:
    """Give all forecasts of a base and how they stand."""
    now = base.last_change()
    with _lock:
        kept = _known.get(base.where)
        if kept is not None and kept[0] == now:
            return kept[1]
        found = _work_out(base)
        _known[base.where] = (now, found)
        while len(_known) > KEPT:
            _known.popitem(last=False)
        return found


def _work_out(base: Base) -> list[Forecast]:
    mine = base.foretelling()
    names = {a.name for s in mine for a in (*s.agents, *s.targets)}
    told = {s.id: s for s in base.telling_of(names, {s.type for s in mine if s.type})}
    told |= {s.id: s for s in mine}
    documents = {d.id: d for d in base.documents({s.document for s in told.values()})}
    return forecasts(told.values(), documents, base.judgements(standing=True))
