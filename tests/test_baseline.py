"""A baseline shows what was gained and lost."""

from __future__ import annotations

import json
from inspect import signature
from pathlib import Path

import pytest

from contrechamp.cli.evaluate import evaluate, expressions
from contrechamp.errors import DataMissing, FileUnreadable
from contrechamp.evaluate.baseline import Change, changed, examples_of, named, pin
from contrechamp.evaluate.events import EventScores, _scores
from contrechamp.evaluate.expressions import ExpressionScores, Miss, SuiteScore


def test_gained_lost_and_new(tmp_path: Path) -> None:
    pinned = tmp_path / "kind.json"
    pin({"a": True, "b": False, "c": True}, pinned)
    assert changed({"a": True, "b": False, "c": True}, pinned) == Change((), (), 0)
    assert changed({"a": False, "b": True, "c": True, "d": True}, pinned) == Change(("b",), ("a",), 1)


def test_no_baseline_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="--pin"):
        changed({}, tmp_path / "none.json")


def test_examples_of_one_name_are_numbered() -> None:
    assert named([("a  b", True), ("a\nb", False), ("c", True)]) == {"a b": True, "a b (2)": False, "c": True}


def test_scores_tell_their_examples_by_a_field_or_a_method() -> None:
    events = EventScores(2, 2, 1, 0.5, 1.0, 0.6, examples={"x": True})
    assert examples_of(events) == {"x": True}
    suite = SuiteScore("f.json", 2, 1, (Miss("Deux chats.", (), ()),), ("Deux chats.", "Trois chiens."))
    assert examples_of(ExpressionScores((suite,))) == {"f.json: Deux chats.": False, "f.json: Trois chiens.": True}
    assert examples_of(object()) == {}


def test_events_are_right_when_whole_and_pure() -> None:
    scores = _scores(["fire", "fire", "vote", "storm"], [[0, 1], [2, 3]])
    assert scores.examples == {"fire": True, "storm": False, "vote": False}


def test_what_is_no_baseline_is_one_line(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    for text in ("[]", '{"a": 1}', "\x00", ""):
        bad.write_text(text, encoding="utf-8")
        with pytest.raises(DataMissing, match="not a baseline"):
            changed({}, bad)


def test_an_unwritable_baseline_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileUnreadable):
        pin({}, tmp_path / "file" / "below.json")


COMMANDS = (
    "syntax", "dossier", "expressions", "attribution", "relations", "copies", "revisions", "events", "sides",
)  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_every_evaluation_can_be_pinned_and_compared(name: str) -> None:
    command = next(c for c in evaluate.registered_commands if c.callback and c.callback.__name__ == name)
    assert command.callback
    assert {"baseline", "pin"} <= signature(command.callback).parameters.keys()


def test_no_evaluation_is_forgotten() -> None:
    assert {c.callback.__name__ for c in evaluate.registered_commands if c.callback} == set(COMMANDS)


def test_pinned_then_compared_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [
        {"Input": "Elle a vu 12 chats.", "Results": [{"Text": "12", "Resolution": {"value": "12"}}]},
        {"Input": "Elle a vu des chats.", "Results": [{"Text": "des", "Resolution": {"value": "3"}}]},
    ]
    file, pinned = tmp_path / "Number_NumberModel.json", tmp_path / "deep" / "pinned.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    expressions([file], pin=pinned)
    assert sorted(json.loads(pinned.read_text(encoding="utf-8")).values()) == [False, True]
    pin({f"{file.name}: {case['Input']}": at == 1 for at, case in enumerate(cases)}, pinned)
    capsys.readouterr()
    expressions([file], form="json", baseline=pinned)
    told = json.loads(capsys.readouterr().out)["change"]
    assert told == {
        "gained": [f"{file.name}: Elle a vu 12 chats."],
        "lost": [f"{file.name}: Elle a vu des chats."],
        "new": 0,
    }
