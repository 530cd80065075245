"""How the page grows with the dossier: bytes and seconds for 4, 10, 20 and 40 accounts.

The accounts are variants of the example's four: each drops some sentences and changes some figures, by a fixed rule,
so that points are shared, figures differ and no text is a plain copy. Printed beside them: the time of comparing.

python benchmarks/page_growth.py [--profile]
"""

from __future__ import annotations

import cProfile
import pstats
import re
import sys
import time
from pathlib import Path
from random import Random

from contrechamp.compare import compare_extractions
from contrechamp.extract import extract
from contrechamp.model import Account, Comparison, Extraction
from contrechamp.read import read
from contrechamp.show import show

EXAMPLE = Path(__file__).parents[1] / "examples" / "entrepot"
SIZES = (4, 10, 20, 40)
FORMS = ("html", "markdown", "csv", "json")


def main() -> None:
    extractions = [extract(account) for account in variants(max(SIZES))]
    for number in SIZES:
        started = time.process_time()
        comparison = compare_extractions(extractions[:number])
        print(f"{number:3} accounts  {time.process_time() - started:6.1f} s compared", end="", flush=True)
        for form in FORMS:
            size, spent = measured(comparison, form)
            print(f"  {form} {size // 1000:,} kB {spent:.2f} s", end="", flush=True)
        print()
    if "--profile" in sys.argv:
        profile(extractions)


def variants(number: int) -> list[Account]:
    """The example's accounts, then as many variants as are missing."""
    texts = [read(path).text for path in sorted(EXAMPLE.glob("*.txt"))]
    made = []
    for at in range(number):
        text = texts[at % len(texts)]
        made.append(read((text if at < len(texts) else varied(text, Random(at))).encode()))
    return made


def varied(text: str, chance: Random) -> str:
    """The text with a sentence in four left out and a figure in three changed; its title stays."""
    title, _, body = text.partition("\n")
    sentences = [said for said in re.split(r"(?<=[.!?])(?=\s)", body) if chance.random() > 0.25]
    changed = re.sub(r"\b[2-9]\d{0,2}\b", lambda n: str(int(n[0]) + chance.choice((0, 0, 1))), "".join(sentences))
    return f"{title} ({chance.randrange(10_000)})\n{changed}"


def measured(comparison: Comparison, form: str) -> tuple[int, float]:
    started = time.process_time()
    shown = show(comparison, form)
    return len(shown.encode() if isinstance(shown, str) else shown), time.process_time() - started


def profile(extractions: list[Extraction]) -> None:
    """Where the page of the largest dossier spends its time."""
    comparison = compare_extractions(extractions)
    profiler = cProfile.Profile()
    profiler.runcall(show, comparison, "html")
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(35)


if __name__ == "__main__":
    main()
