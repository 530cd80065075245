"""Ordinary files of every format, made in memory: what damaged and hostile files are made from, and their neighbours."""

# ruff: noqa: E501 — the bytes of files are written as they are

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from html import escape

TITLE = "Le pont de Valserine fermé aux camions"
PARAGRAPHS = (
    "Le conseil municipal de Valserine a voté lundi soir la fermeture du pont aux camions, jugé dangereux par les "
    "ingénieurs du département. La décision prend effet le 12 mars et vaut pour dix-huit mois.",
    "« Nous n’avions plus le choix », a déclaré la maire, Hélène Garnier, devant une centaine d’habitants. Selon elle, "
    "trois des huit piles du pont ont bougé de plus de quatre centimètres depuis l’automne.",
    "Les entreprises de la rive gauche estiment que le détour de douze kilomètres leur coûtera 400 000 euros par an. "
    "Leur syndicat a demandé au préfet une dérogation, qui lui a été refusée.",
    "Le département promet une passerelle provisoire avant l’été. Son coût, environ deux millions d’euros, serait partagé "
    "avec la région, qui n’a pas encore donné son accord.",
    "Un premier rapport, daté de 2019, avait déjà signalé des fissures. La municipalité précédente l’avait jugé "
    "alarmiste ; l’opposition réclame aujourd’hui une enquête.",
)
TEXT = "\n\n".join((TITLE, *PARAGRAPHS))


def page(
    paragraphs: Sequence[str] = PARAGRAPHS,
    title: str = TITLE,
    *,
    head: str = "",
    menu: bool = True,
    charset: str = "utf-8",
) -> str:
    """A page of a newspaper: menus, a story, a sidebar, a footer."""
    nav = "<nav><ul><li><a href='/'>Accueil</a></li><li><a href='/politique'>Politique</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    aside = "<aside><h2>À lire aussi</h2><ul><li><a href='/a'>La piscine rouvre</a></li><li><a href='/b'>Le marché déménage</a></li></ul></aside>"
    body = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html>\n<html lang='fr'><head><meta charset='{charset}'><title>{escape(title)} | Le Courrier</title>{head}</head>\n"
        f"<body>{nav if menu else ''}<main><article><h1>{escape(title)}</h1>\n{body}\n</article></main>{aside if menu else ''}"
        "<footer><p>© Le Courrier de Valserine, tous droits réservés</p></footer></body></html>"
    )


def pdf(pages: Sequence[Sequence[str]], *, extra: bytes = b"", compress: bool = False) -> bytes:
    """A PDF with one text object a line; `extra` are more objects, written as they are."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        content = b"".join(_pdf_line(line, 770 - 14 * n) for n, line in enumerate(lines))
        packed, filters = (zlib.compress(content), b" /Filter /FlateDecode") if compress else (content, b"")
        objects.append(b"<< /Length %d%s >>\nstream\n" % (len(packed), filters) + packed + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assemble_pdf(objects, extra)


def _pdf_line(line: str, height: int) -> bytes:
    words = line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 11 Tf 60 %d Td (%s) Tj ET\n" % (height, words)


def assemble_pdf(objects: Sequence[bytes], extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """The bytes of a PDF with these objects, numbered from 1, the first being the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    out += extra
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)


def wrapped(text: str, width: int = 80) -> list[str]:
    """The lines of a text broken at a width, an empty line between paragraphs."""
    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    return lines[:-1]


def zipped(members: Sequence[tuple[str, bytes]], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(paragraphs: Sequence[str] = (TITLE, *PARAGRAPHS), *, body: str | None = None, prolog: str = "") -> bytes:
    """A Word document; `body` replaces the XML of its paragraphs, `prolog` stands before the root."""
    inside = body if body is not None else "".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in paragraphs)
    document = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document {W}><w:body>{inside}</w:body></w:document>'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Anne Leroy</dc:creator></cp:coreProperties>'
    )
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped([
        ("[Content_Types].xml", types.encode()), ("word/document.xml", document.encode()), ("docProps/core.xml", core.encode())
    ])  # fmt: skip


def odt(paragraphs: Sequence[str] = (TITLE, *PARAGRAPHS), *, body: str | None = None, prolog: str = "") -> bytes:
    """An OpenDocument text."""
    inside = body if body is not None else "".join(f"<text:p>{escape(p)}</text:p>" for p in paragraphs)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body><office:text>{inside}</office:text></office:body></office:document-content>"
    )
    return zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode())])


