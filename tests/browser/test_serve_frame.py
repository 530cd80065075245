"""The frame in a browser: people sign in and are named, links from elsewhere lead in, files are dropped anywhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="pip install 'contrechamp[serve]'")

from tests.serving import database

from contrechamp.serve.passwords import hash_of
from contrechamp.serve.running import bound
from contrechamp.serve.settings import Settings
from contrechamp.store import Store, dossiers

PASSWORD = "quatre mots pour entrer"


@contextmanager
def served(path: Path, *, auth: bool) -> Iterator[tuple[str, Any]]:
    """The address of a room that runs in a thread, and the room."""
    import uvicorn

    from contrechamp.serve.app import create_app

    with bound("127.0.0.1", 0) as listening:
        app = create_app(Settings(str(path), port=listening.getsockname()[1], auth=auth, token="key"))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{app.state.room.settings.port}", app.state.room
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    made = browser.new_context(locale="fr", viewport={"width": 900, "height": 800}, bypass_csp=False)
    made.set_default_timeout(120_000)
    yield made
    made.close()


def test_people_sign_in_by_keyboard_and_name_others(context: Any, tmp_path: Path) -> None:
    from contrechamp.store import add_person, people

    with served(tmp_path / "team.db", auth=True) as (base, room):
        add_person(room.store, "Anaïs", hash_of(PASSWORD), "admin")
        page = context.new_page()
        page.goto(f"{base}/people?lang=fr")
        assert page.url.startswith(f"{base}/sign-in")
        page.locator("#name").focus()
        page.keyboard.type("Anaïs")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/people?lang=fr")
        page.locator("#name").focus()
        for typed in ("Rémi", "un autre mot de passe"):
            page.keyboard.type(typed)
            page.keyboard.press("Tab")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector("th:has-text('Rémi')")
        assert [(person.name, person.role.value) for person in people(room.store)] == [
            ("Anaïs", "admin"),
            ("Rémi", "reviewer"),
        ]
        page.goto(f"{base}/audit")
        assert "a ajouté une personne" in page.inner_text("main") and "s’est connecté" in page.inner_text("main")
        page.get_by_role("button", name="Se déconnecter").click()
        page.wait_for_url(f"{base}/sign-in")
        assert page.goto(f"{base}/audit").url.startswith(f"{base}/sign-in")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_people(browser: Any, tmp_path: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    from contrechamp.store import add_person

    context = browser.new_context(locale="en", color_scheme=scheme, bypass_csp=True)
    context.set_default_timeout(120_000)
    with served(tmp_path / "team.db", auth=True) as (base, room):
        add_person(room.store, "Anaïs", "none", "admin")
        page, found = context.new_page(), {}
        page.goto(f"{base}/sign-in")
        found["/sign-in"] = axe.run(page).response["violations"]
        name, secret = f"contrechamp-{room.settings.port}", room.doors.admit("Anaïs")
        context.add_cookies([{"name": name, "value": secret, "url": base}])
        for path in ("/", "/people", "/audit", "/me", "/nowhere", "/new"):
            page.goto(base + path)
            found[path] = axe.run(page).response["violations"]
    context.close()
    assert {path: [each["id"] for each in held] for path, held in found.items() if held} == {}


@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_nothing_on_readings_and_the_table_of_accounts_stacks(
    browser: Any, tmp_path: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contrechamp.serve import jobs

    monkeypatch.setattr(jobs, "LOOK_S", 3600.0)  # the room itself leaves these readings alone
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    context = browser.new_context(locale="fr", viewport={"width": width, "height": 800}, bypass_csp=True)
    context.set_default_timeout(120_000)
    with served(database(tmp_path), auth=False) as (base, room):
        dossier = dossiers(room.store)[0].id
        page, found = context.new_page(), {}
        page.goto(f"{base}/?token=key")
        for name, state in readings(room.store, dossier).items():
            page.goto(f"{base}/d/{dossier}/jobs/{name}")
            assert page.locator("h1").inner_text() == state
            found[state] = axe.run(page).response["violations"]
        page.goto(f"{base}/d/{dossier}")
        found["dossier"] = axe.run(page).response["violations"]
        wide = "(e => e.scrollWidth - e.clientWidth)(document.querySelector('.accounts-table').parentElement)"
        assert page.evaluate(wide) == 0
        head = page.locator(".accounts-table thead").bounding_box()
        assert (head["height"] <= 1) == (width < 700)
    context.close()
    assert {path: [each["id"] for each in held] for path, held in found.items() if held} == {}


def readings(store: Store, dossier: str) -> dict[str, str]:
    """Readings in several states, which another room holds, by what their pages are headed."""
    from contrechamp.errors import FileMissing
    from contrechamp.store.outcomes import Outcome, failure
    from contrechamp.store.turns import begin, end, finish, take
    from contrechamp.store.waiting import End, receive

    made = {}
    for heading, how in (("Tout est lu", End.DONE), ("La lecture a échoué", End.FAILED), ("Lecture des récits", None)):
        one = receive(store, dossier, [("a.txt", b"a"), ("b.txt", b"b")])
        taken = take(store, "another room", gone=lambda _: False)
        assert taken and taken.id == one.id
        file = begin(store, one.id, "another room")
        assert file
        finish(store, file.pk, Outcome(errors=(failure(FileMissing("gone", where="a.txt")),)))
        if how is not None:
            end(store, one.id, "another room", how, FileMissing("gone") if how is End.FAILED else None)
        made[one.id] = heading
    return made


def test_a_link_on_another_site_leads_in(context: Any, tmp_path: Path) -> None:
    """The cookie is for the room's own pages; the page without it asks once more, from here."""
    with served(tmp_path / "one.db", auth=False) as (base, _):
        page = context.new_page()
        page.goto(f"{base}/?token=key")
        assert "token" not in page.url and page.locator("h1").inner_text() == "Dossiers"
        page.goto(f"data:text/html,<a href='{base}/new'>here</a>")
        page.get_by_text("here").click()
        page.wait_for_selector("#files")
        assert page.url == f"{base}/new"


def test_files_are_dropped_anywhere(context: Any, tmp_path: Path) -> None:
    with served(tmp_path / "one.db", auth=False) as (base, _):
        page, noise = context.new_page(), []
        page.on("console", lambda message: noise.append(message.text))
        page.goto(f"{base}/?token=key")
        page.goto(f"{base}/new")
        files = page.evaluate_handle(
            "() => { const held = new DataTransfer();"
            " for (const name of ['a.txt', 'b.txt']) held.items.add(new File(['Le pont est fermé.'], name));"
            " return held; }"
        )
        page.dispatch_event("h1", "dragenter", {"dataTransfer": files})
        assert page.locator("input.drop.over").count() == 1
        page.dispatch_event("h1", "drop", {"dataTransfer": files})
        assert page.evaluate("document.querySelector('#files').files.length") == 2
        page.get_by_text("Ajouter un champ").click()
        page.locator("textarea[name=text]").nth(1).wait_for()  # a function is eval: forbidden
        assert noise == []
