"""The command line: ``rashomon COMMAND``. One file per command; this one ties them together."""

import contextlib
import os
import sys
from typing import Annotated, Final

import typer

from rashomon import __version__
from rashomon.cli import (
    add,
    audit,
    changes,
    compare,
    decide,
    erase,
    example,
    export,
    find,
    forecasts,
    gazetteer,
    import_,
    incidents,
    layers,
    read,
    relink,
    serve,
    show,
    verify,
    watch,
)
from rashomon.errors import RashomonError

INTERRUPTED: Final = 130

app = typer.Typer(
    name="rashomon",
    help="Who says that who did what to whom, when, where, how many, and how real.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read.read)
app.command("layers")(layers.layers)
app.command("example")(example.example)
app.command("add")(add.add)
app.command("incidents")(incidents.incidents)
app.command("serve")(serve.serve)
app.command("export")(export.export)
app.command("import")(import_.import_)
app.command("compare")(compare.compare)
app.command("decide")(decide.decide)
app.command("forecasts")(forecasts.forecasts)
app.command("audit")(audit.audit)
app.command("watch")(watch.watch)
app.command("find")(find.find)
app.command("show")(show.show)
app.command("changes")(changes.changes)
app.command("verify")(verify.verify)
app.command("relink")(relink.relink)
app.command("erase")(erase.erase)
app.add_typer(gazetteer.app, name="gazetteer")


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"rashomon {__version__}\n")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Take the options that stand in front of a command."""


def main() -> None:
    """Run the command line; every error ends in one clear line and a status, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        _write_utf8(stream)
    try:
        app(prog_name="rashomon")
    except RashomonError as error:
        sys.stderr.write(f"{error.code} {error}\n")
        raise SystemExit(error.exit_status) from error
    except BrokenPipeError:
        _discard_output()
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        raise SystemExit(INTERRUPTED) from None


def _write_utf8(stream: object) -> None:
    """Write UTF-8 into pipes and files whatever the locale; a terminal keeps its own encoding."""
    reconfigure = getattr(stream, "reconfigure", None)
    is_terminal = getattr(stream, "isatty", None)
    if reconfigure is None or is_terminal is None:
        return
    if is_terminal():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _discard_output() -> None:
    """Keep the interpreter from complaining about a reader that went away."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
