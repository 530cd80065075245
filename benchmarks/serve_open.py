"""How long a dossier of 40 accounts takes to open in the room, beside one of 4 accounts.

Three figures for each: the first answer of a room that was just started (its database opened, everything made from
scratch), the answers after it, and the first view in the system's Chromium until it is drawn. The medians of several
rounds, taken by turns so that a busy machine slows both alike.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser.rooms import TOKEN, running
from tests.samples.crowded import crowded
from tests.samples.kept import kept

from contrechamp.store import open_store

FEW, MANY = 4, 40
ROUNDS = 7
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    """Print milliseconds and ratios."""
    with TemporaryDirectory() as folder:
        files = {number: Path(folder) / f"{number}.db" for number in (FEW, MANY)}
        ids = {number: _made(file, number) for number, file in files.items()}
        first = {number: [] for number in files}
        later = {number: [] for number in files}
        drawn = {number: [] for number in files}
        with _chromium() as browser:
            for _ in range(ROUNDS):
                for number, file in files.items():
                    with running(file) as room:
                        visitor, address = _visitor(room.base), f"{room.base}/d/{ids[number]}/grid"
                        first[number].append(_seconds(visitor, address))
                        later[number] += [_seconds(visitor, address) for _ in range(3)]
                        if browser:
                            drawn[number].append(_drawn(browser, room.base, address))
    for name, held in (("first answer", first), ("later answers", later), ("first view drawn", drawn)):
        if all(held.values()):
            few, many = (1000 * median(held[number]) for number in (FEW, MANY))
            print(f"{name}: {few:.0f} ms with {FEW} accounts, {many:.0f} ms with {MANY}, ratio {many / few:.2f}")


def _made(file: Path, accounts: int) -> str:
    with open_store(file) as store:
        return kept(store, f"{accounts}", crowded(accounts))


def _visitor(base: str) -> OpenerDirector:
    visitor = build_opener(HTTPCookieProcessor())
    visitor.open(f"{base}/help?token={TOKEN}").read()
    return visitor


def _seconds(visitor: OpenerDirector, address: str) -> float:
    start = perf_counter()
    visitor.open(address).read()
    return perf_counter() - start


@contextmanager
def _chromium() -> Iterator[object]:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        found = None
    if found is None:
        print("no Chromium or no playwright: only the server is timed")
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


def _drawn(browser: object, base: str, address: str) -> float:
    """Seconds from asking for the page until its first view is painted."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})  # type: ignore[attr-defined]
    page.goto(f"{base}/help?token={TOKEN}")
    start = perf_counter()
    page.goto(address, wait_until="domcontentloaded")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    taken = perf_counter() - start
    page.close()
    return taken


if __name__ == "__main__":
    main()
