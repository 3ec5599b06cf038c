"""``rashomon serve``: the workbench in a browser."""

import os
from pathlib import Path
from typing import Annotated

import typer

from rashomon.base import open_base
from rashomon.errors import FormError, InputError
from rashomon.publish.borders import read_outline

DEFAULT_PORT = 8400


def serve(
    base: Annotated[str, typer.Argument(help="Path of a base, or postgresql:// URL.")],
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEFAULT_PORT,
    accounts: Annotated[
        bool | None,
        typer.Option(help="People sign in. Always on where others can reach the address."),
    ] = None,
    admin: Annotated[str, typer.Option(help="Account to make where there is none yet.")] = "admin",
    admin_password_file: Annotated[
        Path | None,
        typer.Option(help="File with its password (or RASHOMON_ADMIN_PASSWORD)."),
    ] = None,
    https: Annotated[
        bool, typer.Option(help="It stands behind HTTPS: cookies travel over that only.")
    ] = False,
    outline: Annotated[Path | None, typer.Option(help="GeoJSON for the map.")] = None,
    notice: Annotated[str, typer.Option(help="A line on every page.")] = "",
    redact: Annotated[
        bool, typer.Option(help="Hide private persons' names from readers and coders.")
    ] = True,
    processes: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="How many; by itself one a processor for a team."),
    ] = None,
) -> None:
    """Serve the workbench: incidents, documents, review, network, API."""
    from rashomon.web import accounts as people  # noqa: PLC0415 - others need not wait for it
    from rashomon.web import serving  # noqa: PLC0415
    from rashomon.web.settings import Settings, needs_accounts  # noqa: PLC0415

    signing = needs_accounts(host) if accounts is None else accounts
    if needs_accounts(host) and not signing:
        problem = f"{host} can be reached by others, so people must sign in"
        raise FormError(problem, "Leave out --no-accounts, or listen at 127.0.0.1")
    count = serving.default_processes(many=signing) if processes is None else processes
    listening = serving.listen_at(host, port)
    settings = Settings(
        accounts=signing,
        person=os.environ.get("USER", "local"),
        secure_cookies=https,
        outline=_outline(outline),
        notice=notice or None,
        redact=redact,
    )
    with open_base(base, create=False) as opened:
        if signing and not opened.accounts():
            people.make_account(opened, admin, "admin", _password(admin_password_file))
            typer.echo(f"Account {admin} was made.", err=True)
    typer.echo(f"The workbench: http://{host}:{port}/  (stop it with Ctrl+C)", err=True)
    serving.serve(base, settings, listening, count)  # Ctrl+C ends it with status 130


def _password(file: Path | None) -> str:
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except OSError as error:
            problem = f"can't be read ({error.strerror})"
            raise InputError(str(file), problem, "Check the path") from error
    given = os.environ.get("RASHOMON_ADMIN_PASSWORD", "")
    if not given:
        problem = "there is no account yet, and no password for the first one"
        raise FormError(problem, "Set RASHOMON_ADMIN_PASSWORD or --admin-password-file")
    return given


def _outline(path: Path | None) -> str | None:
    if path is None:
        return None
    read_outline(path)
    return path.read_text(encoding="utf-8")
