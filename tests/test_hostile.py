"""A hostile file may fail, never more; a damaged page loses words only with a warning."""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from unicodedata import category

import pytest
from tests.hostile.damage import DAMAGES, pages
from tests.hostile.families import FAMILIES
from tests.hostile.ordinary import PARAGRAPHS, TEXT, ordinary, page, wrapped, zipped

from contrechamp.errors import AccountError, catalogue
from contrechamp.model import Account
from contrechamp.read import Limits, read_all
from contrechamp.read.pool import shared_child

LIMITS = Limits(seconds=5.0, memory=600_000_000)
NEIGHBOURS = [TEXT.encode(), page().encode()]
COUNTED: dict[str, int] = {}


def allowed_s(cpu: float, files: int) -> float:
    """Seconds that a read may last: the limit, the killing of a late child, our own work on a busy machine."""
    busy = max(1.0, 2.0 * os.getloadavg()[0] / (os.cpu_count() or 1))
    return LIMITS.seconds + (3.0 + 0.05 * files + 2.0 * cpu) * busy


@pytest.mark.parametrize("family", FAMILIES)
def test_a_hostile_file_may_fail_but_never_more(family: str) -> None:
    COUNTED[family] = 0
    for number, data in enumerate(FAMILIES[family]()):
        COUNTED[family] += 1
        shared_child().ready()
        began, worked = time.perf_counter(), time.process_time()
        reading = read_all([data], limits=LIMITS)
        spent, cpu = time.perf_counter() - began, time.process_time() - worked
        files = len(reading.accounts) + len(reading.errors)
        assert cpu < LIMITS.seconds, f"{family} #{number} took {cpu:.1f} s of this process"
        assert spent < allowed_s(cpu, files), f"{family} #{number} took {spent:.1f} s"
        assert reading.accounts or reading.errors, f"{family} #{number}: nothing was said"
        for error in reading.errors:
            holds_one_line(error)
        for account in reading.accounts:
            holds_together(account)
    neighbours = read_all(NEIGHBOURS)
    assert [account.text for account in neighbours.accounts] == [TEXT, TEXT]


def test_there_were_enough_of_them() -> None:
    if len(COUNTED) < len(FAMILIES):
        pytest.skip("only some families were run")
    assert len(COUNTED) >= 40
    assert sum(COUNTED.values()) >= 600


def holds_one_line(error: AccountError) -> None:
    for language in ("en", "fr"):
        line = error.line(language)
        assert line.startswith(error.code + " ")
        assert len(line.splitlines()) == 1
    assert error.code in catalogue()


def holds_together(account: Account) -> None:
    """The text can be stored, its pieces cover it, and no metadata controls a terminal."""
    account.text.encode("utf-8")
    assert account.text.strip()
    at = 0
    for piece in account.pieces:
        assert piece.text.start == at
        assert 0 <= piece.source.start < piece.source.end <= len(account.source)
        at = piece.text.end
    assert at == len(account.text) or not account.pieces
    for value in (account.title, account.byline, account.outlet, account.url):
        assert value is None or (len(value) <= 2_000 and not {category(char) for char in value} & {"Cc", "Cf"})
    assert account.url is None or re.match("https?://|www\\.", account.url)
    assert all(link.startswith(("http://", "https://", "www.", "HTTP", "Www", "WWW")) for link in account.links)
    assert all(warned.code in catalogue() for warned in account.warnings)


def test_hostile_members_of_an_archive_leave_their_neighbours_alone() -> None:
    bad = [
        next(FAMILIES[name]())
        for name in ("cyclic_pdfs", "random_bytes", "other_languages", "almost_nothing", "broken_zips")
    ]
    members = [(f"{n}.bin", data) for n, data in enumerate(bad)] + [
        ("sous/bon.txt", TEXT.encode()),
        ("bon.html", page().encode()),
    ]
    reading = read_all([zipped(members)])
    assert [account.text for account in reading.accounts] == [TEXT, TEXT]
    assert len(reading.errors) == len(bad)
    assert all("/" in (error.where or "") for error in reading.errors)


def test_a_child_that_is_killed_is_replaced() -> None:
    child = shared_child()
    assert read_all([page().encode()]).accounts
    assert child._process is not None
    child._process.kill()
    assert read_all([page().encode()]).accounts


def test_limits_on_time_and_output() -> None:
    slow = page(["mot " * 100_000]).replace("<p>", "<p></p>" * 30_000 + "<p>").encode()
    reading = read_all([slow, page().encode()], limits=Limits(seconds=0.05))
    assert [error.code for error in reading.errors][:1] == ["E309"]
    reading = read_all([page().encode()], limits=Limits(output=100))
    assert [error.code for error in reading.errors] == ["E311"]
    assert read_all([page().encode()]).accounts


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", re.sub("[\u00ad\u200b\ufffd\0]", "", text).lower()))


def damaged_pages() -> Iterator[tuple[str, list[str], bytes]]:
    for seed, (paragraphs, html) in enumerate(pages()):
        for name, damage in DAMAGES.items():
            yield name, paragraphs, damage(html, random.Random(f"{name}{seed}"))


def test_damaged_pages_lose_no_word_silently() -> None:
    silent: list[str] = []
    kept = all_words = count = warned = 0
    for name, paragraphs, data in damaged_pages():
        count += 1
        reading = read_all([data])
        expected = words(" ".join(paragraphs))
        got = words(reading.accounts[0].text) if reading.accounts else Counter()
        share = sum((expected & got).values()) / sum(expected.values())
        told = bool(reading.errors) or bool(reading.accounts and reading.accounts[0].warnings)
        kept += sum((expected & got).values())
        all_words += sum(expected.values())
        warned += told
        if share < 0.99 and not told:
            silent.append(f"{name}: {share:.2f}")
    assert count == 500
    assert silent == []
    assert kept > 0.9 * all_words


@pytest.mark.parametrize("kind", ordinary())
def test_every_format_gives_the_whole_story(kind: str) -> None:
    reading = read_all([ordinary()[kind]])
    assert reading.errors == ()
    flat = " ".join("\n".join(account.text for account in reading.accounts).split())
    expected = PARAGRAPHS[:3] if kind in ("rss", "atom") else PARAGRAPHS
    assert [paragraph for paragraph in expected if " ".join(paragraph.split()) not in flat] == []
    for account in reading.accounts:
        holds_together(account)
        assert account.title is not None
        assert account.found_in["title"]


def test_reading_is_the_same_in_a_fresh_child() -> None:
    first = [read_all([data]) for data in ordinary().values()]
    shared_child().stop()
    assert [read_all([data]) for data in ordinary().values()] == first


def test_pages_of_a_pdf_are_known() -> None:
    from tests.hostile.ordinary import pdf

    lines = wrapped(TEXT)
    account = read_all([pdf([["Le Courrier", "", *lines, "", str(n)] for n in range(1, 5)])]).accounts[0]
    assert len(account.pages) == 4
    assert [account.page(account.pages[n]) for n in range(4)] == [1, 2, 3, 4]
    assert "Le Courrier" not in account.text
    assert [warned.code for warned in account.warnings] == ["W114"]
    assert account.text.count("de quatre centimètres") == 4
