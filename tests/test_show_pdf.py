"""Paper: tagged, numbered, the same bytes twice; hostile texts reach nobody."""

from __future__ import annotations

import builtins
import ctypes
import re
import subprocess
import sys

import pytest
from tests.samples.builder import Telling
from tests.samples.derailment import derailment, pair
from tests.samples.hostile import hostile

from contrechamp.errors import FormUnavailable
from contrechamp.model import Comparison, Event, Point, RelationKind, Stand, StandKind
from contrechamp.show import pdf, show
from contrechamp.show.strings import words as words_of

try:
    import weasyprint  # noqa: F401
except (ImportError, OSError):
    pytest.skip("WeasyPrint or Pango is not installed", allow_module_level=True)

import pypdfium2
from pypdfium2 import raw


@pytest.fixture(scope="module")
def printed() -> bytes:
    return show(derailment(), "pdf")


def words(document: pypdfium2.PdfDocument) -> str:
    pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    return " ".join(re.sub("[\ufffe\u00ad]\\s*", "", " ".join(pages)).split())


def test_every_text_is_on_paper(printed):
    said = words(pypdfium2.PdfDocument(printed)).replace("-", "")
    for account in derailment().accounts:  # a label may stand between two words, a hyphen inside one
        assert {word for word in re.findall(r"\w{5,}", account.text) if word not in said} == set()


def test_pages_have_a_head_a_number_and_bookmarks(printed):
    document = pypdfium2.PdfDocument(printed)
    last = " ".join(document[len(document) - 1].get_textpage().get_text_range().split())
    assert f"{len(document)} / {len(document)}" in last
    titles = [mark.get_title() for mark in document.get_toc()]
    assert {"Grille", "Chiffres", "Chronologie", "Textes", "Voix", "Copies", "Notes"} <= set(titles)
    assert any(title.startswith("1. ≠ se contredisent") for title in titles)


def test_it_is_tagged_and_titled(printed):
    document = pypdfium2.PdfDocument(printed)
    assert raw.FPDFCatalog_IsTagged(document.raw)
    assert document.get_metadata_dict()["Title"].endswith("· contrechamp")
    assert "CreationDate" not in document.get_metadata_dict(skip_empty=True)
    assert b"/Metadata" in printed
    kinds = set()
    for at in range(len(document)):
        page = document[at]
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for child in range(raw.FPDF_StructTree_CountChildren(tree)):
            kinds |= set(_kinds(raw.FPDF_StructTree_GetChildAtIndex(tree, child)))
        raw.FPDF_StructTree_Close(tree)
    assert {"H1", "H2", "Table", "TH", "TD", "P", "L", "LI", "Link", "Figure"} <= kinds


def _kinds(element):
    if not element:
        return
    buffer = ctypes.create_string_buffer(100)
    size = raw.FPDF_StructElement_GetType(element, buffer, 100)
    kind = buffer.raw[: max(0, size - 2)].decode("utf-16-le")
    yield kind
    if kind == "Figure":
        assert raw.FPDF_StructElement_GetAltText(element, None, 0) > 2
    for at in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        yield from _kinds(raw.FPDF_StructElement_GetChildAtIndex(element, at))


def test_the_same_bytes_in_another_process(printed):
    code = "import sys; from tests.samples.derailment import derailment; from contrechamp.show import show\n"
    code += "sys.stdout.buffer.write(show(derailment(), 'pdf'))"
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert again.stdout == printed


def test_hostile_texts_fetch_nothing(monkeypatch, socket_free):
    asked: list[str] = []
    fetcher = pdf._refusing()
    monkeypatch.setattr(fetcher, "fetch", lambda self, url, headers=None: asked.append(url) or _refuse())
    written = show(hostile(), "pdf")
    assert asked == []
    assert b"/JavaScript" not in written
    assert b"/Launch" not in written
    said = words(pypdfium2.PdfDocument(written))
    assert "<script>" in said


def _refuse():
    raise ValueError


@pytest.fixture
def socket_free(monkeypatch):
    import socket

    def closed(*args, **more):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", closed)
    monkeypatch.setattr(socket, "getaddrinfo", closed)


@pytest.mark.parametrize("address", ["https://a.example/x.png", "file:///etc/passwd", "data:image/png;base64,AAAA"])
def test_the_fetcher_opens_nothing(address):
    with pytest.raises(ValueError, match="nothing is fetched"):
        pdf._refusing()()(address)


def long_dossier(accounts):
    """Accounts whose title, claims and voices are each longer than a page."""
    endless = " ".join(f"mot{at}" for at in range(1500))
    tellings = []
    for letter in "ABCDEFG"[:accounts]:
        text = f"{letter} dit ceci : {endless}fin."
        told = Telling(f"{letter}.txt", text, title=f"{endless} titre{letter}", outlet="X" * 200)
        voice = told.voice(f"{endless} voix{letter}", letter, "dit", kind="named")
        told.claim(f"{endless}fin", voice=voice, mode="indirect")
        told.claim("ceci")
        tellings.append(told)
    extractions = tuple(told.made() for told in tellings)
    made = [e.account for e in extractions]
    alone = Stand(made[0].id, StandKind.ASSERTS, (extractions[0].claims[1].id,))
    silent = tuple(Stand(account.id, StandKind.SILENT) for account in made[1:])
    stands = tuple(Stand(e.account.id, StandKind.ASSERTS, (e.claims[0].id,)) for e in extractions)
    points = (
        Point("aa", "tout", RelationKind.CONFLICT, stands, accounts),
        Point("bb", "seul", RelationKind.ONLY, (alone, *silent), 1),
    )
    return Comparison(Event("Longueurs"), tuple(made), extractions, points)


@pytest.mark.parametrize("accounts", [2, 6])
def test_nothing_runs_off_the_page(accounts):
    """What is of one piece cannot be cut at the end of a page: its end would be lost below it."""
    document = pypdfium2.PdfDocument(show(long_dossier(accounts), "pdf"))
    for page in (document[at] for at in range(len(document))):
        width, height = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_rects(0, -1)):
            left, bottom, right, top = text.get_rect(at)
            said = text.get_text_bounded(left, bottom, right, top)
            assert left >= -1 and right <= width + 1 and bottom >= -1 and top <= height + 1, said


def test_drawings_carry_their_style_and_a_title():
    html = pdf.paper(pair(), "en")
    title = f"<title>{words_of('en')('chart_text')}</title>"
    assert html.count(title) == len(re.findall(r'<svg class="(?:lane|ribbons)"', html)) > 0
    assert not re.search(r"url\(|@import|<script|<img", html)


def test_nothing_at_all_can_be_printed():
    assert show(Comparison(Event(), (), (), ()), "pdf", language="en").startswith(b"%PDF-1.7")


@pytest.mark.parametrize("error", [ImportError("no"), OSError("cannot load library 'libpango-1.0-0'")])
def test_a_missing_part_is_one_line(monkeypatch, error):
    monkeypatch.delitem(sys.modules, "weasyprint")
    real = builtins.__import__

    def missing(name, *args, **more):
        if name == "weasyprint":
            raise error
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(FormUnavailable) as caught:
        pdf.to_pdf(pair())
    assert caught.value.line().startswith("E208 pdf ·")
    assert "install" in caught.value.line()
    assert caught.value.line("fr") != caught.value.line()


def test_what_is_too_large_for_paper_is_one_line(monkeypatch):
    monkeypatch.setattr(pdf, "LARGEST", 1000)
    with pytest.raises(FormUnavailable, match=r"E208 pdf · .* more than can be set"):
        pdf.to_pdf(pair())
