"""The commands on dossiers: what they print, their exit codes, one line an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.made import PAPER, THREE, WIRE, made
from typer.testing import CliRunner, Result

from contrechamp.cli.app import app
from contrechamp.errors import ContrechampError
from contrechamp.model import Account
from contrechamp.store import keep, new_dossier, open_store, rename_account

EXE = [sys.executable, "-m", "contrechamp"]


@pytest.fixture
def fire(tmp_path: Path) -> str:
    with open_store(tmp_path / "fire.db") as store:
        keep(store, THREE)
    return str(tmp_path / "fire.db")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRECHAMP_LANGUAGE", "en")
    monkeypatch.setenv("CONTRECHAMP_WHO", "Ana")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def lines(*arguments: str) -> list[str]:
    result = run(*arguments)
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.stdout.splitlines()


def code(*arguments: str) -> tuple[str, int]:
    """The code and exit code of the error that a command ends in."""
    error = run(*arguments).exception
    assert isinstance(error, ContrechampError), error
    return error.code, error.exit_code


def test_from_files_to_a_corrected_page(tmp_path: Path) -> None:
    """The way that a new user goes, in processes of its own."""
    for name, text in (("wire.txt", WIRE), ("paper.txt", PAPER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = {**os.environ, "CONTRECHAMP_LANGUAGE": "fr", "CONTRECHAMP_WHO": "Ana"}

    def command(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*EXE, *arguments], cwd=tmp_path, env=environment, capture_output=True, check=False)

    kept = command("keep", "fire.db", "wire.txt", "paper.txt", "nowhere.txt")
    assert kept.returncode == 3, kept.stderr
    told = kept.stderr.decode()
    assert told.count("gardé : ") == 2
    assert "E301 nowhere.txt" in told
    assert "contrechamp show fire.db" in told
    page = command("show", "fire.db", "-o", "fire.html")
    assert page.returncode == 0, page.stderr
    assert "blessés" in (tmp_path / "fire.html").read_text(encoding="utf-8")
    none = command("list", "nowhere.db")
    assert none.returncode == 6
    assert none.stderr.decode().startswith("E601 nowhere.db · ce dossier n’existe pas")
    assert none.stdout == b""


def test_list(fire: str) -> None:
    found = lines("list", fire)
    assert found[0].startswith("fire (")
    assert "3 accounts, 0 corrections" in found[0]
    assert [line.split()[-1] for line in found[1:]] == ["wire.txt", "paper.txt", "blog.txt"]
    assert lines("list", fire, "--review")[0].split()[1] == "figures-differ"
    assert any("douze blessés" in line and " quantity " in line for line in lines("list", fire, "--marks"))
    assert all(len(line.split()) > 3 for line in lines("list", fire, "--points"))


def ids(fire: str, what: str, words: str, layer: str = "") -> str:
    return next(line.split()[0] for line in lines("list", fire, what) if words in line and layer in line)


def test_correct_undo_redo_and_history(fire: str) -> None:
    point, figure = ids(fire, "--points", "blessés"), ids(fire, "--marks", "dix-sept blessés", "quantity")
    claim, date = ids(fire, "--marks", "pompiers"), ids(fire, "--marks", "novembre", " time ")
    actor = ids(fire, "--marks", " actor ")
    for arguments in (
        ["accept", fire, point[:5], "--why", "vu"],
        ["unsure", fire, claim],
        ["figure", fire, figure, "12..14"],
        ["date", fire, date, "2022-11"],
        ["actor", fire, actor, "place:x", "Lorne-sur-Mer"],
        ["voice", fire, claim, "le capitaine"],
        ["voice", fire, claim, "--author"],
        ["certainty", fire, claim, "PS+"],
        ["span", fire, figure, "dix-sept"],
        ["relation", fire, point, "not-comparable"],
        ["note", fire, "rappeler", "--on", point],
        ["note", fire, "du dossier"],
        ["note", fire, "du récit", "--on", THREE[0].account.id],
        ["reject", fire, claim],
    ):
        result = run("correct", *arguments)
        assert result.exit_code == 0, (arguments, result.output, result.exception)
    told = lines("history", fire)
    assert len(told) == 3 + 14
    assert "point accepted" in told[3]
    assert told[3].endswith("— vu")
    assert "17 blessé → 12–14 blessé" in told[5]
    assert all(" Ana " in line for line in told[3:])
    assert run("undo", fire).exit_code == 0
    assert run("undo", fire, "--number", "4").exit_code == 0
    assert [" undone " in line for line in lines("history", fire)].count(True) == 2
    assert "nothing to do" in run("undo", fire, "--who", "Bo").stderr
    assert "no. 4" in run("redo", fire).stderr
    assert json.loads("\n".join(lines("export", fire)))["schema"] == 1


def test_split_and_merge(fire: str) -> None:
    from contrechamp.store import reviewed

    with open_store(fire) as store:
        about = next(p for p in reviewed(store, None).comparison.points if "blessés" in p.label)
    assert run("correct", "split", fire, about.id, about.stands[0].claims[0]).exit_code == 0
    found = [line.split()[0] for line in lines("list", fire, "--points") if "blessés" in line]
    assert len(found) == 2
    assert run("correct", "merge", fire, *found, "--relation", "conflict").exit_code == 0
    assert [line.split()[1] for line in lines("list", fire, "--points") if "blessés" in line] == ["conflict"]


def test_what_was_missed_is_marked(fire: str) -> None:
    for arguments in (
        ["claim", fire, "paper.txt", "une enquête indépendante", "le maire", "--certainty", "PR+"],
        ["claim", fire, "paper.txt", "sur la halle", "--author"],
        ["figure", fire, "wire.txt", "Les pompiers", "40..", "--counted", "pompier", "--approximate"],
        ["date", fire, "wire.txt", "avant l’aube", "2024-03-13"],
        ["actor", fire, "wire.txt", "la préfecture", "organisation:prefecture", "Préfecture"],
        ["technique", fire, "blog.txt", "Personne ne croit au hasard", "Doubt", "--why", "insinue"],
    ):
        result = run("mark", *arguments)
        assert result.exit_code == 0, (arguments, result.output, result.exception)
    assert ids(fire, "--marks", "Les pompiers", "quantity")
    told = lines("history", fire)
    assert "marked: le maire, probable · claim “une enquête indépendante” · paper.txt" in told[3]
    assert run("undo", fire).exit_code == 0
    assert code("mark", "date", fire, "wire.txt", "jamais dit", "2024") == ("E207", 2)
    assert code("mark", "date", fire, "wire.txt", "halle", "2024", "--nth", "9") == ("E207", 2)
    assert code("mark", "technique", fire, "wire.txt", "Le feu", "Lyric") == ("E200", 2)
    assert code("mark", "claim", fire, "wire.txt", "Le feu") == ("E200", 2)
    assert code("mark", "figure", fire, "wire.txt", "douze blessés", "12") == ("E207", 2)


def test_wrong_calls(fire: str) -> None:
    figure = ids(fire, "--marks", "dix-sept blessés", "quantity")
    assert code("correct", "accept", fire, "zzzz") == ("E206", 2)
    assert code("correct", "figure", fire, figure, "douze") == ("E200", 2)
    assert code("correct", "figure", fire, figure, "14..12") == ("E207", 2)
    assert code("correct", "certainty", fire, figure, "maybe") == ("E200", 2)
    assert code("correct", "certainty", fire, figure, "PS+") == ("E207", 2)
    assert code("correct", "span", fire, figure, "jamais dit") == ("E207", 2)
    assert code("correct", "voice", fire, figure) == ("E200", 2)
    assert code("remove", fire) == ("E200", 2)
    assert code("remove", fire, "zzzz") == ("E206", 2)
    assert code("list", fire, "--dossier", "other") == ("E206", 2)
    assert code("search", str(Path(fire).with_name("x.db")), "feu") == ("E601", 6)
    assert len(lines("history", fire)) == 3


def test_search(fire: str) -> None:
    found = lines("search", fire, "prefecture")
    assert len(found) == 1
    assert "[préfecture]" in found[0]
    assert "wire.txt" in found[0]
    assert json.loads("\n".join(lines("search", fire, "halle", "--format", "json")))["total"] == 5
    assert lines("search", fire, "feu", "--voice", "hopital", "--account", "paper.txt")
    assert run("search", fire, "rien").stderr.strip() == "0 of 0"


def test_search_says_of_which_dossier_a_hit_is(fire: str) -> None:
    assert all("fire" not in line for line in lines("search", fire, "feu"))
    with open_store(fire) as store:
        new_dossier(store, "quay")
        keep(store, THREE[:1], dossier="quay")
        rename_account(store, "quay", THREE[0].account.id, "Le Courrier")
    found = lines("search", fire, "prefecture")
    assert [line.split("  ")[-1] for line in found] == [
        "fire · wire.txt",
        "quay · Le Courrier",
    ]
    assert "quay" not in "".join(lines("search", fire, "prefecture", "--dossier", "quay"))


def test_show_and_export(fire: str, tmp_path: Path) -> None:
    assert any("dix-sept" in line for line in lines("show", fire))
    figure = ids(fire, "--marks", "dix-sept blessés", "quantity")
    run("correct", "figure", fire, figure, "12")
    read, corrected = tmp_path / "read.json", tmp_path / "corrected.json"
    assert run("export", fire, "--machine", "-o", str(read)).exit_code == 0
    assert run("export", fire, "-o", str(corrected)).exit_code == 0
    lows = [
        {q["low"] for e in json.loads(file.read_text(encoding="utf-8"))["extractions"] for q in e["quantities"]}
        for file in (read, corrected)
    ]
    assert lows == [{12, 17}, {12}]
    assert run("show", str(corrected)).exit_code == 0


def test_adrift_is_told(fire: str) -> None:
    run("correct", "accept", fire, ids(fire, "--marks", "dix-sept blessés", "quantity"))
    with open_store(fire) as store:
        keep(store, [made(PAPER.replace("dix-sept", "vingt"), "paper.txt")])
    assert "1 correction(s) no longer fit" in run("show", fire).stderr
    assert "no longer stand" in lines("list", fire, "--adrift")[0]


def test_rename(fire: str) -> None:
    id_ = THREE[0].account.id
    assert run("rename", fire, id_[:6], "Le Courrier").exit_code == 0
    assert run("rename", fire, "Le Courrier", "AFP").exit_code == 0
    assert any(line.startswith(id_) and line.endswith("AFP") for line in lines("list", fire))
    assert "account renamed · Le Courrier → AFP" in lines("history", fire)[-1]
    assert "AFP" in "".join(lines("export", fire, "--machine", "--format", "md"))
    assert code("rename", fire, "nobody", "x") == ("E206", 2)
    assert code("rename", fire, id_, " ") == ("E207", 2)


def test_remove(fire: str) -> None:
    assert run("remove", fire, "wire.txt").exit_code == 0
    assert run("remove", fire, THREE[1].account.id[:6]).exit_code == 0
    assert len(lines("list", fire)) == 2
    assert run("remove", fire, "--whole-dossier").exit_code == 0
    assert run("list", fire).stdout == ""
    assert "no dossier in it yet" in run("list", fire).stderr


def test_a_beginning_of_an_id_that_is_too_short_is_said_to_be(fire: str) -> None:
    error = run("remove", fire, THREE[0].account.id[:2]).exception
    assert "4 characters or more" in str(error)


def test_the_version_is_told() -> None:
    assert lines("--version")[0].startswith("contrechamp 0.")


def test_several_dossiers(fire: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract_one(account: Account, *, pipeline: str | None = None) -> object:
        return made(account.text, account.name, account.id)

    monkeypatch.setattr("contrechamp.pipeline.extract_one", extract_one)
    (tmp_path / "a.txt").write_text(WIRE, encoding="utf-8")
    for _ in range(2):
        assert run("keep", fire, "--dossier", "other", str(tmp_path / "a.txt")).exit_code == 0
    assert [line.split()[0] for line in lines("list", fire) if "(" in line] == ["fire", "other"]
    assert code("show", fire) == ("E206", 2)
    assert lines("show", fire, "--dossier", "other")


def test_a_hostile_name_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    file = str(tmp_path / "x.db")
    with open_store(file) as store:
        keep(store, [made(WIRE, "\x1b[31mred\x07.txt")])
    for arguments in (["list", file], ["list", file, "--marks"], ["history", file], ["search", file, "feu"]):
        assert "\x1b" not in run(*arguments).output
        assert "\x07" not in run(*arguments).output
