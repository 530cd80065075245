"""A baseline shows what was gained and lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from contrechamp.errors import DataMissing
from contrechamp.evaluate.baseline import Change, changed, pin


def test_gained_lost_and_new(tmp_path: Path) -> None:
    pinned = tmp_path / "kind.json"
    pin({"a": True, "b": False, "c": True}, pinned)
    assert changed({"a": True, "b": False, "c": True}, pinned) == Change((), (), 0)
    assert changed({"a": False, "b": True, "c": True, "d": True}, pinned) == Change(("b",), ("a",), 1)


def test_no_baseline_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="--pin"):
        changed({}, tmp_path / "none.json")
