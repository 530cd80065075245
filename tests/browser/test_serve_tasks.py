"""Every task in the room, by mouse and again by keyboard alone, in French and in English."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi", reason="pip install 'contrechamp[serve]'")
from tests.browser.rooms import Hand, has, running
from tests.samples.crowded import crowded
from tests.samples.derailment import derailment

HANDS = [(how, language) for how in ("mouse", "keyboard") for language in ("fr", "en")]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with running(tmp_path_factory.mktemp("room") / "room.db") as made:
        yield made


@pytest.fixture(scope="module", params=HANDS, ids="-".join)
def visitor(request, browser, room):
    """A visitor's browser, with the cookie of the room."""
    how, language = request.param
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=language, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    Hand(context.new_page(), room, keyboard=False).enter().page.close()
    yield context, how == "keyboard", language
    context.close()


@pytest.fixture
def hand(visitor, room):
    context, keyboard, language = visitor
    made = Hand(context.new_page(), room, keyboard)
    yield made
    assert made.page.locator("html").get_attribute("lang") == language
    made.page.close()
    assert (made.noise, made.foreign) == ([], [])


@pytest.fixture
def dossier(room):
    return room.dossier(derailment())


def point_of(hand, dossier, kind):
    """Open the first point of a kind from the grid."""
    hand.go(f"{dossier}/grid")
    hand.press(f"tbody.r-{kind} a.open-point")


def test_a_new_dossier_is_read_from_files_and_pasted_texts(hand, tmp_path):
    files = [tmp_path / name for name in ("depeche.txt", "journal.txt")]
    files[0].write_text("Douze personnes ont été blessées à Vaugris lundi 3 mars 2025, selon la préfecture.", "utf-8")
    files[1].write_text("Au moins 20 personnes ont été blessées à Vaugris, affirme le maire.", "utf-8")
    hand.go("/")
    hand.press("a[href='/new']")
    hand.write("#name", f"Vaugris, {tmp_path.name}")
    if hand.keyboard:
        hand.reach("#files")
    hand.page.locator("#files").set_input_files(files)
    hand.write("textarea[name=text]", "Personne n’a été blessé à Vaugris, assure un élu.\n===\nLa digue a tenu.")
    hand.press("button.main")
    hand.until("!!document.querySelector('#job[aria-busy=false]')")
    hand.press("a.button.main")
    has(hand.page.locator("table.grid thead th"), 5)
    assert "Vaugris" in hand.text("table.grid, .single")


def test_a_cell_of_the_grid_opens_its_words(hand, dossier):
    hand.go(f"{dossier}/grid")
    hand.press("tbody.r-conflict td a.words")
    assert "La voie avait été contrôlée en février" in hand.text(".s.here")
    has(hand.page.locator("#margin .told.r-conflict"), 1)
    assert "n’avait pas été contrôlée" in hand.text("#margin .told")


def test_a_sentence_opens_in_the_margin_and_the_columns_follow(hand, dossier):
    hand.go(f"{dossier}/read")
    if hand.keyboard:
        hand.reach("#text-B .s")
        hand.page.keyboard.press("ArrowDown")
    else:
        hand.page.locator("#text-B .s").nth(1).click()
    hand.until("!!document.querySelector('#margin .told')")
    assert "180 passagers" in hand.text("#margin .told")
    has(hand.page.locator("#text-A mark.open"), 1)
    assert "&s=" in hand.page.url
    hand.page.reload()
    assert "180 passagers" in hand.text("#margin .told")
    assert hand.page.locator("#margin .mark-link").count() >= 2


def test_columns_scroll_together_on_what_is_open(hand, room):
    made = crowded(3)
    hand.go(f"{room.dossier(made)}/read?point={made.points[0].id}")
    where = "document.querySelector('#text-B').scrollTop"
    before = hand.page.evaluate(where)
    if hand.keyboard:
        hand.reach("#text-A")
        for _ in range(6):
            hand.page.keyboard.press("ArrowDown")
    else:
        hand.page.locator("#text-A").hover()
        hand.page.mouse.wheel(0, 240)
    hand.until(f"{where} > {before} + 100")


