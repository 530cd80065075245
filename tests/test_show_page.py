"""The page: exact words, safe against every foreign string, whole links, both languages."""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples.derailment import derailment, pair
from tests.samples.hostile import BAD, hostile

from contrechamp.model import Comparison, Event
from contrechamp.show import show
from contrechamp.show.marked import Mark, anchor, paragraphs, render
from contrechamp.show.page import safe_link

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Reader(HTMLParser):
    """Checks that elements nest, and keeps tags, attributes, ids, links and the words of each article."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.articles: list[str] = []
        self.skipping = False
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        held = dict(attrs)
        self.ids += [held["id"]] if "id" in held else []
        self.links += [held["href"]] if "href" in held else []
        if tag not in VOID:
            self.open.append(tag)
        if tag == "article":
            self.articles.append("")
        self.skipping = self.skipping or (tag == "a" and "rel" in held.get("class", "")) or tag == "header"

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in ("a", "header"):
            self.skipping = False

    def handle_data(self, data):
        if "article" in self.open and not self.skipping:
            self.articles[-1] += data


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("make", [derailment, pair, hostile])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_whole_and_linked(make, language):
    made = make()
    reader = Reader(show(made, "html", language=language))
    assert len(reader.ids) == len(set(reader.ids))
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.ids)
    for account, article in zip(made.accounts, reader.articles, strict=True):
        assert squeezed(article) == squeezed(account.text)


def test_every_claim_can_be_reached():
    made = derailment()
    ids = set(Reader(show(made, "html")).ids)
    assert {f"c-{claim.id}" for extraction in made.extractions for claim in extraction.claims} <= ids
    assert {f"p-{point.id}" for point in made.points} <= ids


def test_nothing_is_loaded_and_nothing_runs():
    page = show(derailment(), "html")
    reader = Reader(page)
    assert not reader.tags & {"script", "img", "iframe", "object", "embed", "form", "base"}
    assert not {name for name in reader.attributes if name.startswith("on") or name in ("src", "style", "srcset")}
    outside = {link for link in reader.links if not link.startswith("#")}
    assert outside == {"data:,", "https://agence-centre-est.example/val-serein"}
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    assert b64encode(sha256(style.encode()).digest()).decode() in page
    assert not re.search(r"url\(|@import", style)


def test_hostile_strings_stay_text():
    page = show(hostile(), "html")
    reader = Reader(page)
    assert not reader.tags & {"script", "img"}
    assert not {name for name in reader.attributes if name.startswith("on")}
    assert {link.split(":")[0] for link in reader.links if not link.startswith("#")} <= {"data", "https"}
    assert "{{7*7}}" in page
    assert all(re.fullmatch(r"[\w-]+", id_) for id_ in reader.ids)


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", " JaVaScRiPt:x", "//a.example", "", None])
def test_only_web_addresses_become_links(bad):
    assert safe_link(bad) == ""


def test_web_addresses_become_links():
    assert safe_link(" https://a.example/é?b=1 ") == "https://a.example/é?b=1"


def test_ids_are_hexadecimal():
    assert anchor("c", "0a1b") == "c-0a1b"
    assert re.fullmatch(r"c-[0-9a-f]{12}", anchor("c", BAD))


def test_same_page_twice_and_small():
    page = show(derailment(), "html")
    assert page == show(derailment(), "html")
    assert len(page.encode()) < 120_000


def test_empty():
    Reader(show(Comparison(Event(), (), (), ()), "html"))


def test_both_languages_say_the_same_things():
    tables = tomllib.loads((files("contrechamp.show") / "strings.toml").read_text(encoding="utf-8"))

    def keys(table, path=""):
        for name, held in table.items():
            yield from keys(held, f"{path}.{name}") if isinstance(held, dict) else [f"{path}.{name}"]

    open_groups = (".technique.",)
    missing = set(keys(tables["fr"])) ^ set(keys(tables["en"]))
    assert not {key for key in missing if not key.startswith(open_groups)}


TEXT = "«\u00a0Au moins 12 morts\u00a0», dit <b>le maire</b>\n\net 3 & 4 blessés.\nFin"
MARKS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.sampled_from("abc")).map(
        lambda m: Mark(min(m[:2]), max(m[:2]), m[2], id=f"{m[2]}{m[0]}{m[1]}")
    ),
    max_size=25,
)


class Words(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.said, self.depth = "", 0
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.depth += tag == "mark"

    def handle_endtag(self, tag):
        self.depth -= tag == "mark"
        assert self.depth >= 0

    def handle_data(self, data):
        self.said += data


@given(marks=MARKS, start=st.integers(0, len(TEXT)), end=st.integers(0, len(TEXT)))
def test_marks_change_no_word(marks, start, end):
    start, end = min(start, end), max(start, end)
    read = Words(render(TEXT, start, end, marks))
    assert (read.said, read.depth) == (TEXT[start:end], 0)


@given(marks=MARKS)
def test_paragraphs_lose_nothing(marks):
    assert "".join(Words(p).said for p in paragraphs(TEXT, marks)) == TEXT.replace("\n", "")


def test_crossing_marks_are_split():
    made = render("abcdefghij", 0, 10, (Mark(1, 5, "x", id="i"), Mark(3, 8, "y", id="j")))
    assert made == 'a<mark class="x" id="i">bc<mark class="y" id="j">de</mark></mark><mark class="y more">fgh</mark>ij'
