"""The page in a real browser: every size, the keyboard, filters and marks without a script, contrast, hostile texts."""

from __future__ import annotations

import pytest
from tests.samples.derailment import crowd, derailment, pair
from tests.samples.hostile import hostile


def visible(page, selector):
    return [element for element in page.query_selector_all(selector) if element.is_visible()]


@pytest.mark.parametrize("make", [derailment, pair, crowd])
def test_no_sideways_scrolling(open_page, make):
    opened = open_page(make())
    for width in (320, 390, 700, 701, 1024, 1440, 2560):
        opened.page.set_viewport_size({"width": width, "height": 900})
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.noise == []


def test_nothing_is_requested(open_page):
    opened = open_page(derailment())
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert opened.noise == []


def test_hostile_texts_run_and_request_nothing(open_page):
    opened = open_page(hostile())
    assert opened.page.evaluate("window.pwned") is None
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert opened.page.title().startswith("'\"><script>")
    assert opened.page.evaluate("document.querySelectorAll('script, img').length") == 0


def test_filters_by_relation_voice_and_actor(open_page):
    page = open_page(derailment()).page
    assert len(visible(page, "tbody.item")) == 5
    page.uncheck("#f-figures-differ")
    assert {e.get_attribute("class").split()[1] for e in visible(page, "tbody.item")} == {
        "r-conflict",
        "r-not-comparable",
    }
    page.check("#f-figures-differ")
    page.select_option("#f-voice", label="Léa Morin")
    assert [e.get_attribute("class").split()[1] for e in visible(page, "tbody.item")] == ["r-conflict"]
    page.select_option("#f-voice", value="")
    page.select_option("#f-actor", label="préfecture")
    assert [e.get_attribute("class").split()[1] for e in visible(page, "tbody.item")] == ["r-figures-differ"]


def test_a_cell_opens_its_words_and_leads_back(open_page):
    page = open_page(derailment()).page
    page.click("tbody.r-conflict td:nth-of-type(2) a.words")
    target = page.locator("mark.claim:target")
    assert target.inner_text().startswith("La voie n’avait pas été contrôlée")
    assert target.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.click("mark.claim:target + a.rel")
    assert page.locator("tbody.item:target .relation").inner_text().endswith("se contredisent")


def test_the_reasons_open_by_keyboard_with_their_words_marked(open_page):
    page = open_page(derailment()).page
    row = page.locator("tbody.r-conflict")
    assert not row.locator(".panel").is_visible()
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    assert row.locator(".panel").is_visible()
    assert "est une fable" in row.locator(".contexts mark.reason").all_inner_texts()


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page(derailment()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_marks_are_switched_on_and_off(open_page):
    page = open_page(derailment()).page
    figure = page.locator(".texts mark.figure").first
    colour = "e => getComputedStyle(e).backgroundColor"
    assert figure.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.uncheck("#m-figure")
    assert figure.evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.check("#m-actor")
    assert page.locator(".texts mark.actor").first.evaluate(colour) != "rgba(0, 0, 0, 0)"


def test_what_is_not_the_authors_own_is_dimmed(open_page):
    page = open_page(derailment()).page
    page.check("#m-own")
    opacity = "e => getComputedStyle(e).opacity"
    assert float(page.locator(".texts mark.rep").first.evaluate(opacity)) < 0.5
    assert float(page.locator(".texts mark.own").first.evaluate(opacity)) == 1


@pytest.mark.parametrize(
    ("make", "scheme", "width", "language"),
    [(derailment, "light", 1440, "fr"), (derailment, "dark", 390, "en"), (crowd, "dark", 1440, "fr")],
)
def test_axe_finds_nothing(open_page, make, scheme, width, language):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = open_page(make(), width=width, scheme=scheme, language=language).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.check("#m-actor")
    page.check("#m-technique")
    found = axe.Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:4]) for rule in found] == []


def test_of_many_accounts_a_row_shows_those_that_speak_and_names_the_others(open_page):
    page = open_page(crowd()).page
    row = page.locator("tbody.r-conflict")
    assert row.locator("td .stand.denies").count() == 2
    assert row.locator("td.silent").inner_text().replace("\n", "").replace(" ", "").startswith("EFG")


def test_nothing_is_folded_away_on_paper(open_page):
    page = open_page(derailment()).page
    page.emulate_media(media="print")
    assert not page.locator("nav.contents").is_visible()
    assert page.locator("tbody.r-conflict .panel").bounding_box()["height"] > 40
