"""Hostile and damaged documents: PDF, DOCX, ODT; and scripts in every field of every format."""

# ruff: noqa: E501 — the bytes of files are written as they are

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from itertools import product

from tests.hostile.ordinary import (
    MARKDOWN,
    PARAGRAPHS,
    TEXT,
    assemble_pdf,
    docx,
    mail,
    odt,
    page,
    pdf,
    records,
    rss,
    wrapped,
    zipped,
)

Files = Iterator[bytes]
STORY = " ".join(PARAGRAPHS)


ENTITY_BOMB = (
    "<!DOCTYPE a [<!ENTITY a0 'pont'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)


PROLOGS = (
    ENTITY_BOMB,
    "<!DOCTYPE a [<!ENTITY a11 SYSTEM 'file:///etc/passwd'>]>",
    "<!DOCTYPE a [<!ENTITY a11 SYSTEM 'http://127.0.0.1:9/x'>]>",
    "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>",
    "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
    "<!DOCTYPE a [<!ENTITY a11 '" + "x" * 200_000 + "'>]>",
)


def entity_bombs_in_documents() -> Files:
    for prolog in PROLOGS:
        yield docx(body="<w:p><w:r><w:t>" + "&a11;" * 50 + "</w:t></w:r></w:p>", prolog=prolog)
        yield odt(body="<text:p>" + "&a11;" * 50 + "</text:p>", prolog=prolog)


def hostile_documents() -> Files:
    for depth in (200, 1_000, 20_000):
        yield docx(body="<w:p>" * depth + "<w:r><w:t>pont</w:t></w:r>" + "</w:p>" * depth)
        yield odt(body="<text:p>" * depth + "pont" + "</text:p>" * depth)
    yield docx(body="<w:p><w:r><w:t>" + "pont " * 3_000_000 + "</w:t></w:r></w:p>")
    yield odt(body="<text:p>" + "<text:s text:c='999999999'/>" * 1_000 + "</text:p>")
    yield odt(body="<text:p>" + "<text:s text:c='x'/>" * 10 + "</text:p>")
    yield docx(body="<w:p/>" * 300_000)
    yield docx(body="")
    yield zipped([("word/document.xml", b""), ("[Content_Types].xml", b"")])
    yield zipped([("mimetype", b""), ("content.xml", b"<a>")])


def cyclic_pdfs() -> Files:
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    yield assemble_pdf([catalog, b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R] >>"])
    yield assemble_pdf(
        [catalog, b"<< /Type /Pages /Count 3 /Kids [3 0 R] >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]
    )
    yield assemble_pdf([b"1 0 R"])
    yield assemble_pdf([b"<< /Type /Catalog /Pages 1 0 R >>"])
    yield assemble_pdf(
        [
            catalog,
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] /Parent 2 0 R >>",
            b"<< /Type /Page /Parent 3 0 R /Contents 3 0 R >>",
        ]
    )
    yield assemble_pdf(
        [
            catalog,
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R] >>",
            b"4 0 R",
        ]
    )
    yield assemble_pdf([catalog], trailer=b"/Prev 0")
    whole = pdf([wrapped(TEXT)])
    yield whole.replace(b"startxref", b"/Prev %d\nstartxref" % whole.rindex(b"xref\n0"))
    yield pdf([wrapped(TEXT)], extra=b"90 0 obj\n90 0 R\nendobj\n")
    loop = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 6 /Resources << /XObject << /X 5 0 R >> >> >>\nstream\n/X Do \nendstream"
    yield assemble_pdf([
        catalog, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        b"<< /Length 6 >>\nstream\n/X Do \nendstream", loop,
    ])  # fmt: skip


def pdf_bombs() -> Files:
    catalog, pages = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    for size, filler in product((1_000_000, 30_000_000, 200_000_000), (b" ", b"q ", b"BT ")):
        packer = zlib.compressobj(9)
        block = (filler * 1_000_000)[:1_000_000]
        packed = b"".join(packer.compress(block) for _ in range(size // 1_000_000)) + packer.flush()
        yield assemble_pdf(
            [
                catalog,
                pages,
                leaf,
                b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
            ]
        )
        twice = zlib.compress(packed)
        yield assemble_pdf(
            [
                catalog,
                pages,
                leaf,
                b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(twice) + twice + b"\nendstream",
            ]
        )


def broken_pdfs() -> Files:
    whole = pdf([wrapped(TEXT), wrapped(TEXT)])
    yield whole.replace(b"startxref", b"startxxxx")
    yield whole.replace(b"/Count 2", b"/Count 999999999")
    yield whole.replace(b"/Length", b"/Lenght")
    yield whole.replace(b"0000000000 65535 f", b"9999999999 99999 f")
    yield whole.replace(b"endobj", b"")
    yield whole.replace(b"11 Tf", b"1" + b"0" * 400 + b" Tf")
    yield whole.replace(b"60 770 Td", b"nan inf Td")
    yield whole.replace(b"[0 0 595 842]", b"[0 0 -1 99999999999]")
    yield whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 >>")
    yield whole.replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /ID [(a)(a)]"
    )
    yield whole.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    yield whole.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) >>")
    yield pdf([[]])
    yield pdf([["\x1b[2J" + line for line in wrapped(TEXT)]])
    yield pdf([wrapped("(" * 50_000)])
    yield pdf([["mot " * 5]] * 400)
    yield b"%PDF-"
    yield b"%PDF-1.7\n" + b"1 0 obj\n<<" * 50_000
    yield b"%PDF-1.7\n" + b"[" * 300_000


SCRIPT = "<script>alert(1)</script>"


SCRIPTS = (
    SCRIPT,
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "<iframe src=javascript:alert(1)>",
    "{{7*7}}${7*7}<%= 7 %>",
    "</textarea></title></style><script>alert(1)</script>",
    "<a href='data:text/html,<script>alert(1)</script>'>lien</a>",
)


def scripts_in_fields() -> Files:
    for script in SCRIPTS:
        yield page(title=script).encode()
        yield page(head=f'<meta name="author" content="{script}"><meta property="og:url" content="{script}">').encode()
        yield page(
            head=f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": script})}</script>'
        ).encode()
        yield json.dumps(
            [{**record, "title": script, "url": script, "author": script} for record in records()]
        ).encode()
        yield rss([script + STORY]).replace(b"Le Courrier", script.encode())
        yield mail(subject=script)
        yield docx([script, *PARAGRAPHS])
        yield f"{script}\n\n{TEXT}\n\nSource : {script}".encode()
        yield MARKDOWN.replace("rapport](https://courrier.example/rapport)", f"rapport]({script})").encode()
