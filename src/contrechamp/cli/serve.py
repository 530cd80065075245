"""`contrechamp serve`: the dossiers in a browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from contrechamp.cli.files import say

EXTRA = "pip install 'contrechamp[serve]'"


def serve(  # noqa: PLR0913, PLR0917 - each is an option of the command
    store: Annotated[
        str | None,
        typer.Argument(metavar="[DOSSIER.db|URL]", help="The database; without it, one in your data folder."),
    ] = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; another than this machine needs --auth.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8765,
    auth: Annotated[bool, typer.Option("--auth", help="People sign in, each with a role.")] = False,
    public_url: Annotated[str | None, typer.Option(help="The address that people type, behind a proxy.")] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    language: Annotated[
        str | None, typer.Option("--lang", "-l", help="Of the pages: fr or en; else the browser's.")
    ] = None,
    add_person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Add a person (password asked), and leave.")
    ] = None,
    role: Annotated[str, typer.Option(help="Of that person: reader, reviewer, editor or admin.")] = "reader",
) -> None:
    """Read and correct dossiers in a browser.

    \b
    contrechamp serve
    contrechamp serve fire.db --lang en
    contrechamp serve team.db --add-person Ana --role admin
    contrechamp serve team.db --auth --host 0.0.0.0 --public-url https://dossiers.example.org
    """
    _ask_for_extra()
    from contrechamp.serve.settings import Settings, base_url

    settings = Settings(store or default_store(), host, port, auth, language, public_url)
    link = base_url(settings) + ("/" if auth else f"/?token={settings.token}")
    run(settings, link, open_)


def run(settings: object, link: str, open_: bool) -> None:
    """Serve until the user stops it."""
    import uvicorn

    from contrechamp.serve.app import create_app

    app = create_app(settings)  # type: ignore[arg-type]
    say(link)
    uvicorn.run(
        app, host=settings.host, port=settings.port, log_level="warning", server_header=False, proxy_headers=False
    )  # type: ignore[attr-defined]


def default_store() -> str:
    """The database in the user's data folder (`XDG_DATA_HOME`, `LOCALAPPDATA`, else `~/.local/share`)."""
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".local" / "share"
    folder = Path(base) / "contrechamp"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return str(folder / "dossiers.db")


def _ask_for_extra() -> None:
    from importlib.util import find_spec

    from contrechamp.errors import UsageError, said

    missing = [
        name for name in ("fastapi", "uvicorn", "multipart", "argon2", "babel", "sqlalchemy") if find_spec(name) is None
    ]
    if missing:
        raise UsageError(
            said(f"serve needs {', '.join(missing)}", f"serve a besoin de {', '.join(missing)}"),
            remedy=said(EXTRA, EXTRA),
        )
