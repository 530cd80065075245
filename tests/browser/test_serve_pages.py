"""Every page of the room: readable by all, on every width, with hostile texts, without a script, and never heavy."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

pytest.importorskip("fastapi", reason="pip install 'contrechamp[serve]'")
from tests.browser.rooms import TOKEN, Hand, has, running
from tests.samples.crowded import crowded
from tests.samples.derailment import derailment
from tests.samples.hostile import hostile

from contrechamp.store import Note, Verdict, correct
from contrechamp.store.changes import JudgePoint

HEAVIEST = 300_000
"""Bytes of a page."""

FRAME = ("/", "/new", "/help", "/api")
VIEWS = (
    "", "/grid", "/grid?relation=only", "/read", "/read?edits=1&own=1", "/figures", "/timeline", "/voices", "/actors",
    "/copies", "/review", "/search?q=voie", "/history", "/export", "/delete",
)  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with running(tmp_path_factory.mktemp("pages") / "room.db") as made:
        yield made


@pytest.fixture(scope="module")
def dossier(room):
    """The derailment with a verdict and a note in it."""
    made = derailment()
    path = room.dossier(made)
    id_ = path.rsplit("/", 1)[1]
    correct(room.store, id_, JudgePoint(made.points[1].id, Verdict.UNSURE), who="Ana", why="à vérifier")
    correct(room.store, id_, Note("Rappeler la préfecture.", point=made.points[0].id), who="Ana")
    return path


def pages(path, made):
    """The addresses of all views of a dossier."""
    account, marks = made.accounts[0].id, made.extractions[0]
    own = (f"/points/{quote(made.points[0].id)}", f"/voices?account={quote(account)}", f"/read?s={quote(account)}:0")
    new = f"/marks/new?a={quote(account)}&start=0&end=9&layer="
    own += tuple(new + layer for layer in ("claim", "quantity", "time", "actor", "technique"))
    kinds = (marks.claims, marks.quantities, marks.times, marks.actors, marks.techniques)
    return tuple(path + each for each in (*VIEWS, *own, *(f"/marks/{quote(kind[0].id)}" for kind in kinds if kind)))


@pytest.fixture
def hand(browser, room):
    contexts = []

    def opening(width=1440, scheme="light", language="fr", script=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=language, color_scheme=scheme, java_script_enabled=script,
            reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(30_000)
        contexts.append(context)
        return Hand(context.new_page(), room, keyboard=False).enter()

    yield opening
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme", "language"), [(1440, "light", "fr"), (390, "dark", "en")])
def test_axe_finds_nothing(hand, dossier, width, scheme, language):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    made = hand(width, scheme, language)
    found = {}
    for path in (*FRAME, *pages(dossier, derailment())):
        made.go(path)
        made.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        violations = axe.run(made.page).response["violations"]
        if violations:
            found[path] = [(rule["id"], [node["html"][:160] for node in rule["nodes"]][:4]) for rule in violations]
    assert found == {}
    assert (made.noise, made.foreign) == ([], [])


def test_no_page_scrolls_sideways(hand, dossier):
    made = hand(320)
    wide = {}
    for path in (*FRAME, *pages(dossier, derailment())):
        made.go(path)
        width = made.page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width
    assert wide == {}


def test_hostile_texts_run_and_request_nothing(hand, room):
    bad = _two_sources(hostile())
    path = room.dossier(bad, "'\"><script>window.pwned=1</script>")
    made = hand()
    for each in ("/", *pages(path, bad)):
        made.go(each)
        assert made.page.evaluate("window.pwned") is None, each
        assert made.page.locator("main script, main img, main iframe, main style").count() == 0, each
    assert (made.noise, made.foreign) == ([], [])


def _two_sources(made):
    """Accounts of different names, or the second would replace the first; a point with an id of the program's."""
    named = [replace(a, name=f"{a.name}{at}", url=f"{a.url}{at}") for at, a in enumerate(made.accounts)]
    extractions = tuple(replace(e, account=account) for e, account in zip(made.extractions, named, strict=True))
    point = replace(made.points[0], id=made.extractions[0].claims[0].id)
    return replace(made, accounts=tuple(named), extractions=extractions, points=(point,))


def test_all_works_without_a_script(hand, dossier):
    made = hand(script=False)
    made.go(f"{dossier}/grid")
    made.page.locator("input[name=relation][value=conflict]").check()
    made.page.locator("form.filters button").click()
    has(made.page.locator("tbody.item"), 1)
    made.page.locator("tbody.item td a.words").first.click()
    has(made.page.locator("#margin .told"), 1)
    made.page.locator(".texts a.rel").first.click()
    made.page.wait_for_url("**point=**")
    made.page.locator("mark.open").nth(1).wait_for()
    made.page.locator("#m-time").uncheck()
    made.page.locator(".plain-only").click()
    assert not made.page.locator("#m-time").is_checked()
    made.go(f"{dossier}/review")
    made.page.locator("[data-key=unsure]").click()
    has(made.page.locator("#task"), 1)


def test_the_choice_of_light_holds_against_the_system(hand, dossier):
    made = hand(scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    made.go(f"{dossier}/grid")
    dark = made.page.evaluate(paper)
    made.page.locator("button[name=theme][value=light]").click()
    made.page.wait_for_load_state()
    assert made.page.evaluate(paper) != dark
    made.page.locator("button[name=theme][value=dark]").click()
    made.page.wait_for_load_state()
    assert made.page.evaluate(paper) == dark


def test_no_page_of_forty_accounts_is_heavy(room):
    made = crowded(40)
    path = room.dossier(made)
    browser = build_opener(HTTPCookieProcessor())
    browser.open(f"{room.base}/?token={TOKEN}").read()
    six = "&".join(f"a={account.id}" for account in made.accounts[:6])
    more = (f"/read?{six}", f"/read?{six}&edits=1&m=claim&m=actor&m=technique&m=figure&m=time&m=voice", "/grid?page=2")
    sizes = {}
    for each in (*pages(path, made), *(path + part for part in more)):
        sizes[each] = len(browser.open(room.base + each).read())
    assert {each: size for each, size in sizes.items() if size > HEAVIEST} == {}
