"""``rashomon relink BASE``: join all accounts anew, as after an update of the program."""

from rashomon.base import open_base
from rashomon.cli.bases import Where
from rashomon.cli.run import Output
from rashomon.incidents import service


def relink(base: Where) -> None:
    """Decide anew which accounts are of one incident; what people decided stays."""
    with open_base(base, create=False) as opened, Output(None) as output:
        done = service.relink(opened)
        total = opened.counts()["incidents"]
        output.write(
            f"linked {done.statements} statements by {done.joined} pairs; "
            f"incidents: {done.incidents} built, {total} in the base\n"
        )
