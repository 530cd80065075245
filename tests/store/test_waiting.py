"""What waits to be read is there until it is read, by one room; and no byte of it stays where it was let go."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text, update
from tests.store.made import THREE
from tests.store.test_removing import TRACES, all_bytes

from contrechamp.errors import FileMissing, InternalError, NotInDossier, said
from contrechamp.store import Already, Store, accounts, drop_dossier, keep, new_dossier, open_store, remove, turns
from contrechamp.store.outcomes import Outcome, error, failure
from contrechamp.store.tables import readings
from contrechamp.store.turns import begin, compare, end, finish, give_back, hold, take
from contrechamp.store.waiting import REMEMBERED, End, Reading, cancel, reading, receive, under_way

TWO = [("a.txt", b"Le feu a pris."), ("b.txt", b"\x00\xff")]
SECRET = ("secret.txt", b"Zorglub et Zorbec, zorglub et zorbec.")


@pytest.fixture
def fire(store: Store) -> str:
    return new_dossier(store, "fire").id


def dies(store: Store, reading: Reading) -> None:
    """What the room held it with is as old as if it had not been heard of for long."""
    with store.writing() as connection:
        held = update(readings).where(readings.c.id == reading.id)
        connection.execute(held.values(until="2020-01-01T00:00:00.000000+00:00"))


def test_a_reading_from_its_files_to_its_end(store: Store, fire: str) -> None:
    made = receive(store, "fire", TWO, who="Ana", nameless=True)
    assert under_way(store) == under_way(store, fire) == (made,) and under_way(store, "other") == ()
    assert (made.dossier, made.who, made.nameless, made.held, made.end) == (fire, "Ana", True, False, None)
    taken = take(store, "one")
    assert taken and taken.id == made.id and taken.held
    for name, data in TWO:
        file = begin(store, made.id, "one")
        assert file and (file.name, file.data) == (name, data)
        now = reading(store, fire, made.id)
        assert now and [each.tries for each in now.files if each.name == name] == [1]
        finish(store, file.pk, Outcome((name,), (Already("x", "y"),), (failure(FileMissing("gone")),), 1))
    assert begin(store, made.id, "one") is None and compare(store, made.id, "one")
    end(store, made.id, "one", End.DONE)
    over = reading(store, fire, made.id)
    assert over and over.end is End.DONE and not over.held and under_way(store) == ()
    assert [file.outcome.accounts for file in over.files if file.outcome] == [("a.txt",), ("b.txt",)]
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(data) FROM waiting")).scalar() == 0


def test_a_reading_is_taken_by_one_room(store: Store, fire: str, where: str) -> None:
    made = [receive(store, fire, TWO) for _ in range(2)]
    with open_store(where) as other:
        assert [found and found.id for found in (take(store, "one"), take(other, "two"), take(other, "three"))] == [
            made[0].id, made[1].id, None,
        ]  # fmt: skip
        assert begin(other, made[0].id, "two") is None and not hold(other, made[0].id, "two")
        assert hold(store, made[0].id, "one")
        assert take(other, "two", but=[made[0].id], gone=lambda name: True) is not None, "its own, as a dead one's"


def test_what_a_dead_room_held_goes_on_in_the_next(store: Store, fire: str) -> None:
    made = receive(store, fire, TWO)
    take(store, "one")
    first = begin(store, made.id, "one")
    assert first and take(store, "two") is None
    dies(store, made)
    assert take(store, "two")
    again = begin(store, made.id, "two")
    assert again and (again.pk, again.data) == (first.pk, first.data)
    assert begin(store, made.id, "one") is None and not compare(store, made.id, "one")
    end(store, made.id, "one", End.FAILED)
    give_back(store, made.id, "one", first.pk)
    still = reading(store, fire, made.id)
    assert still and still.held and still.end is None, "who lost it says nothing more about it"


def test_a_file_that_ends_the_room_twice_is_told_and_the_others_go_on(store: Store, fire: str) -> None:
    made = receive(store, fire, TWO)
    for name in ("one", "two"):
        assert take(store, name, gone=lambda name: True)
        file = begin(store, made.id, name)
        assert file and file.name == "a.txt"
    assert take(store, "three", gone=lambda name: True)
    third = begin(store, made.id, "three")
    assert third and third.name == "b.txt"
    now = reading(store, fire, made.id)
    assert now and now.files[0].outcome
    told = error(now.files[0].outcome.errors[0])
    assert told.line("fr").startswith("E313 a.txt · la salle s’est arrêtée deux fois") and "\n" not in told.line()


def test_a_comparison_that_ends_the_room_twice_is_told(store: Store, fire: str) -> None:
    made = receive(store, fire, [])
    for name in ("one", "two", "three"):
        assert take(store, name, gone=lambda name: True)
        assert begin(store, made.id, name) is None
        assert compare(store, made.id, name) == (name != "three")
    over = reading(store, fire, made.id)
    assert over and over.end is End.FAILED and isinstance(over.error, InternalError) and take(store, "four") is None


def test_what_is_given_back_was_not_tried(store: Store, fire: str) -> None:
    made = receive(store, fire, TWO)
    for name in ("one", "two", "three"):
        assert take(store, name)
        file = begin(store, made.id, name)
        assert file and file.name == "a.txt"
        give_back(store, made.id, name, file.pk)


def test_cancelling_lets_go_of_what_is_not_begun(store: Store, fire: str) -> None:
    made = receive(store, fire, [*TWO, SECRET])
    take(store, "one")
    file = begin(store, made.id, "one")
    assert file
    cancel(store, "other", made.id)
    assert under_way(store)
    cancel(store, fire, made.id)
    now = reading(store, fire, made.id)
    assert now and now.end is End.CANCELLED and now.held and [each.name for each in now.files] == ["a.txt"]
    finish(store, file.pk, Outcome(("a",)))
    assert begin(store, made.id, "one") is None and compare(store, made.id, "one")
    end(store, made.id, "one", End.DONE)
    over = reading(store, fire, made.id)
    assert over and over.end is End.CANCELLED and not over.held and over.files[0].outcome == Outcome(("a",))


def test_nothing_is_kept_for_a_dossier_that_is_not_there(store: Store, fire: str) -> None:
    with pytest.raises(NotInDossier):
        receive(store, "water", TWO)
    assert under_way(store) == ()


def test_readings_that_are_over_are_forgotten_in_the_end(store: Store, fire: str) -> None:
    first = receive(store, fire, [("a.txt", b"a")])
    kept = receive(store, fire, TWO)
    cancel(store, fire, first.id)
    for _ in range(REMEMBERED + 1):
        cancel(store, fire, receive(store, fire, [("x.txt", b"x")]).id)
    assert reading(store, fire, first.id) is None and [each.id for each in under_way(store)] == [kept.id]


def test_an_error_comes_back_as_it_was() -> None:
    told = FileMissing(said("gone", "parti"), where="a\ud800.txt", remedy="look")
    back = error(failure(told))
    assert isinstance(back, FileMissing) and back.line("fr") == told.line("fr") and back.line() == told.line()


@pytest.mark.parametrize("how", ["cancel", "account", "dossier"])
def test_no_byte_of_what_waited_stays(how: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "fire.db") as store:
        fire, other = new_dossier(store, "fire").id, new_dossier(store, "other").id
        keep(store, [THREE[1]], dossier=fire)
        file = BytesIO(SECRET[1])
        file.name = SECRET[0]
        [account] = keep(store, [file], dossier=fire).accounts
        made = receive(store, fire, [SECRET, TWO[0]])
        over = receive(store, fire, [SECRET])
        assert take(store, "one", but=[made.id])
        read = begin(store, over.id, "one")
        assert read
        finish(store, read.pk, Outcome(already=(Already("secret.txt", account.id),)))
        end(store, over.id, "one", End.DONE)
        before = all_bytes(tmp_path)
        assert all(trace.encode() in before for trace in TRACES)
        if how == "cancel":
            cancel(store, fire, made.id)
        if how == "dossier":
            drop_dossier(store, fire)
        else:
            remove(store, fire, account.id)
        assert [trace for trace in TRACES if trace.encode() in all_bytes(tmp_path)] == []
        assert [each.id for each in under_way(store)] == ([made.id] if how == "account" else [])
        if how != "dossier":
            assert [each.name for each in accounts(store, fire)] == ["paper.txt"]
        assert accounts(store, other) == ()


def test_no_byte_of_what_was_cancelled_stays(tmp_path: Path) -> None:
    with open_store(tmp_path / "fire.db") as store:
        fire = new_dossier(store, "fire").id
        made = receive(store, fire, [SECRET, ("long.txt", SECRET[1] * 5000)])
        assert b"Zorglub" in all_bytes(tmp_path)
        cancel(store, fire, made.id)
        assert [trace for trace in TRACES if trace.encode() in all_bytes(tmp_path)] == []


def test_the_lease_is_longer_than_a_writer_waits() -> None:
    pytest.importorskip("fastapi")
    from contrechamp.serve.jobs import BEAT_S
    from contrechamp.store.database import PATIENCE_S

    assert turns.LEASE_S > PATIENCE_S + BEAT_S


def test_what_an_old_file_waited_for_is_still_to_be_read(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "old.db") as raw:
        raw.executescript((Path(__file__).parent / "old" / "0003.sql").read_text(encoding="utf-8"))
    raw.close()
    with open_store(tmp_path / "old.db") as store:
        [made] = under_way(store)
        assert [file.name for file in made.files] == ["blog.txt", "late.txt"] and take(store, "one")
        file = begin(store, made.id, "one")
        assert file and file.data.decode().startswith("Personne ne croit")
