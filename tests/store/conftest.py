"""Every test of the store runs on SQLite and on a real PostgreSQL server, where one is to be had.

The server is the one that CONTRECHAMP_TEST_POSTGRESQL names (a URL whose user may create databases), else one that is
started here in a temporary folder; PostgreSQL does not run as root, so that root becomes `postgres` for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.store.made import THREE

from contrechamp.store import Store, keep, open_store

_NUMBERS = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server, without a database at its end. Skips with a message where there is none."""
    named = os.environ.get("CONTRECHAMP_TEST_POSTGRESQL")
    if named:
        yield named
        return
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL: install its server, or name one in CONTRECHAMP_TEST_POSTGRESQL")
    folder = Path(tempfile.mkdtemp(prefix="cchamp-pg-", dir="/tmp"))
    try:
        yield from _started(programs, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").is_file()), None)


def _started(programs: Path, folder: Path) -> Iterator[str]:
    as_user: list[str] = []
    if os.geteuid() == 0:
        if (
            not shutil.which("runuser")
            or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode
        ):
            pytest.skip("no PostgreSQL: there is no user postgres to run it as")
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            [*as_user, *map(str, command)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            cwd="/tmp", check=False,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"no PostgreSQL: {done.stderr.decode(errors='replace')[-200:]}")

    run(programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    run(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new database goes: a file, or the URL of an empty one on the server."""
    if request.param == "sqlite":
        yield str(tmp_path / "fire.db")
        return
    psycopg = pytest.importorskip("psycopg")
    server = request.getfixturevalue("server")
    name = f"contrechamp_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    from sqlalchemy.engine import make_url

    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An open, empty database."""
    with open_store(where) as opened:
        yield opened


@pytest.fixture
def fire(store: Store) -> Store:
    """A database with one dossier of three accounts."""
    from contrechamp.store import new_dossier

    new_dossier(store, "fire")
    keep(store, THREE)
    return store
