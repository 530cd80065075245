"""Killed while writing, written by eight at once, out of room; `rough.py` does it in processes of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.store.rough import story

from contrechamp.errors import StoreFull
from contrechamp.store import accounts, keep, open_store

ROOT = Path(__file__).parents[2]


def treat(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.rough", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_killed_while_writing_nothing_acknowledged_is_lost(where: str) -> None:
    treat("kill", where, "--times", "20" if "://" not in where else "5")


def test_eight_writers_lose_and_double_nothing(where: str) -> None:
    treat("crowd", where)


def test_a_full_disk_is_exit_6_and_loses_nothing(tmp_path: Path) -> None:
    treat("full", str(tmp_path / "fire.db"))


def test_a_full_database_is_told_in_one_line(tmp_path: Path) -> None:
    with open_store(tmp_path / "fire.db") as store:
        keep(store, [story(1)])
        event.listen(store.engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 60"))
        with pytest.raises(StoreFull) as full:
            for number in range(2, 200):
                keep(store, [story(number)])
        assert full.value.exit_code == 6
        assert "\n" not in full.value.line("fr")
    with open_store(tmp_path / "fire.db") as store:
        assert len(accounts(store, None)) == number - 1


def test_rooms_killed_or_two_at_work_lose_and_double_nothing(where: str) -> None:
    pytest.importorskip("fastapi")
    rough = [sys.executable, "-m", "tests.rough_room"]
    how = ["two", where] if "://" in where else ["kill", where, "--times", "1"]
    done = subprocess.run([*rough, *how], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
