"""Which format bytes are in, told from the bytes; the name of the file is never looked at."""

from __future__ import annotations

import re

_HEAD = 4_096

FOREIGN = (
    (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"RIFF", "WebP, WAV or AVI"),
    (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"BM", "BMP"), (b"ID3", "MP3"), (b"OggS", "Ogg"), (b"fLaC", "FLAC"),
    (b"\x1aE\xdf\xa3", "Matroska"), (b"\x7fELF", "program"), (b"MZ", "program"), (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!", "RAR"), (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"), (b"\x28\xb5\x2f\xfd", "Zstandard"), (b"SQLite format 3\0", "SQLite"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97 or other OLE"), (b"{\\rtf", "RTF"), (b"%!PS", "PostScript"),
    (b"wOFF", "font"), (b"wOF2", "font"), (b"\0\1\0\0\0", "font"), (b"\0asm", "WebAssembly"),
)  # fmt: skip
"""First bytes of what is no account, with the name to tell the user."""

_BMP_OR_PROGRAM = (b"BM", b"MZ", b"RIFF", b"ID3", b"GIF8", b"BZh", b"Rar!", b"OggS", b"fLaC")
_MAIL = re.compile(
    rb"(?:return-path|received|from|to|subject|date|message-id|mime-version|content-type|delivered-to|reply-to|cc|sender|"
    rb"dkim-signature|snapshot-content-location|content-transfer-encoding|authentication-results|in-reply-to|references|"
    rb"user-agent|importance|(?:x|arc|list|thread|accept)-[\w-]{1,60})\s*:[^\r\n]{0,2000}\r?\n"
    rb"(?:[ \t][^\r\n]{0,2000}\r?\n)*",
    re.I,
)
_MAIL_SURE = re.compile(rb"^(?:mime-version|message-id|received|return-path|content-type|subject)\s*:", re.I | re.M)
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.I)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_TAG = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|ul|ol|li|table|article|section|main|meta|title|script|br|em|strong|b|i)(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
_XML = re.compile(r"<\?xml\s", re.I)
_TEXT_COLUMN = re.compile(r"^\W*(?:text|texte|content|contenu|body|corps|article|fulltext|full_text)\W*$", re.I)
_MARKDOWN = (
    re.compile(r"^#{1,6}\s+\S", re.M),
    re.compile(r"(?<!!)\[[^\[\]\n]{1,200}\]\((?:https?://|/|#|\.)[^()\s]{0,1000}\)"),
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,200}\*\*(?![\w*])"),
    re.compile(r"^(?:[-*_] ?){3,}$", re.M),
    re.compile(r"^>\s+\S", re.M),
)


def kind_of(data: bytes) -> str:
    """`text`, `markdown`, `html`, `pdf`, `zip`, `gzip`, `mail`, `warc`, `feed`, `json`, `csv`, or `foreign:NAME`.

    A zip may be a document (DOCX, ODT); only opening it tells, which is left to the child process that reads it.
    """
    head = data[:_HEAD]
    if head.startswith((b"PK\3\4", b"PK\5\6", b"PK\7\x08")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if b"%PDF-" in head[:1_024]:
        return "pdf"
    if head.startswith((b"WARC/1.", b"WARC/0.")):
        return "warc"
    if name := _foreign(head):
        return f"foreign:{name}"
    return "mail" if _is_mail(head) else _text_kind(data, head)


def _foreign(head: bytes) -> str | None:
    """The name of a format that is no account. Short marks also begin words: they need a control character nearby."""
    if head[4:8] == b"ftyp":
        return "MP4"
    for mark, name in FOREIGN:
        if head.startswith(mark) and (mark not in _BMP_OR_PROGRAM or any(byte < 9 for byte in head[:64])):
            return name
    return None


def _is_mail(head: bytes) -> bool:
    """Two or more header lines of a message from the first byte on, one of them a sure one."""
    at, lines = 0, 0
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    while found := _MAIL.match(head, at):
        at, lines = found.end(), lines + 1
    return lines >= 2 and bool(_MAIL_SURE.search(head[:at]))


def _text_kind(data: bytes, head: bytes) -> str:
    text = _peek(head).lstrip("\ufeff \t\r\n\0")
    if text.startswith("<"):
        return _markup_kind(text)
    if text.startswith(("{", "[")) and _is_json(text):
        return "json"
    if _is_table(text):
        return "csv"
    return "markdown" if _is_markdown(text) else "html" if _is_fragment(text) else "text"


def _peek(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(head) > 8 and head[:64].count(0) >= len(head[:64]) // 3):
        little = head.startswith(b"\xff\xfe") or (not head.startswith(b"\xfe\xff") and head[1:2] == b"\0")
        return head.decode("utf-16-le" if little else "utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def _markup_kind(text: str) -> str:
    if _FEED.search(text[:2_000]) and not _PAGE.search(text[:2_000]):
        return "feed"
    if _PAGE.search(text) or _XML.match(text) or text.startswith("<!--") or len(_TAG.findall(text)) >= 2:
        return "html"
    return "text"


def _is_json(text: str) -> bool:
    """An object or a list of objects whose first key is written as JSON does."""
    return bool(re.match(r"[\[\s]*\{\s*(?:\"|\})|\[\s*\]", text))


def _is_table(text: str) -> bool:
    """A first line that names columns, one of them that of the text."""
    first = text.split("\n", 1)[0].rstrip("\r")
    if "\n" not in text or len(first) > 2_000:
        return False
    cells = max((first.split(mark) for mark in ",;\t|"), key=len)
    return len(cells) >= 2 and any(_TEXT_COLUMN.match(cell) for cell in cells) and all(len(cell) < 60 for cell in cells)


def _is_markdown(text: str) -> bool:
    if re.match(r"---\r?\n(?:[\w-]{1,40}:[^\n]{0,500}\n){1,30}---", text):
        return True
    return sum(bool(pattern.search(text)) for pattern in _MARKDOWN) >= 2


def _is_fragment(text: str) -> bool:
    """Text with a fair number of tags in it, closed ones among them."""
    tags = _TAG.findall(text)
    return len(tags) >= 6 and sum(tag.startswith("</") for tag in tags) >= 2
