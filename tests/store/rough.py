"""Rough treatment of a database, in processes of its own: killed while it writes, written by a crowd, out of room.

    python -m tests.store.rough kill fire.db --times 300
    python -m tests.store.rough crowd fire.db
    python -m tests.store.rough full fire.db

Workers are forked from a process that has loaded everything, so that a kill strikes in the middle of writing and not of
importing. What a worker acknowledges goes down a pipe when the call has come back.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from tests.store.made import BLOG, PAPER, WIRE, made

from contrechamp.errors import StoreError
from contrechamp.model import Extraction
from contrechamp.store import (
    Did,
    FixFigure,
    JudgePoint,
    Note,
    Store,
    Verdict,
    accounts,
    correct,
    dossiers,
    history,
    keep,
    new_dossier,
    open_store,
    original,
    remove,
    reviewed,
    search,
    undo,
)
from contrechamp.store.plain import decode
from contrechamp.store.tables import accounts as account_table
from contrechamp.store.tables import extractions as extraction_table

FULL = 6
"""The exit code of every error of the store."""


def story(number: int) -> Extraction:
    """The `number`th invented account: no two are the same."""
    base = (WIRE, PAPER, BLOG)[number % 3]
    return made(f"Dépêche numéro {number}. " + base.replace("douze", str(number + 12)), f"story-{number}.txt")


def forked(work: Callable[[], None]) -> int:
    """The process id of a child that does the work and leaves."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except StoreError as error:
        print(error.line(), file=sys.stderr)
        code = error.exit_code
    finally:
        os._exit(code)


def load_everything() -> None:
    """Compare once, so that children begin with all modules and matrices in memory."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "x.db") as store:
        keep(store, [story(0), story(1), story(2)])
        search(store, "feu")
        review = reviewed(store, None)
        correct(store, None, JudgePoint(review.comparison.points[0].id, Verdict.REJECT), who="Ana")
        reviewed(store, None)


# Killed


def work_until_killed(where: str, seed: int, pipe: int) -> None:
    """Keep, correct, undo and remove without end; one line down the pipe for what has come back."""

    def tell(*words: object) -> None:
        os.write(pipe, (" ".join(map(str, words)) + "\n").encode())

    chance = random.Random(seed)
    with open_store(where) as store:
        for round_ in range(1_000):
            name = new_dossier(store, f"dossier {seed} {round_}").id
            tell("dossier", name)
            for step in range(5):
                extraction = story(seed * 100_000 + round_ * 10 + step)
                keep(store, [extraction], dossier=name, who="Ana")
                tell("kept", name, extraction.account.id)
                figure = extraction.quantities[-1].id
                entry = correct(store, name, FixFigure(figure, step, step), who="Ana", why="vu")
                tell("event", name, entry.number)
                if chance.random() < 0.3:
                    taken_back = undo(store, name, "Ana")
                    tell("event", name, taken_back.number if taken_back else 0)
            if chance.random() < 0.5:
                tell("removing", name, extraction.account.id)
                remove(store, name, extraction.account.id)
                tell("removed", name, extraction.account.id)


def kill(where: str, times: int, seed: int, longest_s: float = 0.4) -> None:
    """Kill a worker at random moments, and look at all that was acknowledged after each time."""
    chance = random.Random(seed)
    lines: list[list[str]] = []
    started = time.monotonic()
    open_store(where).close()
    for turn in range(times):
        reader, writer = os.pipe()
        child = forked(lambda turn=turn, writer=writer: work_until_killed(where, seed * 1_000 + turn, writer))
        os.close(writer)
        time.sleep(chance.random() * longest_s)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reader) as pipe:
            lines += [line.split() for line in pipe.read().splitlines()]
        with open_store(where) as store:
            check(store)
    with open_store(where) as store:
        check_acknowledged(store, lines)
    told = {kind: sum(line[0] == kind for line in lines) for kind in ("dossier", "kept", "event", "removed")}
    print(f"{times} kills in {time.monotonic() - started:.0f} s; acknowledged and there: {told}")


def check(store: Store) -> None:
    """The database is valid, and no account is there in part."""
    with store.reading() as connection:
        if store.is_sqlite:
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
            indexed = "SELECT count(*) FROM searched"
        else:
            indexed = "SELECT count(DISTINCT account) FROM searched"
        counts = [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() for table in ("accounts", "extractions")
        ]
        assert counts == [connection.execute(text(indexed)).scalar()] * 2, "an account is there in part"
        query = extraction_table.join(account_table, account_table.c.pk == extraction_table.c.account).select()
        for row in connection.execute(query.limit(5)).mappings():
            from contrechamp.model import Account

            assert decode(row[account_table.c.record], Account).text


def check_acknowledged(store: Store, lines: Sequence[Sequence[str]]) -> None:
    """All that was acknowledged is there, and each once."""
    there = {info.id for info in dossiers(store)}
    kept = {(line[1], line[2]) for line in lines if line[0] == "kept"}
    events = {(line[1], int(line[2])) for line in lines if line[0] == "event"}
    leaving = {(line[1], line[2]) for line in lines if line[0] == "removing"}
    gone = {(line[1], line[2]) for line in lines if line[0] == "removed"}
    assert {line[1] for line in lines if line[0] == "dossier"} <= there
    for name in there:
        found = [account.id for account in accounts(store, name)]
        assert len(found) == len(set(found))
        missing = {account for dossier, account in kept - leaving if dossier == name} - set(found)
        assert not missing, f"lost: {missing}"
        assert not {account for dossier, account in gone if dossier == name} & set(found), "removed, and there again"
        entries = history(store, name)
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        assert {number for dossier, number in events if dossier == name} <= {entry.number for entry in entries}
        for account in found[:1]:
            assert original(store, account, dossier=name).data


# A crowd


def work_in_a_crowd(where: str, me: int, each: int) -> None:
    """Keep what the others keep too, and some of one's own; correct what the others correct too."""
    with open_store(where) as store:
        for number in range(each):
            keep(store, [story(number)], dossier="shared", who=f"writer {me}")
            keep(store, [story(1_000 * (me + 1) + number)], dossier="shared", who=f"writer {me}")
            review = reviewed(store, "fire")
            point = review.comparison.points[number % len(review.comparison.points)]
            correct(store, "fire", JudgePoint(point.id, Verdict.UNSURE), who=f"writer {me}", why=str(number))
            correct(store, "fire", Note(f"{me} {number}"), who=f"writer {me}")
            undo(store, "fire", f"writer {me}")


