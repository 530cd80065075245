"""Each format on its own: what is read, what is left out and said, and where each thing was found."""

# ruff: noqa: E501 — the bytes of files are written as they are

from __future__ import annotations

import gzip
import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hostile.ordinary import (
    PARAGRAPHS,
    TEXT,
    TITLE,
    atom,
    docx,
    mail,
    odt,
    ordinary,
    page,
    pdf,
    rss,
    saved_page,
    warc,
    wrapped,
    zipped,
)

from contrechamp.errors import AccountError, EmptyAccount
from contrechamp.model import Account, Span
from contrechamp.read import read, read_all
from contrechamp.read.kind import kind_of
from contrechamp.read.layout import repair
from contrechamp.read.markup import scan
from contrechamp.read.pieces import Tracker, compose
from contrechamp.read.story import choose
from contrechamp.read.wire import pack_items, unpack_items
from contrechamp.read.worker import _check_open

KINDS = {
    "text": "text", "wrapped text": "text", "markdown": "markdown", "html": "html", "pdf": "pdf", "docx": "zip", "odt": "zip",
    "mail": "mail", "mhtml": "mail", "json": "json", "jsonl": "json", "csv": "csv", "rss": "feed", "atom": "feed",
    "warc": "warc", "warc.gz": "gzip", "gzip": "gzip", "zip": "zip",
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_kinds_are_told_from_the_bytes(name: str) -> None:
    assert kind_of(ordinary()[name]) == KINDS[name]


LIKE_TEXT = [
    "BMW rappelle ses voitures.", "MZ est le sigle d’une marque.", "Subject: le sujet du jour\n\nLe pont est fermé.",
    "[1] Le pont est fermé.", "{Le pont} est fermé.", "Titre, texte et date : tout y est.\nLe pont est fermé.",
    "a < b et b > c, dit-elle.", "From: a\nLe pont", "# Le pont\n\nUn seul titre.", "<Le pont> est fermé.", "PK est un village.",
]  # fmt: skip


@pytest.mark.parametrize("text", LIKE_TEXT)
def test_text_that_looks_like_something_else_is_text(text: str) -> None:
    assert kind_of(text.encode()) == "text"


def test_a_page_knows_where_its_fields_come_from() -> None:
    data = {"@graph": [{"@type": ["NewsArticle"], "headline": "Le pont fermé", "author": [{"name": "Anne Leroy"}, {"name": "Jean Martin"}],
                        "publisher": {"name": "Le Courrier"}, "datePublished": "2024-03-05T18:30:00+01:00"}]}  # fmt: skip
    head = (
        f'<script type="application/ld+json">{json.dumps(data)}</script><link rel="canonical" href="https://courrier.example/pont">'
        '<meta property="article:published_time" content="2024-03-05T17:30:00Z">'
    )
    account = read(page(head=head).encode())
    assert (account.title, account.byline, account.outlet) == (
        "Le pont fermé",
        "Anne Leroy et Jean Martin",
        "Le Courrier",
    )
    assert (account.published, account.url) == (date(2024, 3, 5), "https://courrier.example/pont")
    assert account.found_in == {
        "title": "JSON-LD", "byline": "JSON-LD", "outlet": "JSON-LD", "published": "JSON-LD", "url": "canonical"
    }  # fmt: skip
    assert account.warnings == ()


def test_dates_that_differ_are_told() -> None:
    head = '<meta name="date" content="2024-03-05"><meta property="og:url" content="https://a.example/2023/01/02/pont">'
    account = read(page(head=head).encode())
    assert account.published == date(2024, 3, 5)
    assert [warned.code for warned in account.warnings] == ["W117"]


def test_author_and_date_beside_the_story() -> None:
    html = page().replace(
        "</h1>", "</h1><div class='meta'>Par Anne Leroy</div><div class='meta'>Publié le 5 mars 2024 à 18h30</div>"
    )
    account = read(html.encode())
    assert (account.byline, account.published) == ("Anne Leroy", date(2024, 3, 5))
    assert account.text.startswith(TITLE)


def test_a_page_for_subscribers_only_is_told() -> None:
    cut = page().replace(
        "</article>", "<p>Il vous reste 82 % de cet article à lire. La suite est réservée aux abonnés.</p></article>"
    )
    assert [warned.code for warned in read(cut.encode()).warnings] == ["W120"]
    assert read((TEXT + "\n\nLe journal a réservé cette enquête.").encode()).warnings == ()


def test_title_without_the_outlet() -> None:
    html = page().replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    assert read(html.encode()).title == TITLE


def test_every_span_of_a_page_leads_to_its_source() -> None:
    html = page().replace("é", "&eacute;").replace("la maire", "la <b>maire</b>")
    account = read(html.encode())
    at = account.text.index("a déclaré la maire")
    assert account.original(Span(at, at + len("a déclaré la maire"))) == "a d&eacute;clar&eacute; la <b>maire"
    assert account.source == html


def test_links_of_the_story_are_kept_and_others_are_not() -> None:
    story = page().replace(
        "Un premier rapport", "Un <a href='/rapport'>rapport</a> (<a href='https://www.lemonde.fr/a'>ici</a>)"
    )
    story = story.replace("<p>Les", "<p><a href='javascript:alert(1)'>x</a> Les")
    account = read(saved_page(story))
    assert account.links == ("https://courrier.example/rapport", "https://www.lemonde.fr/a")
    assert account.cites == ("Le Monde",)


def test_menus_and_hidden_text_stay_out() -> None:
    hidden = "Une phrase que personne ne voit et qui ne doit pas être prise pour un propos de ce journal."
    account = read(page().replace("<p>", f"<p style='display:none'>{hidden}</p><p>", 1).encode())
    assert account.text == TEXT
    assert [warned.code for warned in account.warnings] == ["W113"]


def test_a_paragraph_that_both_extractors_lose_is_kept() -> None:
    blocks = scan(page().replace("<p>Les entreprises", "<p class='related comment footer'>Les entreprises"))
    assert [block.text for block in choose(blocks, page()).blocks] == [TITLE, *PARAGRAPHS]


def test_pdf_columns_come_one_after_the_other() -> None:
    left, right = wrapped(" ".join(PARAGRAPHS[:2]), 40), wrapped(" ".join(PARAGRAPHS[2:]), 40)
    whole = pdf([left])
    column = b"".join(
        b"BT /F1 11 Tf 330 %d Td (%s) Tj ET\n" % (770 - 14 * n, line.encode("cp1252", "replace").replace(b"(", b"\\("))
        for n, line in enumerate(right)
    )
    start = whole.index(b"stream\n") + 7
    length = whole.index(b"\nendstream") - start
    data = whole.replace(b"/Length %d" % length, b"/Length %d" % (length + len(column)), 1)
    data = data.replace(b"\nendstream", b"\n" + column + b"endstream", 1)
    assert " ".join(read(data).text.split()) == " ".join(" ".join(PARAGRAPHS).split())


def test_a_scan_has_no_text() -> None:
    with pytest.raises(EmptyAccount, match="scan"):
        read(pdf([[], []]))


def test_deleted_text_of_documents_is_not_read() -> None:
    body = "<w:p><w:r><w:t>Le pont est </w:t></w:r><w:del><w:r><w:delText>ouvert</w:delText></w:r></w:del><w:r><w:t>fermé.</w:t></w:r></w:p>"
    account = read(docx(body=body), language="fr")
    assert account.text == "Le pont est fermé."
    assert [warned.values["which"] for warned in account.warnings] == ["deleted text"]
    body = "<text:p>Le pont est <text:s text:c='3'/>fermé<office:annotation><text:p>sûr ?</text:p></office:annotation> ici.</text:p>"
    account = read(odt(body=body), language="fr")
    assert account.text == "Le pont est fermé ici."


def test_mail() -> None:
    account = read(mail(subject="=?utf-8?q?Le_pont_ferm=C3=A9?="))
    assert (account.title, account.byline, account.published) == ("Le pont fermé", "Anne Leroy", date(2024, 3, 5))
    both = (
        "From: a@b.example\r\nSubject: pont\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoir en ligne.\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page()}"
        "\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=rapport.pdf\r\n\r\nx\r\n--b--\r\n"
    )
    account = read(both.encode())
    assert account.text == TEXT
    assert [warned.values["which"] for warned in account.warnings] == ["application/pdf rapport.pdf"]


def test_records_by_the_names_of_their_keys() -> None:
    record = {
        "Titre": "Le pont",
        "Auteur": ["Anne Leroy", "Jean Martin"],
        "date_publication": 20240305,
        "Contenu": PARAGRAPHS[0],
        "chapo": "En bref.",
    }
    account = read(json.dumps({"hits": {"hits": [{"_source": record}]}}).encode())
    assert (account.title, account.byline) == ("Le pont", "Anne Leroy, Jean Martin")
    assert account.text == f"En bref.\n\n{PARAGRAPHS[0]}"
    assert account.name == "bytes#1"


def test_feeds_name_their_outlet_and_entries() -> None:
    reading = read_all([rss()])
    assert [account.name for account in reading.accounts] == ["bytes#1", "bytes#2", "bytes#3"]
    assert {account.outlet for account in reading.accounts} == {"Le Courrier"}
    assert [account.text for account in reading.accounts] == list(PARAGRAPHS[:3])


def test_an_entry_of_a_feed_is_a_story_already() -> None:
    reading = read_all([atom()])
    assert [account.text for account in reading.accounts] == list(PARAGRAPHS[:3])
    assert {account.warnings for account in reading.accounts} == {()}


def test_web_archives_are_unpacked() -> None:
    body = gzip.compress(page().encode(), mtime=0)
    plain = warc().split(b"\r\n\r\n", 2)
    http = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
        % len(body)
        + body
    )
    head = plain[0].replace(b"Content-Length: ", b"X-Old: ") + b"\r\nContent-Length: %d" % len(http)
    assert read(head + b"\r\n\r\n" + http + b"\r\n\r\n").text == TEXT


