"""Interim: replaced by the ledger, agreement and grade of their own."""

from rashomon.model.incident import LedgerFigure


def agreement(statements, documents):  # type: ignore
    return ()


def ledger(statements, documents, origins, rule="ucdp"):  # type: ignore
    out = []
    for measure in ("killed", "injured"):
        f = [f for s in statements for f in s.figures if f.measure == measure and f.coverage in (None, "event")]
        if f:
            b = max((x.best or x.low or 0) for x in f)
            out.append(LedgerFigure(measure=measure, of=None, low=b, best=b, high=b, rule=rule))
    return tuple(out)


def suggested_grade(*a):  # type: ignore
    return None, ()
