"""The news articles that gold files count their offsets in, made the same way each time from OrangeSum's records."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path

_JOIN = re.compile(r"(?<=[a-zà-ÿ0-9»)%\"][.!?…])(?=[\"«A-ZÀ-Ý])|(?<=[a-zà-ÿ0-9%)][.!?…][\"»])(?=[\"«A-ZÀ-Ý])")
_HEADING = re.compile(r" ?(- [^-\n\"]{3,60} -)\s*(?=[A-ZÀ-Ý\"«])")


def news_text(record: dict[str, str], longest: int = 1300) -> str:
    """Title, heading and article as one text of about `longest` characters, cut at the end of a paragraph or sentence.

    The corpus has lost its line breaks (`jeudi.Le gouvernement`); they are set again where a sentence ends without a
    blank behind it. Offsets of gold files count in what this gives back, so it must not change.
    """
    body = _lines(_HEADING.sub(r"\n\1\n", record["article"]))
    text = "\n".join(part.strip() for part in (record["title"], record["heading"], body) if part.strip())
    if len(text) <= longest:
        return text
    for mark in ("\n", ". "):
        cut = text.rfind(mark, longest // 2, longest)
        if cut > 0:
            return text[: cut + 1].rstrip()
    return text[:longest]


def _lines(text: str) -> str:
    """Line breaks where sentences were run together; a straight quotation mark there closes after an odd number of
    them.
    """
    out, at = [], 0
    for place in (found.start() for found in _JOIN.finditer(text)):
        if text[place] == '"' and text.count('"', 0, place) % 2:
            continue
        if text[place - 1] == '"' and text.count('"', 0, place) % 2:
            continue
        out.append(text[at:place])
        at = place
    return "\n".join((*out, text[at:]))


def read_news(path: Path, wanted: Iterable[int]) -> dict[int, str]:
    """The texts of the articles with the ids `wanted`, from `articles.jsonl.gz`."""
    ids = set(wanted)
    found = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] in ids:
                found[record["id"]] = news_text(record)
    return found
