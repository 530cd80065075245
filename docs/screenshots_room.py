"""Pictures of every view of the room, at 1440 and 390 pixels, and of the grid in the dark: `make screenshots`.

Reads the accounts of `examples/entrepot` into a new dossier, corrects a little as a person would, serves it and writes
`out/screenshots/room-<view>.png` and `room-<view>-390.png`; those that the documentation shows are copied to
`docs/images`. Needs playwright and the system's Chromium.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
OUT = ROOT / "out" / "screenshots"
IMAGES = ROOT / "docs" / "images"
KEPT = tuple(f"room-{name}.png" for name in ("reading", "grid", "grid-dark", "review", "point", "reading-390"))
"""Pictures that are part of the documentation."""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def main() -> None:
    """Write all pictures."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, _served(Path(folder)) as (base, token, pages), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        link = f"{base}/?token={token}"
        for width, height in ((1440, 1000), (390, 844)):
            _shoot(browser, link, base, pages, (width, height), "light")
        _shoot(browser, link, base, {"grid": pages["grid"]}, (1440, 1000), "dark")
        browser.close()
    IMAGES.mkdir(exist_ok=True)
    for name in KEPT:
        shutil.copyfile(OUT / name, IMAGES / name)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """A room with one dossier: its address, the start token, and the pages by the names of their pictures."""
    from tests.browser.rooms import TOKEN, running

    from contrechamp.store import JudgePoint, Note, Verdict, correct, keep, new_dossier, reviewed

    with running(folder / "room.db") as room:
        id_ = new_dossier(room.store, "Incendie de l’entrepôt").id
        keep(room.store, [str(ROOT / "examples" / "entrepot")], dossier=id_)
        made = reviewed(room.store, id_).comparison
        disputed = [point for point in made.points if point.relation in ("conflict", "figures-differ")]
        correct(
            room.store, id_, JudgePoint(disputed[0].id, Verdict.ACCEPT), who="Inès", why="vérifié auprès de la mairie"
        )
        correct(room.store, id_, Note("Demander l’heure du dernier bilan.", point=disputed[1].id), who="Inès")
        claim = next(claim for stand in disputed[0].stands for claim in stand.claims)
        account = next(e for e in made.extractions if any(c.id == claim for c in e.claims))
        start = next(c.span.start for c in account.claims if c.id == claim)
        base = f"/d/{id_}"
        views = ("grid", "figures", "timeline", "voices", "actors", "copies", "review", "history", "export")
        yield (
            room.base,
            TOKEN,
            {name: f"{base}/{name}" for name in views}
            | {
                "start": "/",
                "new": "/new",
                "help": "/help",
                "dossier": base,
                "reading": f"{base}/read?s={account.account.id}:{start}",
                "point": f"{base}/points/{disputed[0].id}",
                "mark": f"{base}/marks/{account.quantities[0].id}",
                "search": f"{base}/search?q=incendie",
            },
        )


def _shoot(browser: Any, link: str, base: str, pages: dict[str, str], size: tuple[int, int], scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="fr", reduced_motion="reduce"
    )
    tab = context.new_page()
    tab.goto(link)
    ending = ("-dark" if scheme == "dark" else "") + ("-390" if size[0] == 390 else "") + ".png"
    for name, path in pages.items():
        tab.goto(base + path)
        tab.wait_for_timeout(200)
        tab.screenshot(path=OUT / f"room-{name}{ending}")
    context.close()


if __name__ == "__main__":
    main()
