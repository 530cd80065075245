"""Makes `lang/fr/words.txt`: the word forms of French news, the most frequent first.

    .venv/bin/python training/words.py ../shared/data/news/articles.jsonl.gz > src/contrechamp/lang/fr/words.txt

The layout repair asks it whether a word cut at a line's end is one word or a compound. Only forms are kept, no text.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LEAST = 4
"""Seen fewer times, a form is as often a typing mistake as a word (checked by eye on a hundred forms)."""

HEADER = f"""\
# What: French word forms, lower case, seen {LEAST} times or more, the most frequent first; parts of compounds too.
# Source: counted by training/words.py in the articles of OrangeSum (Tixierae/OrangeSum). Licence: CC BY-SA 4.0."""


def count_words(path: Path) -> Counter[str]:
    """How often each form is seen in title, heading and article; parts of a compound are counted as words too."""
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for part in ("title", "heading", "article"):
                words = WORD.findall((article.get(part) or "").lower())
                counts.update(words)
                counts.update(half for word in words if "-" in word for half in word.split("-"))
    return counts


def main() -> None:
    """Prints the list."""
    counts = count_words(Path(sys.argv[1]))
    print(HEADER)
    for word, seen in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if seen >= LEAST:
            print(word)


if __name__ == "__main__":
    main()