def test_marks_are_switched_by_kind_and_voice(hand, dossier):
    hand.go(f"{dossier}/read")
    colour = "e => getComputedStyle(e).backgroundColor"
    figure = hand.page.locator(".texts mark.figure").first
    assert figure.evaluate(colour) != "rgba(0, 0, 0, 0)"
    hand.tick("#m-figure")
    assert figure.evaluate(colour) == "rgba(0, 0, 0, 0)"
    hand.page.reload()
    assert not hand.page.locator("#m-figure").is_checked()
    hand.tick("#m-own")
    ink = "e => getComputedStyle(e).color"
    assert hand.page.locator("mark.rep").first.evaluate(ink) != hand.page.locator("mark.own").first.evaluate(ink)
    hand.touch("details:has(input[name=voice]) > summary")
    hand.tick_and_go("input[name=voice][value='person:lea-morin']")
    hand.until("!!document.querySelector('mark.claim.deaf')")
    assert hand.page.locator("mark.claim.deaf").count() > hand.page.locator("mark.claim:not(.deaf)").count()


def test_columns_are_chosen_and_changes_stand_in_the_text(hand, dossier):
    hand.go(f"{dossier}/copies")
    hand.press("a[href*='edits=1']")
    has(hand.page.locator(".texts article"), 2)
    assert hand.text("#text-D del").endswith("12]") or "12" in hand.text("#text-D del")
    assert "14" in hand.text("#text-D ins")
    hand.touch(".choose > summary")
    hand.tick("input[name=a]:not(:checked)")
    hand.press("details:has(input[name=a]) button")
    has(hand.page.locator(".texts article"), 3)


def test_the_grid_is_filtered(hand, dossier):
    hand.go(f"{dossier}/grid")
    hand.tick_and_go("input[name=relation][value=figures-differ]")
    has(hand.page.locator("tbody.item"), 3)
    hand.write("input[name=words]", "km/h")
    hand.press("form.filters button")
    has(hand.page.locator("tbody.item"), 1)
    hand.press("form.filters a.button")
    has(hand.page.locator("tbody.item"), 5)


def test_the_relation_is_corrected_undone_and_redone(hand, dossier):
    point_of(hand, dossier, "not-comparable")
    hand.choose("#relation", "conflict")
    hand.write("#why-relation", "même voie, même époque")
    hand.press("form[action$='/relation'] button")
    has(hand.page.locator(".stands .r-conflict"), 1)
    assert "même voie" in hand.text(".done-list")
    hand.press("#undo")
    has(hand.page.locator(".stands .r-not-comparable"), 1)
    hand.press("#redo")
    has(hand.page.locator(".stands .r-conflict"), 1)


def test_a_point_is_split_and_merged_again(hand, dossier):
    point_of(hand, dossier, "conflict")
    at = hand.page.url
    hand.tick("form[action$='/split'] input[type=checkbox]")
    hand.press("form[action$='/split'] button")
    has(hand.page.locator(".side"), 3)
    hand.go(at.removeprefix(hand.room.base))
    hand.write("input[name=q]", "contrôlée en février")
    hand.press("form:has(input[name=q]) button")
    hand.tick("input[name=other]")
    hand.press("form[action$='/merge'] button")
    has(hand.page.locator(".side"), 4)


def test_the_words_of_a_mark_are_corrected(hand, dossier):
    hand.go(f"{dossier}/figures")
    hand.press("table.chart a.words")
    hand.press(".mark-link[href*='/marks/']")
    before = hand.text("#span-text .tried")
    hand.press("#grow-right")
    assert len(hand.text("#span-text .tried")) > len(before)
    hand.press("#span-save button")
    assert len(hand.text("h1 .words")) > len(before)
    hand.press("#undo")
    assert before in hand.text("h1 .words")


def test_words_selected_with_the_mouse_become_the_mark(hand, dossier, room):
    made = derailment()
    figure = made.extractions[1].quantities[1]
    hand.go(f"{dossier}/marks/{figure.id}")
    if hand.keyboard:  # the caret of a selection is moved by keys in a browser with caret browsing; here, by a script
        hand.page.evaluate("""() => {
            const text = document.querySelector('#span-text p').firstChild;
            getSelection().setBaseAndExtent(text, 0, text, 2);
        }""")
        hand.page.keyboard.press("Shift")
    else:
        hand.page.locator("#span-text p").dblclick(position={"x": 6, "y": 10})
    hand.until("!document.querySelector('#span-save').hidden")
    hand.press("#span-save button")
    assert hand.text("h1 .words").strip("«» “”\u202f") == "Le"


def test_words_that_were_missed_are_marked(hand, dossier):
    hand.go(f"{dossier}/figures")
    hand.press("table.chart a.words")
    hand.press("#margin a[href*='/marks/new']")
    whole = hand.text("form h3.words")
    hand.press("#shrink-left")
    assert len(hand.text("form h3.words")) < len(whole)
    hand.press("nav.tabs a[href*='layer=quantity']")
    hand.write("input[name=low]", "7")
    hand.write("input[name=high]", "9")
    hand.press("form[action$='/marks/new/quantity'] button")
    assert "7" in hand.text("p.stands") and "9" in hand.text("p.stands")
    has(hand.page.locator(".done-list li"), 1)
    hand.press(".done-list form button")
    assert "/read" in hand.page.url, "the mark is gone, its words are not"


