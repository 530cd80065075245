"""The news articles as running text: read, repaired, varied in their typography."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

# The articles have lost the blank between paragraphs: "la fin.Une autre". Two characters are asked for before
# the point, so that initials ("J.F.Kennedy") stay whole.
GLUED = re.compile(r"(?<=[\w%»\")\]][\w%»\")\]])([.!?…]+[\"»”]?)(?=[\"«“]?[-–]?\s?[\"«“]?[A-ZÀÂÇÉÈÊÎÔÛ])")
QUOTED = re.compile(r'"([^"]{1,400})"')


def read_articles(path: Path) -> Iterator[dict[str, str]]:
    """The articles of a gzipped JSONL file, in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def repair(text: str) -> str:
    """The text with a blank after every full stop that is glued to the next sentence."""
    return GLUED.sub(r"\1 ", text)


def parts(article: dict[str, str]) -> Iterator[str]:
    """Title, heading and body of an article, repaired; empty parts left out."""
    for name in ("title", "heading", "article"):
        text = repair(article.get(name) or "").strip()
        if text:
            yield text


def vary_typography(text: str, rng: random.Random) -> str:
    """The text with, now and then, typographic apostrophes and French or English quotation marks.

    The agencies write ' and " only; opinion sites and books write ’ and « ».
    """
    if rng.random() < 0.3:
        text = text.replace("'", "’")
    choice = rng.random()
    if choice < 0.3:
        text = QUOTED.sub(r"« \1 »", text)
    elif choice < 0.4:
        text = QUOTED.sub(r"“\1”", text)
    return text
