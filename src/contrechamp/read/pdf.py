"""PDF: the characters of each page with their places, in reading order, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from contrechamp.errors import DamagedFile, EmptyAccount, ProtectedFile, said
from contrechamp.model import Warned
from contrechamp.read.columns import Row, Run, column_rows
from contrechamp.read.draft import Draft, Field
from contrechamp.read.limits import Limits
from contrechamp.read.names import read_byline
from contrechamp.read.notes import warn
from contrechamp.read.pieces import Tracker
from contrechamp.read.source import Raw

if TYPE_CHECKING:
    import pypdfium2

_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|sur|of|de)\s*\d{1,4})?\W*", re.I)
_JUNK_TITLE = re.compile(
    r"\.(?:docx?|indd|qxp|pdf|pptx?|odt|txt|html?)$|^microsoft|^untitled|^sans titre|^document\d*$", re.I
)
_EDGE_ROWS = 2
_REPEATED = 0.4
"""Share of the pages on which an edge row must stand to be a running head; facing pages alternate, so under a half."""


def read_pdf(raw: Raw, limits: Limits) -> Draft:
    """The text of a PDF in reading order, with the offset at which each page begins."""
    import pypdfium2

    document = _open(raw, pypdfium2)
    try:
        count = len(document)
        pages = [_page_rows(document, number) for number in range(min(count, limits.pages))]
        fields = _fields(document)
    finally:
        document.close()
    warnings = [warn("W115", count=len(pages), what="pages", all=count)] if count > len(pages) else []
    empty = [number for number, rows in enumerate(pages, 1) if not rows]
    if len(empty) == len(pages):
        raise EmptyAccount(
            said("no text on its pages: pictures or a scan", "pas de texte sur ses pages : images ou numérisation"),
            where=raw.name,
            remedy=said("recognise its characters first", "reconnaître d’abord ses caractères"),
        )
    if empty:
        warnings.append(warn("W116", which=_listed(empty)))
    pages, heads = _without_heads(pages)
    draft = _lay_out(pages)
    return replace(draft, fields=fields, warnings=(*warnings, *heads))


def _open(raw: Raw, library: Any) -> pypdfium2.PdfDocument:
    try:
        return library.PdfDocument(raw.data)
    except library.PdfiumError as error:
        if "password" in str(error).lower():
            raise ProtectedFile(
                said("it asks for a password", "il demande un mot de passe"),
                where=raw.name,
                remedy=said("save it without a password", "l’enregistrer sans mot de passe"),
            ) from None
        raise DamagedFile(
            said(f"the PDF cannot be opened ({error})", f"le PDF ne s’ouvre pas ({error})"),
            where=raw.name,
            remedy=said("fetch or export it again", "le récupérer ou l’exporter à nouveau"),
        ) from None


def _page_rows(document: pypdfium2.PdfDocument, number: int) -> list[Row]:
    """The rows of one page in reading order; none when the page is damaged."""
    import pypdfium2

    try:
        page = document[number]
        try:
            text = page.get_textpage()
            try:
                return column_rows(_runs(text.raw, text.count_chars()))
            finally:
                text.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return []


def _runs(text: Any, count: int) -> list[Run]:
    """The runs of characters of a page: those that follow each other on one line without a wide gap."""
    from ctypes import byref, c_double

    import pypdfium2.raw as pdfium

    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    places = byref(left), byref(right), byref(bottom), byref(top)
    runs: list[Run] = []
    run = Run()
    for at in range(count):
        char = _character(pdfium.FPDFText_GetUnicode(text, at))
        if char in "\r\n" or (char.isspace() and not run.text):
            run = _close(run, runs) if char in "\r\n" else run
            continue
        if char.isspace():
            run.text += " "
            continue
        if not pdfium.FPDFText_GetCharBox(text, at, *places):
            continue
        if run.text and not run.goes_on(left.value, bottom.value, top.value):
            run = _close(run, runs)
        run.add(char, left.value, right.value, bottom.value, top.value)
    _close(run, runs)
    return runs


def _close(run: Run, runs: list[Run]) -> Run:
    if run.text.strip():
        runs.append(run)
    return Run()


def _character(code: int) -> str:
    """The character of a code; the hyphen that PDFium marks at a line's end is one, what is no character is U+FFFD."""
    if code in (0x2, 0xFFFE):
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _without_heads(pages: list[list[Row]]) -> tuple[list[list[Row]], tuple[Warned, ...]]:
    """The rows with running heads and page numbers marked as such, and a warning that counts them."""
    edges = [_edge_rows(rows) for rows in pages]
    seen = Counter(
        form for rows, places in zip(pages, edges, strict=True) for form in {_form(rows[at]) for at in places}
    )
    needed = max(2, _REPEATED * len([rows for rows in pages if rows]))
    dropped: list[str] = []
    result = []
    for rows, places in zip(pages, edges, strict=True):
        heads = {at for at in places if seen[_form(rows[at])] >= needed or _NUMBER.fullmatch(rows[at].text.strip())}
        if len(heads) == len(rows):
            heads = set()
        dropped += [rows[at].text.strip() for at in sorted(heads)]
        result.append([replace(row, head=at in heads) for at, row in enumerate(rows)])
    if not dropped:
        return result, ()
    sample = ", ".join(dict.fromkeys(text[:40] for text in dropped[:4]))
    return result, (warn("W114", count=len(dropped), which=sample),)


def _edge_rows(rows: Sequence[Row]) -> list[int]:
    """The places of the topmost and lowest rows of a page."""
    by_height = sorted(range(len(rows)), key=lambda at: -rows[at].top)
    return sorted({*by_height[:_EDGE_ROWS], *by_height[-_EDGE_ROWS:]})


def _form(row: Row) -> str:
    return re.sub(r"\d+", "0", " ".join(row.text.split()))


def _lay_out(pages: Sequence[Sequence[Row]]) -> Draft:
    """The rows as text: a line break inside a paragraph, an empty line between two; heads stay in the source only."""
    source = "\f".join("\n".join(row.text for row in rows) for rows in pages)
    track = Tracker(source)
    at, before = 0, 0
    starts: list[int] = []
    last: Row | None = None
    for rows in pages:
        starts.append(track.at)
        for row in rows:
            end = at + len(row.text)
            if not row.head:
                if last is not None:
                    track.put(_between(last, row), before, at)
                if (
                    len(starts) > 1
                    and starts[-1]
                    and last is not None
                    and track.at > starts[-1]
                    and row is _first(rows)
                ):
                    starts[-1] = track.at
                track.same(at, end)
                before, last = end, row
            at = end + 1
        at += 0 if rows else 1
    text, pieces = track.done()
    return Draft(text, source, pieces, pages=tuple(starts), soft=True)


def _first(rows: Sequence[Row]) -> Row | None:
    return next((row for row in rows if not row.head), None)


def _between(left: Row, right: Row) -> str:
    return "\n\n" if right.begins or left.ends(right) else "\n"


def _fields(document: pypdfium2.PdfDocument) -> dict[str, list[Field]]:
    """Title and author of the file's own description, where they look like those of an account and not of a program."""
    try:
        known = document.get_metadata_dict(skip_empty=True)
    except Exception:  # a damaged description is none
        return {}
    title, author = known.get("Title", "").strip("\0 "), known.get("Author", "").strip("\0 ")
    fields: dict[str, list[Field]] = {}
    if title and not _JUNK_TITLE.search(title) and " " in title:
        fields["title"] = [Field(title, "PDF title")]
    if author and read_byline(author, "fr"):
        fields["byline"] = [Field(author, "PDF author")]
    return fields


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
