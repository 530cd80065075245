"""How the cost of comparing grows: points over 2 to 40 accounts, events over 8,000 to 32,000 articles, copies over
longer texts.

python benchmarks/compare_growth.py ../shared/data/news/articles.jsonl.gz
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path

from contrechamp.compare import compare_extractions
from contrechamp.compare.copies import shared_passages
from contrechamp.compare.duplicates import find_identical, find_versions, sketch
from contrechamp.compare.events import digest, group_events
from contrechamp.compare.words import find_words
from contrechamp.evaluate.copies import read_articles
from contrechamp.extract import extract
from contrechamp.model import Account

SENTENCES = (
    "La manifestation a réuni {} personnes à Verlois.", "Le maire a reçu {} délégués.", "Une enquête a été ouverte.",
    "Les dégâts sont estimés à {} millions d'euros.", "Environ {} habitants ont été évacués.", "La gare reste fermée.",
    "Le feu a fait {} blessés.", "La préfète a promis une aide.", "Les écoles rouvriront le {} mars.",
    "Le syndicat demande {} embauches.", "L'usine emploie {} ouvriers.", "Le pont a cédé.",
)  # fmt: skip


def points() -> None:
    """Accounts that tell the same sentences in another order and with other figures."""
    read = []
    for number in range(40):
        rng = random.Random(number)
        told = [line.format(rng.randint(3, 25)) for line in rng.sample(SENTENCES, len(SENTENCES))]
        read.append(extract(Account(f"a{number:02}", " ".join(told), "fr", name=f"a{number:02}")))
    compare_extractions(read[:2])
    for number in (2, 4, 10, 20, 40):
        started = time.process_time()
        found = compare_extractions(read[:number]).points
        claims = sum(len(extraction.claims) for extraction in read[:number])
        spent = time.process_time() - started
        print(f"points  {number:6} accounts  {claims:4} claims  {spent:6.2f} s  {len(found)} points")


def main(path: str) -> None:
    points()
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
