"""What the child process costs: ordinary pages read through the warm pool and in this process, side by side.

    python benchmarks/read_pool.py ../shared/data/wikinews [--pages 200]

Each page is put into the frame of a news site, as `read_wikinews.py` does, and repeated with other numbers in it until
there are enough. Printed: milliseconds a page both ways, and their ratio (the promise is 1.5 at most).
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from contrechamp.read.formats import read_bytes
from contrechamp.read.limits import DEFAULT
from contrechamp.read.pool import Child
from contrechamp.read.source import Raw
from read_wikinews import framed

ROUNDS = 5


def main() -> None:
    """Prints the cost of a page both ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    options = parser.parse_args()
    found = [framed(path.read_text(encoding="utf-8")) for path in sorted(options.folder.glob("*.html"))]
    pages = [
        Raw(f"{n}.html", found[n % len(found)].replace("chaque matin", f"chaque matin {n}").encode())
        for n in range(options.pages)
    ]
    child = Child()
    began = time.perf_counter()
    child.read(pages[0], DEFAULT, None)
    print(f"starting the child and reading one page: {1e3 * (time.perf_counter() - began):.0f} ms")
    read_bytes(pages[0], DEFAULT)
    ratios = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        inside = [read_bytes(page, DEFAULT) for page in pages]
        middle = time.perf_counter()
        outside = [child.read(page, DEFAULT, None) for page in pages]
        end = time.perf_counter()
        assert inside == outside
        ratios.append((end - middle) / (middle - began))
        here, there = (1e3 * spent / len(pages) for spent in (middle - began, end - middle))
        print(f"in this process {here:6.2f} ms a page   through the pool {there:6.2f}   ratio {ratios[-1]:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f}")
    child.stop()


if __name__ == "__main__":
    main()
