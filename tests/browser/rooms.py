"""One room for all tests of the browser: a server on a free port, and hands that use it by mouse or by keyboard."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.samples.kept import kept

from contrechamp.model import Comparison
from contrechamp.serve.running import bound
from contrechamp.serve.settings import Settings

TOKEN = "the-start-token-of-the-browser"


class Room:
    """A running room. `dossier(made)` gives the address of a new dossier that holds a comparison."""

    def __init__(self, base: str, store: Any):
        self.base, self.store, self.made = base, store, 0

    def dossier(self, made: Comparison, name: str = "") -> str:
        self.made += 1
        return f"/d/{kept(self.store, name or f'Dossier {self.made}', made)}"


@contextmanager
def running(path: Path) -> Iterator[Room]:
    """A room over a new database, served from a thread of this process."""
    import uvicorn

    from contrechamp.serve.app import create_app

    with bound("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        app = create_app(Settings(str(path), port=port, token=TOKEN))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield Room(f"http://127.0.0.1:{port}", app.state.room.store)
        server.should_exit = True
        thread.join(10)


class Hand:
    """A visitor of the room who uses a mouse, or nothing but the keyboard. `noise` holds all that went wrong."""

    def __init__(self, page: Any, room: Room, keyboard: bool):
        self.page, self.room, self.keyboard = page, room, keyboard
        self.noise: list[str] = []
        self.foreign: list[str] = []
        page.on("console", lambda message: self.noise.append(f"{message.text} {page.url}"))
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.on("dialog", lambda dialog: (self.noise.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self._watch(request.url))

    def enter(self) -> Hand:
        """Exchange the start token for the cookie of the room."""
        self.page.goto(f"{self.room.base}/help?token={TOKEN}")
        return self

    def _watch(self, url: str) -> None:
        if not url.startswith((self.room.base, "data:", "blob:")):
            self.foreign.append(url)

    def go(self, path: str) -> None:
        """Open an address of the room."""
        self.page.goto(self.room.base + path)

    def reach(self, selector: str) -> None:
        """Put the focus on the first such element, by the tabulator alone."""
        seen = "e => document.activeElement === document.querySelector(e)"
        for _ in range(260):
            if self.page.evaluate(seen, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def press(self, selector: str) -> None:
        """Follow a link or press a button, and wait for what it leads to."""
        if self.keyboard:
            self.reach(selector)
        with self.page.expect_navigation():
            self.touch(selector)

    def touch(self, selector: str) -> None:
        """Press something that stays on the page."""
        if not self.keyboard:
            self.page.locator(selector).first.click()
        else:
            self.reach(selector)
            self.page.keyboard.press("Enter")

    def tick_and_go(self, selector: str) -> None:
        """Check or uncheck a box that sends its form."""
        if self.keyboard:
            self.reach(selector)
        with self.page.expect_navigation():
            self.tick(selector)

    def until(self, script: str) -> None:
        """Wait until an expression is true; the content policy forbids the ways in which the browser itself waits."""
        for _ in range(400):
            try:
                if self.page.evaluate(script):
                    return
            except Exception as error:  # a page that is just being left
                if "context was destroyed" not in str(error):
                    raise
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never came true: {script}")

    def tick(self, selector: str) -> None:
        """Check or uncheck a box, choose one of several."""
        if not self.keyboard:
            self.page.locator(selector).first.click()
        else:
            self.reach(selector)
            self.page.keyboard.press("Space")

    def write(self, selector: str, text: str) -> None:
        """Put text into a field, instead of what is there."""
        if not self.keyboard:
            self.page.locator(selector).first.fill(text)
        else:
            self.reach(selector)
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(text)

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a list by its value."""
        if not self.keyboard:
            self.page.locator(selector).first.select_option(value)
            return
        self.reach(selector)
        self.page.keyboard.press("Home")
        for _ in range(60):
            if self.page.evaluate("e => document.querySelector(e).value", selector) == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the keyboard does not choose {value}")

    def text(self, selector: str) -> str:
        """The text of the first such element, on one line, with plain spaces."""
        return " ".join(self.page.locator(selector).first.inner_text().replace("\u202f", " ").split())


def has(locator: Any, number: int) -> None:
    """Waits until a page shows so many; fails after five seconds. A click has begun a change, not ended it."""
    from playwright.sync_api import expect

    expect(locator).to_have_count(number)
