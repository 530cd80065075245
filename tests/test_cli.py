"""The command line: forms, exit codes, one line an error, and nothing lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXE = [sys.executable, "-m", "contrechamp"]
WIRE = "Un incendie a détruit un entrepôt mardi à Lorne. Le feu a fait douze blessés, a annoncé la préfecture.\n"
PAPER = "L’incendie de l’entrepôt de Lorne a fait dix-sept blessés, selon l’hôpital. Le maire est en colère.\n"


def run(*arguments: str | Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*EXE, *map(str, arguments)], capture_output=True, input=stdin, timeout=120, check=False)


@pytest.fixture
def accounts(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "wire.txt", tmp_path / "paper.txt"]
    for path, text in zip(paths, (WIRE, PAPER), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_compare_writes_each_form(accounts: list[Path], tmp_path: Path) -> None:
    page, document = tmp_path / "page.html", tmp_path / "event.json"
    assert run("compare", *accounts, "-o", page).returncode == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("compare", *accounts, "-o", document).returncode == 0
    assert json.loads(document.read_text(encoding="utf-8"))["schema"] == 1
    shown = run("show", document)
    assert shown.returncode == 0
    assert shown.stdout == run("compare", *accounts).stdout


def test_standard_input_is_an_account(accounts: list[Path]) -> None:
    piped = run("compare", "-", accounts[1], "--format", "json", stdin=WIRE.encode())
    assert piped.returncode == 0
    assert json.loads(piped.stdout)["accounts"][0]["text"].startswith("Un incendie")


def test_a_folder_is_several_accounts(accounts: list[Path]) -> None:
    result = run("compare", accounts[0].parent, "--format", "json")
    assert len(json.loads(result.stdout)["accounts"]) == 2


def test_json_is_the_same_bytes_twice(accounts: list[Path]) -> None:
    first, second = (run("compare", *accounts, "--format", "json").stdout for _ in range(2))
    assert first == second


def test_missing_file_is_one_line_and_the_others_are_compared(accounts: list[Path]) -> None:
    result = run("compare", *accounts, accounts[0].with_name("nowhere.txt"), "--format", "json")
    assert result.returncode == 3
    assert len(json.loads(result.stdout)["accounts"]) == 2
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("E301 ")
    assert "nowhere.txt" in lines[0]


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "english.txt": b"The council voted on Tuesday to close the old bridge, and the mayor said that nobody was hurt. "
    * 5,
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_one_coded_line(name: str, accounts: list[Path], tmp_path: Path) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    result = run("compare", *accounts, bad, "--format", "json")
    assert result.returncode == 3
    assert len(json.loads(result.stdout)["accounts"]) == 2
    lines = result.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("E3")
    assert name in lines[0]


def test_one_account_is_not_a_comparison(accounts: list[Path]) -> None:
    result = run("compare", accounts[0])
    assert result.returncode == 4
    assert not result.stdout
    assert result.stderr.decode().startswith("E400 ")


def test_a_folder_without_accounts(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    result = run("compare", tmp_path / "void")
    assert result.returncode == 4
    assert not result.stdout


def test_invalid_bytes_are_counted_and_shown(accounts: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(WIRE.encode() + b"Il \xff\xfe pleut.\n")
    result = run("compare", broken, accounts[1], "--format", "json")
    assert result.returncode == 0
    document = json.loads(result.stdout)
    assert document["accounts"][0]["warnings"]
    assert "broken.txt" in result.stderr.decode()


def test_unknown_form_and_unknown_pipeline(accounts: list[Path]) -> None:
    wrong_form = run("compare", *accounts, "--format", "papyrus")
    assert wrong_form.returncode == 2
    assert wrong_form.stderr.decode().startswith("E202 ")
    wrong_pipeline = run("compare", *accounts, "--pipeline", "fr_not_installed")
    assert wrong_pipeline.returncode == 2
    assert wrong_pipeline.stderr.decode().startswith("E203 ")


def test_extract_read_doctor_explain(accounts: list[Path]) -> None:
    by_voice = run("extract", accounts[0], "--by", "voice")
    assert by_voice.returncode == 0
    assert "préfecture" in by_voice.stdout.decode()
    assert "Un incendie a détruit" in run("read", accounts[0]).stdout.decode()
    assert run("doctor").returncode == 0
    assert run("explain", "E301").returncode == 0


def test_terminal_output_has_no_control_characters(accounts: list[Path], tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text("\x1b]0;titre\x07\x1b[31mLe maire de Lorne ment.\x1b[0m " + WIRE, encoding="utf-8")
    result = run("compare", hostile, accounts[1])
    assert b"\x1b" not in result.stdout + result.stderr
    assert b"\x07" not in result.stdout + result.stderr