def mail(body: str = TEXT, subject: str = TITLE, *, headers: str = "") -> bytes:
    """A message in plain text."""
    return (
        f"From: Anne Leroy <anne@courrier.example>\r\nTo: desk@courrier.example\r\nSubject: {subject}\r\n"
        f"Date: Tue, 05 Mar 2024 18:30:00 +0100\r\nMIME-Version: 1.0\r\n{headers}"
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}"
    ).encode()


def saved_page(html: str | None = None) -> bytes:
    """A page saved as one file (MHTML)."""
    whole = html or page()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courrier.example/2024/03/05/pont.html\r\n"
        'Subject: Le pont\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
        "------b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://courrier.example/2024/03/05/pont.html\r\n\r\n{whole}\r\n------b\r\n"
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b--\r\n"
    ).encode()


def records(count: int = 3) -> list[dict[str, str]]:
    """Records as an archive exports them."""
    return [
        {
            "title": TITLE,
            "author": "Anne Leroy",
            "date": "2024-03-05",
            "url": f"https://courrier.example/{n}",
            "text": TEXT + f" {n}",
        }
        for n in range(count)
    ]


def json_lines(count: int = 3) -> bytes:
    """JSON Lines."""
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records(count)).encode()


def table(count: int = 3, mark: str = ",") -> bytes:
    """CSV with named columns."""
    rows = [mark.join(("title", "date", "text"))]
    rows += [mark.join(f'"{r[name]}"' for name in ("title", "date", "text")) for r in records(count)]
    return "\r\n".join(rows).encode()


def rss(entries: Sequence[str] = PARAGRAPHS[:3], *, prolog: str = "") -> bytes:
    """An RSS feed."""
    items = "".join(
        f"<item><title>{escape(TITLE)} {n}</title><link>https://courrier.example/{n}</link>"
        f"<pubDate>Tue, 05 Mar 2024 18:30:00 +0100</pubDate><description>{escape(entry)}</description></item>"
        for n, entry in enumerate(entries)
    )
    return f'<?xml version="1.0" encoding="utf-8"?>{prolog}<rss version="2.0"><channel><title>Le Courrier</title>{items}</channel></rss>'.encode()


def atom(entries: Sequence[str] = PARAGRAPHS[:3]) -> bytes:
    """An Atom feed."""
    items = "".join(
        f"<entry><title>{escape(TITLE)}</title><link href='https://courrier.example/{n}'/><updated>2024-03-05T18:30:00Z</updated>"
        f"<author><name>Anne Leroy</name></author><content type='html'>&lt;p&gt;{escape(escape(entry))}&lt;/p&gt;</content></entry>"
        for n, entry in enumerate(entries)
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Le Courrier</title>{items}</feed>'.encode()


def warc(pages: Sequence[str] | None = None, *, packed: bool = False) -> bytes:
    """A web archive with one response a page."""
    out = b""
    for number, html in enumerate(pages or [page()]):
        body = html.encode()
        http = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
            + body
        )
        record = (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courrier.example/%d\r\nWARC-Date: 2024-03-06T00:00:00Z\r\n"
            b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\nContent-Type: application/http; msgtype=response\r\n"
            b"Content-Length: %d\r\n\r\n" % (number, number, len(http))
        ) + http + b"\r\n\r\n"  # fmt: skip
        out += gzip.compress(record) if packed else record
    return out


MARKDOWN = f"---\ntitle: {TITLE}\nauthor: Anne Leroy\ndate: 2024-03-05\n---\n\n# {TITLE}\n\n" + "\n\n".join(
    (*PARAGRAPHS, "**Lire** le [rapport](https://courrier.example/rapport), *daté* de 2019.")
)


def ordinary() -> dict[str, bytes]:
    """One file of every format."""
    return {
        "text": TEXT.encode(),
        "wrapped text": "\n".join(wrapped(TEXT)).encode(),
        "markdown": MARKDOWN.encode(),
        "html": page().encode(),
        "pdf": pdf([wrapped(TEXT)]),
        "docx": docx(),
        "odt": odt(),
        "mail": mail(),
        "mhtml": saved_page(),
        "json": json.dumps(records()).encode(),
        "jsonl": json_lines(),
        "csv": table(),
        "rss": rss(),
        "atom": atom(),
        "warc": warc(),
        "warc.gz": warc(packed=True),
        "gzip": gzip.compress(TEXT.encode()),
        "zip": zipped([("a.txt", TEXT.encode()), ("b/c.html", page().encode())]),
    }