def crowd(where: str, writers: int = 8, each: int = 5) -> None:
    """Many writers at once: nothing lost, nothing doubled."""
    started = time.monotonic()
    with open_store(where) as store:
        new_dossier(store, "fire")
        new_dossier(store, "shared")
        keep(store, [story(0), story(1), story(2)], dossier="fire")
    children = [forked(lambda me=me: work_in_a_crowd(where, me, each)) for me in range(writers)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * writers, codes
    with open_store(where) as store:
        check(store)
        found = [account.id for account in accounts(store, "shared")]
        assert len(found) == len(set(found)) == each + writers * each, len(found)
        entries = history(store, "fire")
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        for me in range(writers):
            own = [entry for entry in entries if entry.who == f"writer {me}"]
            assert [entry.did for entry in own] == [Did.CORRECT, Did.CORRECT, Did.UNDO] * each
            assert [entry.why for entry in own[::3]] == [str(number) for number in range(each)]
            assert all(own[at + 2].of == own[at + 1].number for at in range(0, len(own), 3))
        assert search(store, "numero 1000", dossier="shared").total == 1
    print(
        f"{writers} writers, {each} rounds each, in {time.monotonic() - started:.0f} s: nothing lost, nothing doubled"
    )


# Out of room


def fill(where: str) -> None:
    """Keep accounts until there is no room."""
    with open_store(where) as store:
        for number in range(10_000):
            keep(store, [story(number)])


def full(where: str, room: int = 1_000_000) -> None:
    """A disk that fills up, as a limit on the size of files: exit code 6, and what was kept is there."""
    with open_store(where) as store:
        keep(store, [story(99_999)])
    own = sum(path.stat().st_size for path in Path(where).parent.glob(Path(where).name + "*"))

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (own + room, resource.RLIM_INFINITY))
        fill(where)

    code = os.waitstatus_to_exitcode(os.waitpid(forked(limited), 0)[1])
    assert code == FULL, code
    with open_store(where) as store:
        check(store)
        there = len(accounts(store, None))
        assert there > 1
        keep(store, [story(88_888)])
        assert len(accounts(store, None)) == there + 1
    print(f"full after {there} accounts: exit code {code}, all of them there, and room is used again")


def main() -> None:
    """The command line of the rough treatments."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=("kill", "crowd", "full", "fill"))
    parser.add_argument("where")
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.4, help="seconds that a worker lives at most")
    given = parser.parse_args()
    load_everything()
    if given.what == "kill":
        kill(given.where, given.times, given.seed, given.longest)
    elif given.what == "fill":
        fill(given.where)
    else:
        {"crowd": crowd, "full": full}[given.what](given.where)


if __name__ == "__main__":
    try:
        main()
    except StoreError as error:
        print(error.line(), file=sys.stderr)
        sys.exit(error.exit_code)
