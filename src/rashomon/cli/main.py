"""The command line: ``rashomon COMMAND``. One file per command; this one ties them together."""

import sys

import typer

from rashomon.cli import layers, read
from rashomon.errors import RashomonError

app = typer.Typer(
    name="rashomon",
    help="Who says that who did what to whom, when, where, how many, and how real.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("read")(read.read)
app.command("layers")(layers.layers)


def main() -> None:
    """Run the command line; errors of the caller end in one clear line, never a traceback."""
    try:
        app()
    except RashomonError as error:
        sys.stderr.write(f"{error.code} {error}\n")
        raise SystemExit(error.exit_status) from error
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
