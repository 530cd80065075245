"""`contrechamp serve`: the dossiers in a browser."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contrechamp.cli.files import say, user_language
from contrechamp.errors import StoreError, UsageError, said

if TYPE_CHECKING:
    from contrechamp.serve import Settings

PARTS = ("fastapi", "uvicorn", "multipart", "argon2", "babel", "sqlalchemy")


def serve(  # noqa: PLR0913, PLR0917 - each is an option of the command
    store: Annotated[
        str | None,
        typer.Argument(metavar="[DOSSIER.db|URL]", help="The database; without it, one in your data folder."),
    ] = None,
    host: Annotated[
        str, typer.Option(help="The address to listen on; another than this machine's own needs --auth.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 8765,
    auth: Annotated[bool, typer.Option("--auth", help="People sign in, each with a role.")] = False,
    public_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The address that people type, where a proxy stands before.")
    ] = None,
    open_: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open the page in the browser.", show_default="on a terminal"),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--lang", "-l", help="Of the pages, fr or en, until a visitor chooses.")
    ] = None,
    add_person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Add a person (the password is asked for), and leave.")
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
    _ask_for_parts()
    database = store or default_store()
    if add_person is not None:
        _add(database, add_person, role)
        return
    from contrechamp.serve.running import bound, check, run

    check(host, auth, public_url, language)
    with bound(host, port) as listening:
        from contrechamp.serve import Settings

        settings = Settings(database, host, listening.getsockname()[1], auth, language, public_url)
        try:
            run(settings, listening, _announce, open_=sys.stderr.isatty() if open_ is None else open_)
        except KeyboardInterrupt:
            french = user_language() == "fr"
            say(f"arrêté ; tout est gardé dans {database}" if french else f"stopped; all is kept in {database}")
            raise typer.Exit(130) from None


def _announce(link: str, settings: Settings) -> None:
    """The link on stdout, where a program can read it; what it is on stderr."""
    print(link, flush=True)
    if user_language() == "fr":
        say(f"contrechamp sert {settings.store} ; ouvrir le lien ci-dessus, Ctrl+C pour arrêter")
    else:
        say(f"contrechamp serves {settings.store}; open the link above, Ctrl+C stops")


def default_store() -> str:
    """The database in the user's data folder (`XDG_DATA_HOME`, `LOCALAPPDATA`, else `~/.local/share`)."""
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".local" / "share"
    folder = Path(base) / "contrechamp"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            said(
                f"no folder can be made there: {error.strerror}", f"impossible d’y créer un dossier : {error.strerror}"
            ),
            where=str(folder),
            remedy=said("name a file: contrechamp serve FILE.db", "nommer un fichier : contrechamp serve FICHIER.db"),
        ) from None
    return str(folder / "dossiers.db")


def _add(database: str, name: str, role: str) -> None:
    from contrechamp.serve.people import checked_name, enrol, known_role
    from contrechamp.store import note_audit, open_store

    checked_name(name)
    known_role(role)
    with open_store(database) as store:
        made = enrol(store, name, role, _password(name))
        note_audit(store, "", "added a person", f"{made.name}: {made.role.value}")
    say(
        f"{made.name} : {made.role.value}, dans {database}"
        if user_language() == "fr"
        else f"{made.name}: {made.role.value}, in {database}"
    )


def _password(name: str) -> str:
    """Asked for twice on a terminal; else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    french = user_language() == "fr"
    first = getpass(f"Mot de passe de {name} : " if french else f"Password of {name}: ")
    if getpass("Encore une fois : " if french else "Once more: ") != first:
        raise UsageError(
            said("the two passwords differ", "les deux mots de passe diffèrent"),
            kept=said("nothing was added", "rien n’a été ajouté"),
        )
    return first


def _ask_for_parts() -> None:
    from importlib.util import find_spec

    missing = ", ".join(name for name in PARTS if find_spec(name) is None)
    if missing:
        command = "pip install 'contrechamp[serve]'"
        raise UsageError(said(f"not installed: {missing}", f"pas installé : {missing}"), remedy=said(command, command))
