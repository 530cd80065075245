"""Hostile and damaged archives, messages, tables, feeds and web archives."""

# ruff: noqa: E501 — the bytes of files are written as they are

from __future__ import annotations

import gzip
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import product

from tests.hostile.documents import PROLOGS, SCRIPT
from tests.hostile.ordinary import (
    PARAGRAPHS,
    TEXT,
    atom,
    json_lines,
    mail,
    ordinary,
    page,
    pdf,
    rss,
    saved_page,
    table,
    warc,
    wrapped,
    zipped,
)

Files = Iterator[bytes]
STORY = " ".join(PARAGRAPHS)


def truncated_files() -> Files:
    for name, data in ordinary().items():
        if name not in ("text", "wrapped text"):
            yield from (data[: len(data) * part // 10] for part in (1, 5, 9))


def flipped_bytes() -> Files:
    for seed, (name, data) in product(range(3), ordinary().items()):
        out, chosen = bytearray(data), random.Random(f"{name}{seed}")
        for _ in range(1 + 10 * seed):
            out[chosen.randrange(len(out))] ^= 1 << chosen.randrange(8)
        yield bytes(out)


def zip_bombs() -> Files:
    for size in (2_000_000, 20_000_000, 60_000_000):
        yield zipped([("bombe.txt", b"\0" * size)])
        yield zipped([("bombe.txt", b"Le pont. " * (size // 9))])
        yield zipped([(f"{n}.html", b"<p>" * 300_000) for n in range(size // 5_000_000)])


def gzip_bombs() -> Files:
    for size in (2_000_000, 20_000_000, 150_000_000):
        packer = zlib.compressobj(9, wbits=31)
        out = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
        yield out
        yield gzip.compress(out)
    yield gzip.compress(b"a" * 1_000) * 20_000


def zip_slip() -> Files:
    names = ("../../etc/passwd", "/etc/passwd", "C:\\windows\\a.txt", "..\\..\\a.txt", "a/../../b.txt", "\x1b[2Ja.txt", "a\nb.txt",
             "./" * 2_000 + "a.txt", "con.txt", "~/.ssh/config", "//server/share", ".", "..", "<script>.txt", "a" * 5_000)  # fmt: skip
    for name in names:
        yield zipped([(name, TEXT.encode()), ("bon.txt", TEXT.encode())])


def broken_zips() -> Files:
    whole = zipped([("a.txt", TEXT.encode()), ("b.txt", TEXT.encode())])
    yield whole.replace(b"PK\1\2", b"PK\1\3", 1)
    yield whole.replace(struct.pack("<H", 8), struct.pack("<H", 99))
    yield _flagged(whole, 0x1)
    yield whole + b"x" * 1_000
    yield b"PK\5\6" + b"\0" * 18
    yield whole[:40] + whole[44:]
    yield whole[::-1]
    yield whole[:-22] + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 65_535, 65_535, 0xFFFFFFFF, 0xFFFFFFFF, 0)


def _flagged(whole: bytes, bit: int) -> bytes:
    out = bytearray(whole)
    at = -1
    while (at := whole.find(b"PK\1\2", at + 1)) >= 0:
        out[at + 8] |= bit
    return bytes(out)


def nested_archives() -> Files:
    for depth in (2, 4, 6, 20, 100):
        inner = TEXT.encode()
        for _ in range(depth):
            inner = zipped([("a.zip", inner)], method=zipfile.ZIP_STORED)
        yield inner
        inner = TEXT.encode()
        for _ in range(depth):
            inner = gzip.compress(inner)
        yield inner


def many_members() -> Files:
    for count in (100, 3_000):
        yield zipped([(f"{n}.txt", b"") for n in range(count)])
        yield zipped([(f"{n}.bin", b"\x89PNG\r\n\x1a\n") for n in range(count)])


def hostile_feeds() -> Files:
    yield rss(["x " * 500_000])
    yield rss([STORY] * 3_000)
    yield rss([""] * 100)
    yield rss([SCRIPT + STORY])
    yield b"<rss>" + b"<channel>" * 20_000
    yield b"<rss version='2.0'>/etc/passwd</rss>"
    yield atom().replace(b"https://courrier.example", b"javascript:alert(1)//")
    yield rss().replace(b"Tue, 05 Mar 2024", b"99 Foo 999999999999")
    yield rss().replace(b"utf-8", b"utf-16")
    yield rss().replace(b"</item>", b"")


def entity_bombs_in_feeds() -> Files:
    for prolog in PROLOGS:
        yield rss(prolog=prolog).replace(b"pont", b"&a11;")
        yield rss(prolog=prolog)
        yield b"<?xml version='1.0'?>" + prolog.encode() + page().replace("pont", "&a11;").encode()


def hostile_json() -> Files:
    for depth in (500, 5_000, 200_000):
        yield b"[" * depth + b'{"text": "pont"}' + b"]" * depth
        yield b'{"a":' * depth + b'{"text":"pont"}' + b"}" * depth
        yield b"[" * depth
    yield b'{"text": "' + TEXT.replace("\n", "\\n").encode() + b'", "date": ' + b"9" * 5_000 + b"}"
    yield b'{"text": "Le pont", "date": 1e400}'
    yield b'{"text": NaN}'
    yield b'[{"text": 12}, {"text": null}, {"text": []}, {"text": {"text": "Le pont"}}]'
    yield b'{"text": "' + b"a" * 3_000_000 + b'"}'
    yield json.dumps([{"text": "Le pont est " + str(n)} for n in range(12_000)]).encode()
    yield b'{"text": "Le pont", "text": "La gare", "title": ["a", 1], "url": {"a": 1}}'


def broken_json_lines() -> Files:
    lines = json_lines(6).split(b"\n")
    for at in range(6):
        yield b"\n".join([*lines[:at], lines[at][:-10], *lines[at + 1 :]])
    yield b"\n".join(lines).replace(b"\n", b",\n")
    yield b"\n".join([b"{}"] * 100)
    yield b"\n".join([*lines, b"[" * 10_000])


def hostile_tables() -> Files:
    yield table() + b'\r\n"un guillemet ouvert,2024,pont'
    yield b"title,text\r\n" + b'"' * 100_001
    yield b"title,text\r\n" + b"a," + b"pont " * 1_000_000
    yield b"title,text\r\n" + b"a,b,c,d,e\r\n" * 5_000
    yield table().replace(b"pont", b"=cmd|'/c calc'!A1")
    yield table().replace(b"pont", b"\0")
    yield table(3, "\t")
    yield table(3, ";")
    yield b"text," * 3_000 + b"\r\n1"
    yield b"title,text\r\n" * 3_000
    yield b"title,text\r\n"


def hostile_mail() -> Files:
    for depth in (10, 300, 3_000):
        head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
        yield b"MIME-Version: 1.0\r\nSubject: a\r\n" + head + b"Content-Type: text/plain\r\n\r\n" + TEXT.encode()
        inner = b"Content-Type: message/rfc822\r\n\r\nMIME-Version: 1.0\r\n" * depth
        yield b"MIME-Version: 1.0\r\nSubject: a\r\n" + inner + b"Content-Type: text/plain\r\n\r\n" + TEXT.encode()
    yield mail(headers="X: " + "a" * 100_000 + "\r\n")
    yield mail(headers="Received: a\r\n" * 5_000)
    yield mail(subject="=?utf-8?b?" + "w6k=" * 5_000 + "?=")
    yield mail(subject="=?x-unknown?q?=E9?= =?utf-8?q?" + "=" * 2_000)
    yield mail().replace(b"8bit", b"base64")
    yield mail().replace(b"8bit", b"x-uuencode")
    yield mail().replace(b"utf-8", b"x-unknown")
    yield mail().replace(b"utf-8", b"utf-16")
    yield mail().replace(b"anne@courrier.example", b"@" * 3_000 + b"<" * 3_000)
    yield mail().replace(b"Tue, 05 Mar 2024", b"Foo, 99 Bar 99999999")
    yield mail("")
    yield mail().replace(b"From: ", b"From: " + b"(" * 3_000)


def broken_saved_pages() -> Files:
    whole = saved_page()
    yield whole.replace(b"------b--", b"")
    yield whole.replace(b'boundary="----b"', b"")
    yield whole.replace(b'boundary="----b"', b'boundary="' + b"x" * 5_000 + b'"')
    yield whole.replace(b"8bit", b"quoted-printable")
    yield whole.replace(b"text/html", b"image/png")
    yield whole.replace(b"https://courrier.example", b"javascript:alert(1)//")


def hostile_web_archives() -> Files:
    whole = warc([page(), page(), page()])
    yield whole.replace(b"Content-Length: ", b"Content-Length: 9999")
    yield whole.replace(b"Content-Length: ", b"Content-Length: -")
    yield whole.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 999 " + b"x" * 5_000)
    yield whole.replace(b"WARC/1.0", b"WARC/9.9", 1)
    yield whole.replace(b"text/html", b"image/png")
    yield b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000
    yield b"WARC/1.0\r\n\r\n" * 10_000
    yield warc(["<p>" * 20_000] * 3)
    yield warc(packed=True)[:-20]
    yield warc([page()] * 5, packed=True).replace(b"\x1f\x8b", b"\x1f\x8c", 2)


def two_formats_in_one() -> Files:
    yield page().encode() + zipped([("a.txt", TEXT.encode())])
    yield b"%PDF-1.7\n" + page().encode()
    yield zipped([("a.txt", TEXT.encode())]) + pdf([wrapped(TEXT)])
    yield gzip.compress(TEXT.encode()) + TEXT.encode()
    yield b"GIF89a = 1; <html><body>" + page().encode()
    yield mail(page())
    yield rss() + page().encode()
    yield json_lines() + b"\n" + page().encode()
    yield TEXT.encode() + b"\n" + page().encode()
    yield ("# Titre\n\n" + page()).encode()


def foreign_files() -> Files:
    marks = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a\1\0", b"RIFF\0\0\0\0WEBP", b"\x7fELF\2\1\1", b"MZ\x90\0\3", b"ID3\4\0\0", b"OggS\0\2",
             b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\7\0", b"SQLite format 3\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0\0\0\x18ftypmp42", b"wOF2\0\1")  # fmt: skip
    for mark in marks:
        yield mark + bytes(range(256)) * 4
    yield b"{\\rtf1\\ansi " + TEXT.encode("cp1252", "replace") + b"}"
