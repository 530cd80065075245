"""A room that runs: the checks before it starts, its socket, its server."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from contrechamp.errors import UsageError, said
from contrechamp.serve.catalogue import LANGUAGES
from contrechamp.serve.settings import EVERYWHERE, Settings, base_url, is_loopback

if TYPE_CHECKING:
    from uvicorn import Server

    from contrechamp.serve.doors import OneDoor


def check(host: str, auth: bool, public_url: str | None, language: str | None) -> None:
    """Raises UsageError for what a room may not be started with."""
    if language not in (None, *LANGUAGES):
        raise UsageError(
            said(f"the pages do not speak {language!r}", f"les pages ne parlent pas {language!r}"),
            remedy=said(f"choose one of: {', '.join(LANGUAGES)}", f"choisir parmi : {', '.join(LANGUAGES)}"),
        )
    parts = urlsplit(public_url or "http://localhost")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise UsageError(
            said("a public address has a scheme and a host only", "une adresse publique n’a qu’un schéma et un hôte"),
            where=public_url,
            remedy=said("write it as https://dossiers.example.org", "l’écrire comme https://dossiers.example.org"),
        )
    if not auth and not (is_loopback(host) and is_loopback(parts.hostname)):
        raise UsageError(
            said("others could reach it, and nobody would sign in", "d’autres y auraient accès, sans se nommer"),
            where=public_url or host,
            kept=said("nothing was started", "rien n’a été démarré"),
            remedy=said("add --auth", "ajouter --auth"),
        )
    if host in EVERYWHERE and public_url is None:
        asked = "--public-url http://NAME:PORT"
        raise UsageError(
            said("under which address will people reach it?", "à quelle adresse les gens l’atteindront-ils ?"),
            where=host,
            remedy=said(f"add {asked}", f"ajouter {asked.replace('NAME', 'NOM')}"),
        )


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises UsageError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
    except OSError as error:
        listening.close()
        reason = error.strerror or str(error)
        raise UsageError(
            said(f"cannot listen there: {reason}", f"on ne peut pas y écouter : {reason}"),
            where=f"{host}:{port}",
            remedy=said(
                "choose another --port, or 0 for a free one", "choisir un autre --port, ou 0 pour un port libre"
            ),
        ) from None
    return listening


def run(
    settings: Settings, listening: socket.socket, announce: Callable[[str, Settings], None], *, open_: bool
) -> None:
    """Serve until the user stops it. `announce` is told the link once the room answers.

    Raises UsageError for a room with people in which no admin could sign in, StoreError for a database.
    """
    import uvicorn

    from contrechamp.serve.app import create_app

    app = create_app(settings)
    room = app.state.room
    if settings.auth:
        _somebody(room.store, settings.store)
    for name in ("uvicorn.error", "contrechamp.serve"):
        logging.getLogger(name).addFilter(harmless)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # the start token stands in an address
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    link = base_url(settings) + ("/" if settings.auth else f"/?token={settings.token}")
    Thread(target=_tell, args=(server, announce, link, settings, room.doors, open_), daemon=True).start()
    server.run(sockets=[listening])


def _tell(
    server: Server,
    announce: Callable[[str, Settings], None],
    link: str,
    settings: Settings,
    doors: OneDoor,
    open_: bool,
) -> None:
    begun = monotonic()
    while not server.started:
        if server.should_exit or monotonic() - begun > 60:
            return
        sleep(0.05)
    announce(link, settings)
    if open_:
        import webbrowser

        # the address is seen in the machine's list of processes: what stands in it works once, for a minute
        webbrowser.open(link if settings.auth else f"{base_url(settings)}/?token={doors.once()}")


def _somebody(store: Any, where: str) -> None:
    from contrechamp.store import people

    if not any(person.role.value == "admin" for person in people(store)):
        command = f"contrechamp serve {where} --add-person NAME --role admin"
        raise UsageError(
            said("no admin could sign in yet", "aucun administrateur ne pourrait encore s’identifier"),
            where=where,
            remedy=said(command, command.replace("NAME", "NOM")),
        )


def harmless(record: logging.LogRecord) -> bool:
    """Takes out what would steer a terminal: a traceback may carry words of an account."""
    if record.exc_info:
        record.exc_text = logging.Formatter().formatException(record.exc_info)
    for name in ("exc_text", "msg"):
        held = getattr(record, name)
        if isinstance(held, str):
            setattr(record, name, "".join(c if c.isprintable() or c in "\n\t" else "�" for c in held))
    return True
