"""Tables for spreadsheets and data work: nothing runs in them, nothing is lost in them, others can read them."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples.derailment import derailment
from tests.samples.hostile import hostile

from contrechamp.errors import FileUnreadable, UnknownFormat
from contrechamp.model import Comparison, Event
from contrechamp.show import show
from contrechamp.show.csv import TABLES, harmless, table
from contrechamp.show.json import to_json

pytest.importorskip("pyarrow")
from contrechamp.show import parquet

FORMULAS = (
    "=1+1",
    "+33 1 23",
    "-12 %",
    "@somme",
    "\t=A1",
    "\r=A1",
    " =A1",
    '"=A1',
    "'=A1",
    " \u00a0=A1",
    "\u200b=A1",
    "\ufeff=A1",
    "＝A1",
    "le maire ; =cmd|'/c calc'!A1",
    "ligne\n=A1",
    "blanc\t+A1",
)


@pytest.mark.parametrize("said", FORMULAS)
def test_no_cell_begins_a_formula_however_the_line_is_cut(said):
    for part in re.split("[;\t\r\n]", str(harmless(said))):
        assert not re.match("[\\s\"'\u200b\ufeff]*[=+@\\-＝]", part) or part.startswith("'")


@pytest.mark.parametrize("said", ["1-2", "a = b", "L’eau monte ; on attend.", "«\u202f+3\u202f»", "", "10 à 12 %", "—"])
def test_other_cells_are_the_exact_words(said):
    assert harmless(said) == said


@given(st.text(alphabet="=+-@;\t\r\n \"'a1\u200b\ufeff＝", max_size=30))
def test_only_apostrophes_are_added(said):
    kept = iter(str(harmless(said)))
    assert all(char in kept for char in said)
    assert str(harmless(said)).replace("'", "") == said.replace("'", "")


def test_a_long_run_of_blanks_costs_no_more():
    assert harmless("\n" * 200_000 + "=") != ""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("cut", [",", ";", "\t"])
def test_libreoffice_runs_nothing(tmp_path, cut):
    """Opened in LibreOffice with formulas allowed, wherever it cuts; as they are, the same words do become formulas."""
    tables = {"raw": FORMULAS, "safe": [harmless(said) for said in FORMULAS]}
    for name, cells in tables.items():
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["x", cell] for cell in cells])
    (tmp_path / "claims.csv").write_text(table(hostile(), "claims"), encoding="utf-8", newline="")
    kind = f"CSV:{ord(cut)},34,76,1,,0,false,true,false,false,false,-1,true"  # the last: evaluate formulas
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", f"--infilter={kind}"]
    files = [str(tmp_path / f"{name}.csv") for name in (*tables, "claims")]
    command = [*office, "--convert-to", "fods", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, timeout=240, capture_output=True)
    opened = {name: (tmp_path / f"{name}.fods").read_text(encoding="utf-8") for name in (*tables, "claims")}
    assert [name for name, said in opened.items() if "table:formula" in said] == ["raw"]


@pytest.mark.parametrize("make", [derailment, hostile])
def test_parquet_there_and_back(make):
    made = make()
    archive = show(made, "parquet")
    assert archive == show(made, "zip")
    back = parquet.from_parquet(archive)
    assert back == made
    assert to_json(back) == to_json(made)


def test_parquet_of_nothing():
    empty = Comparison(Event(), (), (), ())
    assert parquet.from_parquet(parquet.to_parquet(empty)) == empty


def test_parquet_holds_what_arrow_can_hold():
    made = derailment()
    extraction = made.extractions[0]
    endless = replace(extraction.quantities[0], low=float("inf"), high=10**5000, counted="a\udc80b")
    odd = replace(made, extractions=(replace(extraction, quantities=(endless,)), *made.extractions[1:]))
    (read,) = parquet.from_parquet(parquet.to_parquet(odd)).extractions[0].quantities
    assert (read.low, read.high, read.counted) == (None, None, "a\ufffdb")


@pytest.mark.parametrize("bad", [b"", b"PK", zipfile.ZipInfo("x").filename.encode()])
def test_what_is_no_archive_is_one_line(bad):
    with pytest.raises(FileUnreadable):
        parquet.from_parquet(bad)


def test_pandas_reads_the_typed_columns():
    pandas = pytest.importorskip("pandas")
    made = derailment()
    with zipfile.ZipFile(BytesIO(show(made, "parquet"))) as archive:
        assert archive.namelist() == [f"{kind}.parquet" for kind in parquet.TABLES]
        read = {kind: pandas.read_parquet(BytesIO(archive.read(f"{kind}.parquet"))) for kind in parquet.TABLES}
    texts = dict(zip(read["accounts"]["id"], read["accounts"]["text"], strict=True))
    claims = read["claims"]
    assert len(claims) == sum(len(extraction.claims) for extraction in made.extractions)
    for claim in claims.itertuples():
        assert texts[claim.account][claim.start : claim.end] == claim.text
    assert {voice["kind"] for voice in claims["voice"]} == {"author", "named", "unnamed"}
    assert read["quantities"]["low"].dtype == float
    assert read["accounts"]["published"].dropna().map(lambda day: day.year).eq(2025).all()
    stands = read["points"].explode("stands")["stands"]
    assert {stand["stand"] for stand in stands} == {"asserts", "denies", "hedges", "silent"}


def test_one_table_alone():
    pandas = pytest.importorskip("pandas")
    read = pandas.read_parquet(BytesIO(parquet.table(derailment(), "techniques")))
    assert list(read["name"]) == ["Name_Calling-Labeling", "Loaded_Language"]
    with pytest.raises(UnknownFormat):
        parquet.table(derailment(), "secrets")


@pytest.mark.parametrize("kind", TABLES)
def test_pandas_reads_every_csv(kind):
    pandas = pytest.importorskip("pandas")
    text = table(derailment(), kind)
    assert list(pandas.read_csv(StringIO(text)).columns) == list(TABLES[kind][0])
