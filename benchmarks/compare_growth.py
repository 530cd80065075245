"""How the cost of comparing grows: events over 8,000, 16,000 and 32,000 articles, copies over longer texts.

python benchmarks/compare_growth.py ../shared/data/news/articles.jsonl.gz
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path

from contrechamp.compare.copies import shared_passages
from contrechamp.compare.duplicates import find_identical, find_versions, sketch
from contrechamp.compare.events import digest, group_events
from contrechamp.compare.words import find_words
from contrechamp.evaluate.copies import read_articles


def main(path: str) -> None:
    rows = list(islice(read_articles(Path(path)), 32_000))
    for number in (8_000, 16_000, 32_000):
        started = time.process_time()
        digests = [
            digest(f"{r['heading']} {r['article']}", title=r["title"], published=date.fromisoformat(r["date"][:10]))
            for r in rows[:number]
        ]
        read = time.process_time() - started
        groups = group_events(digests)
        total = time.process_time() - started
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"events  {number:6,} articles  {read:5.1f} s read  {total:5.1f} s in all"
            f"  {len(groups):,} groups  {memory} MB"
        )
    for number in (8_000, 16_000, 32_000):
        started = time.process_time()
        sketches = [sketch(row["article"]) for row in rows[:number]]
        found = len(find_identical(sketches)), len(find_versions(sketches))
        spent = time.process_time() - started
        print(f"copies  {number:6,} articles  {spent:5.1f} s  {found[0]} identical, {found[1]} versions")
    for number in (20_000, 40_000, 80_000):
        words = find_words(" ".join(row["article"] for row in rows)[: number * 6])
        started = time.process_time()
        runs = sum(1 for _ in shared_passages(words, words))
        print(f"align   {len(words.folded):6,} words  {time.process_time() - started:6.2f} s  {runs} passages")


if __name__ == "__main__":
    main(*sys.argv[1:])
