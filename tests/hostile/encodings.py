"""Hostile and damaged text: bytes that are none, wrong encodings, characters that hide, floods."""

# ruff: noqa: E501 — the bytes of files are written as they are

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import product

from tests.hostile.ordinary import TEXT, mail, page, rss, table

Files = Iterator[bytes]


def invalid_utf8_pages() -> Files:
    for seed, rate in product(range(4), (1, 5, 40, 400)):
        yield _damaged(page().encode(), seed, rate)


def invalid_utf8_text() -> Files:
    for seed, rate in product(range(4), (1, 5, 40, 200)):
        yield _damaged(TEXT.encode(), seed, rate)


def _damaged(data: bytes, seed: int, count: int) -> bytes:
    chosen, out = random.Random(seed), bytearray(data)
    for _ in range(count):
        out[chosen.randrange(len(out))] = chosen.choice((0x80, 0xC3, 0xFF, 0xFE, 0xE2, 0xF0))
    return bytes(out)


def wrong_charsets() -> Files:
    for real, declared in product(
        ("utf-8", "cp1252", "mac-roman", "utf-16"), ("utf-8", "iso-8859-1", "koi8-r", "utf-7", "x-unknown")
    ):
        yield page(charset=declared).encode(real, "replace")


def wide_charsets() -> Files:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7"):
        yield TEXT.encode(encoding)
        yield TEXT.encode(encoding)[:-1]


def lone_surrogates() -> Files:
    half = "\\ud83d"
    yield json.dumps({"text": TEXT}).replace("pont", half).encode()
    yield json.dumps({"text": TEXT, "title": "x"}).replace('"x"', f'"{half}"').encode()
    yield page().replace("pont", "&#xD83D;").encode()
    yield page().replace("pont", "&#55357;&#56832;").encode()
    yield TEXT.replace("pont", "\ud83d").encode("utf-8", "surrogatepass")
    yield page().replace("pont", "\ud83d").encode("utf-8", "surrogatepass")
    yield TEXT.encode("utf-16-le") + b"\x3d\xd8"
    yield rss().decode().replace("pont", "&#xD83D;").encode()
    yield mail().replace(b"pont", "\ud83d".encode("utf-8", "surrogatepass"))
    yield table().replace(b"pont", "\udfff".encode("utf-8", "surrogatepass"))


def nul_characters() -> Files:
    for count in (1, 5, 100):
        nul = "\0" * count
        yield TEXT.replace(" ", " " + nul, 1).encode()
        yield page().replace("<p>", "<p>" + nul).encode()
        yield page().replace("<p>", f"<p{nul}>").encode()
        yield json.dumps({"text": TEXT + nul}).encode()
        yield rss().replace(b"pont", b"po" + nul.encode() + b"nt")


def random_bytes() -> Files:
    for seed in range(20):
        yield random.Random(seed).randbytes(100 * 2 ** (seed % 10))


MAGIC = (
    b"%PDF-1.7\n", b"PK\3\4", b"\x1f\x8b\x08\0", b"WARC/1.0\r\n", b"<html><body>", b"<?xml version='1.0'?><rss>", b"{\"text\": \"",
    b"MIME-Version: 1.0\r\nSubject: a\r\n\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\5\6", b"title,text\n",
)  # fmt: skip


def random_bytes_behind_a_mark() -> Files:
    for seed, mark in product(range(3), MAGIC):
        yield mark + random.Random(seed).randbytes(3_000)


def endless_lines() -> Files:
    for size in (100_000, 900_000, 5_000_000):
        yield b"a" * size
        yield ("pont " * (size // 5)).encode()
        yield b"\n" * size + b"pont"
        yield ("Le pont est\n" * (size // 12)).encode()


def floods() -> Files:
    """One small thing repeated: what makes a careless pattern take quadratic time."""
    bits = ("9", "9 ", "mille ", "mot-\n", "« ", "(", "’", "l’\n", "https://a.example/-\n", "Par ", "le 12 mars 2024 ", "a@", "...", "- ",
            "Source : ", "12,", "\t", " \n", "A. ", "l'", "--", "AFP ", "dans Le Monde ", "&", "\u00ad", "\u0301", "🙂", "1er ")  # fmt: skip
    for bit in bits:
        yield (bit * (400_000 // len(bit))).encode()


def bidirectional_and_invisible() -> Files:
    for char in "\u202e\u202d\u2066\u2067\u2068\u200b\u200d\u2060\u00ad\ufeff\u061c\u180e\u3164\U000e0041":
        yield TEXT.replace("pont", f"po{char}nt").encode()
    yield ("\u202e" * 50_000 + TEXT).encode()
    yield (TEXT + "\U000e0041" * 5_000).encode()


def look_alikes() -> Files:
    swap = str.maketrans("aeopcyx", "аеорсух")
    for word in ("pont", "Valserine", "conseil", "maire", "camions"):
        yield TEXT.replace(word, word.translate(swap)).encode()
    for word, other in (("pont", "ｐｏｎｔ"), ("pont", "𝐩𝐨𝐧𝐭"), ("pont", "pοnt"), ("maire", "maіre")):
        yield TEXT.replace(word, other).encode()


def terminal_sequences() -> Files:
    for sequence in (
        "\x1b[2J",
        "\x1b]0;titre\x07",
        "\x1b]8;;http://a.example\x07",
        "\x9b31m",
        "\x08" * 20,
        "\r",
        "\x1bP",
        "\x0e",
        "\x1b[6n",
    ):
        yield f"{sequence}{TEXT}".encode()
        yield page(title=f"{sequence}Le pont").encode()


def almost_nothing() -> Files:
    yield from (b"", b" ", b"\n\n\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u200b\u200b".encode(), b"...", b"12 345", b"\0", b"<html></html>",
                b"<html><body><nav>Accueil</nav></body></html>", b"<rss/>", b"{}", b"[]", b"null", b"---\n---\n", b"\x1f\x8b", b"PK",
                b"<p hidden>pont</p>", b"<script>1</script>")  # fmt: skip


def other_languages() -> Files:
    yield (
        b"The bridge has been closed to lorries for eighteen months, the town council said on Monday night in Valserine."
        * 3
    )
    yield (
        "El puente permanecerá cerrado a los camiones durante dieciocho meses, anunció el lunes el ayuntamiento.".encode()
        * 3
    )
    yield "Мост закрыт для грузовиков на полтора года, сообщил в понедельник городской совет.".encode() * 3
    yield "大桥将对卡车关闭十八个月，市议会周一晚间宣布。".encode() * 5
    yield "أُغلق الجسر أمام الشاحنات لمدة ثمانية عشر شهرًا، حسبما أعلن المجلس البلدي مساء الاثنين.".encode() * 3
    yield (
        "Die Brücke bleibt achtzehn Monate lang für Lastwagen gesperrt, teilte der Gemeinderat am Montag mit.".encode()
        * 3
    )
