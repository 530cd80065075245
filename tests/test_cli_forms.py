"""Forms on the command line: endings choose them, tables fill a folder, bytes stay off a terminal; limits too."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
import typer
from tests.samples.derailment import derailment

from contrechamp.cli.compare import compare
from contrechamp.cli.files import write
from contrechamp.cli.limits import LIMITS, limits_of
from contrechamp.cli.read import read
from contrechamp.cli.show import show
from contrechamp.errors import FileUnreadable, NothingUsable, UnknownFormat, UsageError
from contrechamp.read.limits import DEFAULT
from contrechamp.show.csv import TABLES
from contrechamp.show.json import to_json


@pytest.fixture
def event(tmp_path: Path) -> str:
    file = tmp_path / "event.json"
    file.write_text(to_json(derailment()), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("event.html", "<!doctype html>"),
        ("event.csv", "point,relation,"),
        ("event.md", "# "),
        ("event.jsonld", '{\n "@context": "http://www.w3.org/ns/anno.jsonld"'),
        ("event.bib", "@article{"),
        ("event.zip", "PK"),
        ("event.pdf", "%PDF"),
        ("claims.parquet", "PAR1"),
    ],
)
def test_the_ending_chooses_the_form(event: str, tmp_path: Path, name: str, beginning: str) -> None:
    if name.endswith(("zip", "parquet")):
        pytest.importorskip("pyarrow")
    if name.endswith("pdf"):
        try:
            import weasyprint  # noqa: F401
        except (ImportError, OSError):
            pytest.skip("WeasyPrint or Pango is not installed")
    show(event, output=tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(beginning.encode())


def test_a_form_without_an_ending_of_its_own(event: str, tmp_path: Path) -> None:
    show(event, form="csl", output=tmp_path / "references.json")
    assert len(json.loads((tmp_path / "references.json").read_text(encoding="utf-8"))) == 4
    show(event, form="schemaorg", output=tmp_path / "claims.jsonld")
    assert json.loads((tmp_path / "claims.jsonld").read_text(encoding="utf-8"))["@type"] == "Dataset"


def test_tables_fill_a_folder(event: str, tmp_path: Path) -> None:
    show(event, form="csv", output=tmp_path / "tables")
    assert {file.name for file in (tmp_path / "tables").iterdir()} == {f"{kind}.csv" for kind in TABLES}


def test_typed_tables_fill_a_folder(event: str, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    show(event, form="parquet", output=tmp_path / "tables")
    assert len(pandas.read_parquet(tmp_path / "tables" / "accounts.parquet")) == 4


def test_one_table_by_its_name(event: str, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    show(event, output=tmp_path / "a.parquet", table="techniques")
    assert len(pandas.read_parquet(tmp_path / "a.parquet")) == 2
    with pytest.raises(UnknownFormat):
        show(event, output=tmp_path / "b.csv", table="secrets")


def test_a_folder_that_cannot_be_made_is_one_line(event: str) -> None:
    with pytest.raises(FileUnreadable):
        show(event, form="csv", output=Path(event) / "tables")


class Terminal(io.StringIO):
    """A standard output at which a person sits."""

    def isatty(self) -> bool:
        return True


def test_bytes_are_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(UsageError, match="-o"):
        write(b"%PDF", None)


def test_bytes_go_into_a_pipe(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(b"\x00\xff\n", None)
    assert capfdbinary.readouterr().out == b"\x00\xff\n"


def test_limits_are_read() -> None:
    assert limits_of(None) == limits_of([]) == DEFAULT
    asked = limits_of(["size=1.5MB", "time=2.5", "memory=2GB", "text=5", "size=3kb"])
    assert (asked.bytes, asked.seconds, asked.memory, asked.characters) == (3000, 2.5, 2 * 10**9, 5)
    assert all(limits_of([f"{name}=7"]) != DEFAULT for name in LIMITS)


@pytest.mark.parametrize("bad", ["", "size", "size=", "size=-1", "size=0", "weight=3", "time=3MB", "pages=1e9", "=3"])
def test_what_is_no_limit_is_one_line(bad: str) -> None:
    with pytest.raises(UsageError, match="E200 --limit"):
        limits_of([bad])


def test_a_limit_keeps_a_file_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Le train de Lorne a déraillé mardi matin. " * 30, encoding="utf-8")
    with pytest.raises(NothingUsable):
        read([str(tmp_path / "a.txt")], limit=["size=1KB"])
    assert "E305" in capsys.readouterr().err
    with pytest.raises(typer.Exit):
        read([str(tmp_path / "a.txt")], limit=["size=1MB"])
    assert capsys.readouterr().out.startswith("# a.txt\n")
    with pytest.raises(UsageError):
        compare([str(tmp_path)], limit=["weight=1KB"])


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"Un incendie.", "it is not JSON"),
        (b"", "it is not JSON"),
        (b"\xff\xfe{", "it is not JSON"),
        (b'{"schema": 1, "extractions": []}', "it is JSON, but no comparison: 'accounts' is missing"),
        (b"[1, 2]", "it is JSON, but no comparison"),
        (b'{"schema": 99}', "it is a comparison of another version, or damaged"),
        (None, "there is no such file"),
    ],
)
def test_what_is_no_comparison_is_not_shown(written: bytes | None, told: str, tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    if written is not None:
        file.write_bytes(written)
    with pytest.raises(NothingUsable) as refused:
        show(str(file))
    assert refused.value.exit_code == 4
    assert refused.value.line().startswith(f"E400 {file} · {told} · do: make one")
    assert refused.value.line("fr") != refused.value.line()
