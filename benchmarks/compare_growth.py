"""How the cost of comparing grows: points over 2 to 40 accounts and one that joins them, events over 8,000 to 32,000
articles, copies over longer texts.

python benchmarks/compare_growth.py ../shared/data/news/articles.jsonl.gz
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from contrechamp.compare import compare_extractions
from contrechamp.compare.copies import shared_passages
from contrechamp.compare.duplicates import find_identical, find_versions, sketch
from contrechamp.compare.events import digest, group_events
from contrechamp.compare.findings import Memory
from contrechamp.compare.words import find_words
from contrechamp.evaluate.copies import read_articles
from contrechamp.extract import extract
from contrechamp.model import Account, Extraction

SENTENCES = (
    "La manifestation a réuni {} personnes à Verlois.", "Le maire a reçu {} délégués.", "Une enquête a été ouverte.",
    "Les dégâts sont estimés à {} millions d'euros.", "Environ {} habitants ont été évacués.", "La gare reste fermée.",
    "Le feu a fait {} blessés.", "La préfète a promis une aide.", "Les écoles rouvriront le {} mars.",
    "Le syndicat demande {} embauches.", "L'usine emploie {} ouvriers.", "Le pont a cédé.",
)  # fmt: skip


WORD = "gilets jaunes"
"""Articles with these words stand for the accounts of one running story."""


def invented() -> list[Extraction]:
    """Accounts that tell the same sentences in another order and with other figures."""
    read = []
    for number in range(41):
        rng = random.Random(number)
        told = [line.format(rng.randint(3, 25)) for line in rng.sample(SENTENCES, len(SENTENCES))]
        read.append(extract(Account(f"a{number:02}", " ".join(told), "fr", name=f"a{number:02}")))
    return read


def articles(rows: Sequence[dict[str, Any]]) -> list[Extraction]:
    """Real articles of one running story."""
    texts = dict.fromkeys(
        f"{row['title']}\n\n{row['article']}"
        for row in rows
        if WORD in row["article"] and 1500 < len(row["article"]) < 4000
    )
    return [extract(Account(f"n{number:02}", text, "fr")) for number, text in enumerate(islice(texts, 41))]


def points(name: str, read: Sequence[Extraction]) -> None:
    """Comparing 2 to 40 accounts for the first time, then one more."""
    compare_extractions(read[:2], {})
    memory: Memory = {}
    least = 0.0
    for number in (2, 10, 20, 40, 41):
        if number < 41:  # the 41st joins what is known of the others
            memory = {}
        known, started = len(memory), time.process_time()
        found = compare_extractions(read[:number], memory).points
        spent = time.process_time() - started
        least = spent if number == 10 else least
        claims = sum(len(extraction.claims) for extraction in read[:number])
        ratio = f"{spent / least:5.1f} x" if least else "       "
        print(
            f"{name:9}{number:6} accounts  {claims:5} claims  {len(memory) - known:4} pairs  {spent:6.2f} s"
            f"  {ratio}  {len(found)} points"
        )


def main(path: str) -> None:
    rows = list(islice(read_articles(Path(path)), 32_000))
    points("invented", invented())
    points("news", articles(rows))
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