def test_voice_and_certainty_of_a_claim_are_corrected(hand, dossier):
    point_of(hand, dossier, "conflict")
    hand.press(".side .claims a.words")
    hand.choose("#certainty", "PS+")
    hand.press("form[action$='/certainty'] button")
    assert hand.page.locator("#certainty").input_value() == "PS+"
    hand.write("input[name=name]", "Léa Morin")
    hand.press("form[action$='/voice'] button")
    assert "Léa Morin" in hand.text(".stands")


def test_a_note_is_written(hand, dossier):
    point_of(hand, dossier, "conflict")
    hand.write("#note-text", "Rappeler la compagnie.")
    hand.press(".note-form button")
    assert "Rappeler la compagnie." in hand.text(".people-notes")
    hand.go(f"{dossier}/grid")
    has(hand.page.locator("tbody.r-conflict .badge.note"), 1)


def test_a_note_on_a_sentence_stands_in_the_text(hand, dossier):
    hand.go(f"{dossier}/read")
    if hand.keyboard:
        hand.reach("#text-A .s")
        hand.page.keyboard.press("Enter")
    else:
        hand.page.locator("#text-A .s").first.click()
    hand.until("!!document.querySelector('#margin textarea') && !!document.querySelector('#margin blockquote')")
    hand.touch("#margin .add-note > summary")
    hand.write("#margin-note", "Le chiffre a changé à 18 h.")
    hand.press("#margin .note-form button")
    assert hand.page.locator("#text-A mark.noted").count() > 0
    assert "18 h" in hand.text("#margin .people-notes")


def test_the_queue_is_reviewed(hand, dossier):
    hand.go(f"{dossier}/review")
    first = hand.text("#task")
    has(hand.page.locator("#task .r-conflict"), 1)

    def decide(key, selector):
        if hand.keyboard:
            hand.page.keyboard.press(key)
        else:
            hand.page.locator(selector).first.click()

    def at(number):
        hand.until(f"document.querySelector('#review').dataset.left === '{number}'")

    decide("a", "[data-key=accept]")
    at(4)
    assert hand.text("#task") != first
    assert hand.page.evaluate("document.activeElement.id") == "task"
    hand.until("document.querySelector('#announce').textContent.length > 10")
    decide("z", "#undo")
    at(5)
    assert hand.text("#task") == first
    decide("r", "[data-key=reject]")
    at(4)
    second = hand.text("#task")
    decide("n", "[data-key=next]")
    hand.until("document.querySelector('[data-key=previous]')")
    assert hand.text("#task") != second
    decide("p", "[data-key=previous]")
    hand.until("!document.querySelector('[data-key=previous]')")
    decide("u", "[data-key=unsure]")
    hand.until("document.querySelector('#announce').textContent.length > 10")
    hand.page.keyboard.press("?")
    hand.until("!!document.querySelector('dialog[open] kbd')")
    hand.page.keyboard.press("Escape")
    hand.until("!document.querySelector('dialog')")


def test_a_rejected_point_can_be_brought_back(hand, dossier):
    point_of(hand, dossier, "conflict")
    hand.press("form[action$='/verdict'] [data-key=reject]")
    has(hand.page.locator(".side"), 0)
    hand.press(".done-list form button")
    has(hand.page.locator(".side"), 4)


def test_a_search_jumps_to_the_words(hand, dossier):
    hand.go(f"{dossier}/search")
    hand.write("#q", "fissure")
    hand.press("form.search button")
    hand.press("td.match a")
    assert "rail fissuré" in hand.text(".s.here")
    assert hand.text("mark.found").startswith("fissur")


def test_a_dossier_is_exported_and_removed(hand, dossier):
    hand.go(f"{dossier}/export")
    with hand.page.expect_download() as download:
        if hand.keyboard:
            hand.reach("a[href$='/export/html']")
            hand.page.keyboard.press("Enter")
        else:
            hand.page.locator("a[href$='/export/html']").click()
    assert "Val-Serein" in download.value.path().read_text(encoding="utf-8")
    hand.go(f"{dossier}/delete")
    hand.tick("input[name=sure]")
    hand.press("button.danger")
    hand.go(f"{dossier}/grid")
    assert hand.noise.pop().startswith("Failed to load resource")
    has(hand.page.locator("table.grid"), 0)
