"""Rooms treated roughly: killed while they read, started again; two at work on one database.

    python -m tests.rough_room kill fire.db --times 5
    python -m tests.rough_room two fire.db

Rooms are processes of the command itself, spoken to as a program does, by HTTP with the start token. Files are handed
in once; at the end each must be there once, and what is told of the reading must name each once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).parents[1]
FILES = 10
BOUNDARY = "between-two-files"


@dataclass(frozen=True)
class Running:
    """A room that runs, and how to speak to it."""

    process: subprocess.Popen[str]
    host: str
    token: str

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, str, bytes]:
        """Status, `location` and body of an answer."""
        headers = {"authorization": f"Bearer {self.token}"}
        if body:
            headers["content-type"] = f"multipart/form-data; boundary={BOUNDARY}"
        connection = HTTPConnection(self.host, timeout=60)
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("location", ""), answer.read()

    def json(self, path: str) -> dict[str, object]:
        """The object that an address gives."""
        return dict(json.loads(self.ask("GET", path)[2]))


@contextmanager
def serving(where: str) -> Iterator[Running]:
    """A room over a database, killed in the end as in life: without a word."""
    command = [sys.executable, "-m", "contrechamp", "serve", where, "--port", "0", "--no-open"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ
    )
    try:
        assert process.stdout
        link = urlsplit(process.stdout.readline().strip())
        yield Running(process, link.netloc, parse_qs(link.query)["token"][0])
    finally:
        process.kill()
        process.communicate()


def story(number: int) -> str:
    """An invented account, another one for each number."""
    return (
        f"Incendie à Lorne, dépêche {number}\n\nUn incendie a détruit la halle numéro {number} mardi 12 mars 2024. "
        f"Selon la préfecture, {number + 12} personnes ont été blessées. Le maire a demandé une enquête."
    )


def form(numbers: range) -> bytes:
    """A form with files."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="'
    parts = [f'{head}story-{number}.txt"\r\n\r\n{story(number)}\r\n' for number in numbers]
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


def made(room: Running) -> str:
    """The id of a new dossier, before anything is read into it."""
    from contrechamp.store import new_dossier, open_store

    with open_store(room.process.args[4]) as store:  # type: ignore[index]
        return new_dossier(store, "Lorne").id


def over(rooms: Running, job: str, patience_s: float = 300.0) -> dict[str, object]:
    """What is told of a reading when it is over."""
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        told = rooms.json(f"{job}.json")
        if told["over"]:
            return told
        time.sleep(0.1)
    raise AssertionError(f"the reading does not end: {told}")


def kill(where: str, times: int, seed: int) -> None:
    """Hand in ten files, kill the room as often at random moments of its reading, and let the last one end."""
    chance, begun, job = random.Random(seed), time.monotonic(), ""
    stopped: list[object] = []
    for turn in range(times + 1):
        with serving(where) as room:
            if not job:
                status, location, _ = room.ask("POST", f"/d/{made(room)}/accounts", form(range(FILES)))
                assert status == 303, status
                job = location  # acknowledged: from here on nothing may be lost
            if turn == times:
                told = over(room, job)
                break
            further = min(FILES - 1, int(str(room.json(f"{job}.json")["done"])) + chance.randint(1, 2))
            while int(str(room.json(f"{job}.json")["done"])) < further:
                time.sleep(0.02)
            time.sleep(chance.random() * 0.5)
        stopped.append(further)
    check(where, told)
    print(
        f"{times} kills after {stopped} files, {time.monotonic() - begun:.0f} s in all; {FILES} of {FILES} accounts "
        f"once, {len(told['already'])} of them kept when the room was killed"  # type: ignore[arg-type]
    )


def two(where: str) -> None:
    """Hand in ten forms of one file each, with two rooms at work; each file is begun once."""
    from sqlalchemy import text

    from contrechamp.store import open_store

    with serving(where) as one, serving(where) as other:
        dossier = made(one)
        jobs = [one.ask("POST", f"/d/{dossier}/accounts", form(range(n, n + 1)))[1] for n in range(FILES)]
        told = [over(other, job) for job in jobs]
        check(where, {"accounts": [each for one in told for each in one["accounts"]], "already": [], "errors": []})  # type: ignore[attr-defined]
    with open_store(where) as store, store.reading() as connection:
        assert set(connection.execute(text("SELECT tries FROM waiting")).scalars()) == {1}
    print(f"two rooms: {FILES} files read, each begun once")


def check(where: str, told: dict[str, object]) -> None:
    """Each account is there once, and told of once."""
    from contrechamp.store import accounts, open_store
    from contrechamp.store.waiting import under_way

    with open_store(where) as store:
        found = accounts(store, None)
        assert sorted(account.name for account in found) == sorted(f"story-{number}.txt" for number in range(FILES))
        assert under_way(store) == ()
    ids = [*told["accounts"], *told["already"]]  # type: ignore[misc]
    assert sorted(ids) == sorted(account.id for account in found) and told["errors"] == [], told


def main() -> None:
    """The command line of the rough treatments."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("kill", "two"))
    parser.add_argument("where")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.what == "kill":
        kill(given.where, given.times, given.seed)
    else:
        two(given.where)


if __name__ == "__main__":
    main()
