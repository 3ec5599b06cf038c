"""Forecasts of a whole base for one page: worked out once, and again when they may have changed."""

from collections.abc import Sequence

from rashomon.base import Base
from rashomon.incidents.forecasts import Forecast, forecasts
from rashomon.model.judgement import Judgement
from rashomon.web.memo import Memo


def foretold(base: Base, memo: Memo) -> Sequence[Forecast]:
    """Give all forecasts of a base and how they stand: by what was read, and who decided."""
    decided = base.judgements(standing=True, action="resolve_forecast")
    key = ("foretold", *(one.id for one in decided))
    return memo.get(key, lambda: _work_out(base, decided), of="documents")


def _work_out(base: Base, decided: Sequence[Judgement]) -> list[Forecast]:
    mine = base.foretelling()
    names = {a.name for s in mine for a in (*s.agents, *s.targets)}
    told = {s.id: s for s in base.telling_of(names, {s.type for s in mine if s.type})}
    told |= {s.id: s for s in mine}
    documents = {d.id: d for d in base.documents({s.document for s in told.values()})}
    return forecasts(told.values(), documents, decided)
