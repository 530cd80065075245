"""A room for the tests: a dossier of three short invented accounts, and a browser's way of asking."""

from __future__ import annotations

import atexit
import re
import shutil
import sqlite3
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import pytest

pytest.importorskip("fastapi", reason="pip install 'contrechamp[serve]'")

from fastapi import FastAPI
from starlette.testclient import TestClient

from contrechamp.serve import Limits, Settings
from contrechamp.serve.app import create_app

BASE = "http://127.0.0.1:8765"
TOKEN = "the-start-token-of-the-tests"
OWN = {"origin": BASE, "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}
"""The headers that a browser sends with a form of the room."""

ACCOUNTS = {
    "depeche.txt": "Le pont de Vaugris a été fermé lundi. Selon la préfecture, 12 personnes ont été blessées. "
    "Le maire a affirmé que la digue tenait.",
    "journal.txt": "Le pont de Vaugris a été fermé mardi. D’après les pompiers, au moins 20 personnes ont été "
    "blessées. La digue n’a pas tenu, selon une habitante.",
    "blog.txt": "Personne ne sait combien de personnes ont été blessées à Vaugris. Le pont n’a pas été fermé, "
    "assure un élu.",
}


def named(text: str | bytes, name: str) -> BytesIO:
    """A file in memory with a name."""
    file = BytesIO(text.encode() if isinstance(text, str) else text)
    file.name = name
    return file


@cache
def _template() -> Path:
    """A database with one dossier, made once a run."""
    from contrechamp.store import keep, new_dossier, open_store, reviewed

    path = Path(mkdtemp(prefix="contrechamp-")) / "made.db"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    with open_store(path) as store:
        made = new_dossier(store, "Le pont de Vaugris")
        keep(store, [named(text, name) for name, text in ACCOUNTS.items()], dossier=made.id)
        reviewed(store, made.id)
    return path


def database(folder: Path) -> Path:
    """A copy of that database, to do with as one likes."""
    return Path(shutil.copy(_template(), folder / "room.db"))


def room(folder: Path, *, empty: bool = False, auth: bool = False, limits: Limits | None = None) -> FastAPI:
    """A room over a copy of the database, or over an empty one."""
    path = folder / "empty.db" if empty else database(folder)
    return create_app(Settings(str(path), auth=auth, token=TOKEN, limits=limits or Limits()))


def visitor(app: FastAPI, *, language: str = "fr") -> TestClient:
    """A browser that has opened the link of the room. Redirects are followed as a browser does."""
    client = TestClient(app, base_url=BASE, headers=OWN | {"accept-language": language, "accept": "text/html"})
    assert client.get(f"/?token={TOKEN}").status_code == 200
    return client


def state(path: Path) -> str:
    """A digest of all that is in a database: every row of every table."""
    with sqlite3.connect(path) as connection:
        return sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def store_path(app: FastAPI) -> Path:
    """Where the database of a room is."""
    return Path(app.state.room.settings.store)


def readable(client: TestClient, dossier: str) -> list[str]:
    """Every address of the room that can be read, with ids that are there."""
    account = client.get(f"/d/{dossier}/accounts.json").json()[0]["account"]
    rows = client.get(f"/d/{dossier}/grid.json").json()
    known = {"dossier": dossier, "account": account, "form": "json", "view": "grid", "table": "points", "job": "0"}
    known |= {
        "point": rows[0]["point"],
        "mark": next(row["claim"] for row in rows if "claim" in row),
        "id": rows[0]["point"],
    }
    paths = []
    for path, methods in client.app.openapi()["paths"].items():  # type: ignore[attr-defined]
        if "get" in methods:
            paths.append(re.sub(r"\{(\w+)(:path)?\}", lambda found: known.get(found[1], "x"), path))
    return paths