def test_names_in_archives_are_labels() -> None:
    reading = read_all([zipped([("../../../etc/passwd", TEXT.encode()), ("/abs/a.txt", TEXT.encode())])])
    assert [account.name for account in reading.accounts] == ["bytes/etc/passwd", "bytes/abs/a.txt"]


def test_markdown_loses_its_marks_and_keeps_the_way_back() -> None:
    account = read(ordinary()["markdown"])
    assert not set("#*[]") & set(account.text)
    assert account.links == ("https://courrier.example/rapport",)
    at = account.text.index("Lire le rapport")
    assert account.original(Span(at, at + len("Lire le rapport"))) == "Lire** le [rapport"


def test_a_file_that_is_read_can_open_no_other() -> None:
    with pytest.raises(PermissionError):
        _check_open(("/etc/passwd", "r"), ("/usr/lib/python3",))
    with pytest.raises(PermissionError):
        _check_open(("/usr/lib/python3/a.py", "w"), ("/usr/lib/python3",))
    _check_open(("/usr/lib/python3/a.py", "r"), ("/usr/lib/python3",))


def test_what_goes_between_processes_comes_back() -> None:
    account = read(ordinary()["wrapped text"])
    error = EmptyAccount("a", where="b", remedy="c")
    back = unpack_items(pack_items([account, error]))
    assert back[0] == account
    assert isinstance(back[1], EmptyAccount)
    assert back[1].line() == error.line()
    assert isinstance(back[1], AccountError)


def test_a_file_object_that_is_read_twice() -> None:
    stream = io.BytesIO(page().encode())
    assert read(stream).text == TEXT


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.text("ab \n-", max_size=6), st.text("xy", max_size=4)), max_size=12))
def test_two_maps_make_one(parts: list[tuple[str, str]]) -> None:
    source = "".join(kept + dropped for kept, dropped in parts)
    track, at = Tracker(source), 0
    for kept, dropped in parts:
        track.same(at, at + len(kept))
        at += len(kept) + len(dropped)
    between, inner = track.done()
    laid = repair(between)
    account = Account("a", laid.text, "fr", source=source, pieces=compose(laid.pieces, inner))
    at = 0
    for piece in account.pieces:
        assert piece.text.start == at
        ours, theirs = laid.text[piece.text.start : piece.text.end], source[piece.source.start : piece.source.end]
        assert ours == theirs or (ours.isspace() and set(theirs) <= set(" \n-xy"))
        at = piece.text.end
    assert at == len(laid.text)
