"""How many news articles use a word: the table that tells rare words from common ones.

python -m training.background ../shared/data/news/articles.jsonl.gz src/contrechamp/lang/fr/frequency.tsv
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from contrechamp.compare.words import find_words, is_figure
from contrechamp.evaluate.copies import read_articles

KEPT = 20_000

HEADER = """\
# what: of 100,000 French news articles, how many use a word (folded: no case, no accents); the {kept} most
# frequent words
# source: counted over {articles} articles of OrangeSum (Eddine, Tixier & Vazirgiannis 2021), 2011-2020; made by
# training/background.py
# licence: the articles CC BY-SA 4.0 as declared; the counts are facts about them
"""


def count_words(articles: Path) -> tuple[int, Counter[str]]:
    """How many articles there are, and how many of them use each word."""
    counts: Counter[str] = Counter()
    total = 0
    for total, row in enumerate(read_articles(articles), start=1):  # noqa: B007
        text = f"{row['title']} {row['heading']} {row['article']}"
        counts.update({word for word in find_words(text).folded if not is_figure(word)})
    return total, counts


def main(articles: str, target: str) -> None:
    total, counts = count_words(Path(articles))
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
    lines = [f"{word}\t{max(1, round(100_000 * count / total))}\n" for word, count in rows]
    Path(target).write_text(HEADER.format(kept=KEPT, articles=total) + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
