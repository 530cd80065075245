"""Pictures of every view of the page, at 1440 and 390 pixels, light and dark: `make screenshots`.

Compares the accounts of `examples/entrepot` (or the comparison in a JSON file given as argument) and writes
`out/screenshots/<view>.png` and `<view>-390.png`; those that the documentation shows are copied to `docs/images`. Needs
playwright and the system's Chromium.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
OUT = ROOT / "out" / "screenshots"
IMAGES = ROOT / "docs" / "images"
KEPT = ("grid.png", "page.png", "page-dark.png", "page-390.png", "figures.png", "timeline.png")
"""Pictures that are part of the documentation."""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TALLEST = 1400
"""Pixels of a picture: a view that is longer is cut."""


def main(comparison: str | None = None) -> None:
    """Write all pictures."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "page.html"
        page.write_text(_page(comparison), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for width in (1440, 390):
            for scheme in ("light", "dark") if width == 1440 else ("light",):
                _shoot(browser, page, width, scheme)
        browser.close()
    IMAGES.mkdir(exist_ok=True)
    for name in KEPT:
        shutil.copyfile(OUT / name, IMAGES / name)


def _page(comparison: str | None) -> str:
    from contrechamp.pipeline import compare_all
    from contrechamp.read import read_all
    from contrechamp.show import show
    from contrechamp.show.json import from_json

    if comparison:
        return show(from_json(Path(comparison).read_bytes()), "html")
    return show(compare_all(read_all([str(ROOT / "examples" / "entrepot")]).accounts), "html")


def _shoot(browser: Any, page: Path, width: int, scheme: str) -> None:
    """The top of the page, then each section by itself."""
    context = browser.new_context(
        viewport={"width": width, "height": 1000}, color_scheme=scheme, reduced_motion="reduce"
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    ending = ("-dark" if scheme == "dark" else "") + ("-390" if width == 390 else "") + ".png"
    tab.screenshot(path=OUT / f"page{ending}")
    if scheme == "light":
        tab.evaluate("document.querySelector('.contents').style.position = 'static'")
        tab.evaluate("document.querySelectorAll('.why details')[1].open = true")
        for section in tab.query_selector_all("section.view"):
            box = section.bounding_box()
            margin = min(40, box["x"])
            clip = {
                "x": box["x"] - margin,
                "y": box["y"],
                "width": box["width"] + 2 * margin,
                "height": min(box["height"], TALLEST),
            }
            tab.screenshot(path=OUT / f"{section.get_attribute('id')}{ending}", full_page=True, clip=clip)
    context.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
