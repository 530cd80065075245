"""A record in a notebook, opened in a real browser: nothing runs, nothing is requested, links stay in the frame."""

from __future__ import annotations

from tests.samples.derailment import derailment
from tests.samples.hostile import hostile

import contrechamp  # noqa: F401  gives the records what a notebook asks for


def opened(browser, tmp_path, *shown):
    file = tmp_path / "notebook.html"
    file.write_text("<!doctype html><meta charset='utf-8'>" + "".join(shown), encoding="utf-8")
    page = browser.new_context().new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    return page, requests, file


def test_hostile_records_do_nothing(browser, tmp_path):
    made = hostile()
    shown = [record._repr_html_() for record in (made, *made.extractions, *made.accounts)]
    page, requests, file = opened(browser, tmp_path, *shown)
    assert len(page.frames) == 1 + len(shown)
    assert page.evaluate("window.pwned") is None
    assert requests == [file.as_uri()]
    page.context.close()


def test_links_lead_within_the_frame(browser, tmp_path):
    page, requests, file = opened(browser, tmp_path, derailment()._repr_html_())
    frame = page.frames[1]
    frame.click(".contents a >> nth=3")
    assert frame.url == "about:srcdoc#texts"
    assert frame.locator("#texts").count() == 1
    assert requests == [file.as_uri()]
    page.context.close()
