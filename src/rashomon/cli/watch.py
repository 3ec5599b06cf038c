"""``rashomon watch BASE FOLDER_OR_FEED…``: add what is new or changed, again and again."""

import getpass
from typing import Annotated

import typer

from rashomon.base import open_base
from rashomon.cli import options as opt
from rashomon.cli.bases import Where
from rashomon.cli.run import finish
from rashomon.incidents.service import AddReport
from rashomon.scale.watching import Watcher, WatchOptions, absolute


def watch(
    base: Where,
    places: Annotated[list[str], typer.Argument(help="Folders, files, addresses of feeds.")],
    once: Annotated[bool, typer.Option("--once", help="Look once, then end.")] = False,
    interval: Annotated[float, typer.Option(min=1, help="Seconds from look to look.")] = 900.0,
    by: Annotated[str | None, typer.Option(help="Who collects; for the collection log.")] = None,
    proxy: Annotated[str | None, typer.Option(help="URL of a proxy for feeds.")] = None,
    published: opt.Published = None,
    outlet: opt.Outlet = None,
    any_language: opt.AnyLanguage = False,
    actors: opt.Actors = None,
    gazetteer: opt.Gazetteer = None,
) -> None:
    """Add new and changed files of folders and entries of RSS and Atom feeds to a base.

    Feeds are asked for only at the hosts that you name; a feed that fails waits longer each time.
    """
    options = WatchOptions(
        by=by or getpass.getuser(),
        interval_seconds=interval,
        read=opt.make_options(
            None, published=published, outlet=outlet, check_language=not any_language
        ),
        knowledge=opt.make_knowledge(actors, gazetteer),
        proxy=proxy,
        waits_for_writers=not once,
    )
    with open_base(base) as opened:
        watcher = Watcher(opened, [absolute(place) for place in places], options)
        if once:
            report = watcher.look()
            typer.echo(tell(report))
            finish(report.failures)
            return
        for report in watcher.rounds():
            if report.outcomes or report.failures:
                typer.echo(tell(report))


def tell(report: AddReport) -> str:
    """Write what a round did as one line."""
    counts = [f"{count} {outcome}" for outcome, count in sorted(report.outcomes.items())]
    counts += [f"{len(report.failures)} not read"] if report.failures else []
    return ", ".join(counts) or "nothing new"
