"""The accounts as references: read by the programs that others use for them, whatever a title holds."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples.derailment import derailment
from tests.samples.hostile import hostile

from contrechamp.model import Account, Comparison, Event
from contrechamp.show import show
from contrechamp.show.bibliography import escaped


def entries(text):
    """The entries that pybtex reads. It is strict: what it does not understand it refuses."""
    database = pytest.importorskip("pybtex.database.input.bibtex")
    return database.Parser().parse_stream(StringIO(text)).entries


def of(*accounts):
    return Comparison(Event(), accounts, (), ())


def plain(said):
    """TeX back to words: the names of the special characters, their escapes, the braces."""
    for name, char in (("backslash", "\\"), ("braceleft", "\x01"), ("braceright", "\x02")):
        said = said.replace(f"\\text{name}{{}}", "\x00" if char == "\\" else char)
    said = said.replace(r"\textasciitilde{}", "~").replace(r"\textasciicircum{}", "^")
    said = re.sub(r"\\([#$%&_])", r"\1", said).replace("{", "").replace("}", "")
    return said.replace("\x01", "{").replace("\x02", "}").replace("\x00", "\\")


def test_pybtex_reads_every_account():
    made = derailment()
    read = entries(show(made, "bibtex"))
    assert show(made, "bib") == show(made, "bibtex")
    assert [entry.type for entry in read.values()] == ["article" if a.outlet else "misc" for a in made.accounts]
    for account, entry in zip(made.accounts, read.values(), strict=True):
        assert entry.fields.get("journal", None) == account.outlet
        assert entry.fields["langid"] == "french"
        assert entry.fields["note"] == f"SHA-256 {account.sha256}"
        if account.published:
            assert (entry.fields["year"], entry.fields["day"]) == (
                str(account.published.year),
                str(account.published.day),
            )
        if account.byline:
            assert plain(str(entry.persons["author"][0])) == account.byline
        if account.title:
            assert plain(entry.fields["title"]) == account.title


@pytest.mark.parametrize("make", [derailment, hostile])
def test_keys_are_safe_and_different(make):
    keys = re.findall(r"@\w+{([^,]+),", show(make(), "bibtex"))
    assert len(set(keys)) == len(make().accounts)
    assert all(re.fullmatch(r"account-[0-9a-f]+", key) for key in keys)


def test_hostile_accounts_stay_in_their_fields():
    read = entries(show(hostile(), "bibtex"))
    assert len(read) == 2
    assert all("url" not in entry.fields for entry in read.values())


@given(st.text(max_size=60))
def test_any_title_is_read_back(title):
    account = Account("0a", "x", "fr", title=title or None, outlet=title, byline=title)
    read = entries(show(of(account), "bibtex"))
    assert list(read) == ["account-0a"]
    assert "journal" in read["account-0a"].fields or not title
    assert escaped(title).count("{") == escaped(title).count("}")


@given(st.text(alphabet="\\{}#$%&_~^ aé", max_size=30))
def test_special_characters_come_back(said):
    assert plain(escaped(said)) == " ".join(said.split())


def test_an_address_cannot_end_its_field():
    account = Account("0a", "x", "fr", title="T", url="https://a.example/à b}?q={x}\\y\n@article{z,")
    (entry,) = entries(show(of(account), "bibtex")).values()
    assert entry.fields["url"] == "https://a.example/%C3%A0%20b%7D?q=%7Bx%7D%5Cy%20@article%7Bz,"


@pytest.mark.parametrize("make", [derailment, hostile])
def test_citeproc_reads_the_csl(make):
    reader = pytest.importorskip("citeproc.source.json")
    items = json.loads(show(make(), "csl"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = reader.CiteProcJSON(items)
    assert list(read) == [item["id"] for item in items]
    for account, reference in zip(make().accounts, read.values(), strict=True):
        assert reference.type == ("article-newspaper" if account.outlet else "document")


def test_csl_items_are_what_the_account_says():
    made = derailment()
    first, second, third, _ = json.loads(show(made, "csl"))
    assert first["container-title"] == made.accounts[0].outlet
    assert first["URL"] == made.accounts[0].url
    assert second["issued"] == {"date-parts": [[2025, 3, 5]]}
    assert second["author"] == [{"literal": "Inès Tallier"}]
    assert third["type"] == "document"
    assert "issued" not in third


def test_an_account_without_anything_is_named_by_its_file():
    (item,) = json.loads(show(of(replace(Account("0a", "x", "fr"), name="/home/a/récit.txt")), "csl"))
    assert item == {"id": "account-0a", "type": "document", "title": "récit.txt", "language": "fr"}
