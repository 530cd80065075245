"""Every output with a script in every field, opened in a real browser as a file: nothing runs, nothing is requested."""

from __future__ import annotations

import pytest
from tests.samples.hostile import hostile

from contrechamp.show import show
from contrechamp.show.csv import TABLES, table

ENDINGS = {"html": "html", "json": "json", "markdown": "md", "jsonld": "jsonld", "terminal": "txt", "csv": "csv"}
OUTPUTS = {form: lambda form=form: show(hostile(), form) for form in ENDINGS}
OUTPUTS |= {f"csv-{kind}": lambda kind=kind: table(hostile(), kind) for kind in TABLES}


@pytest.mark.parametrize("name", OUTPUTS)
def test_nothing_runs_and_nothing_is_requested(browser, tmp_path, name):
    file = tmp_path / f"output.{ENDINGS[name.split('-')[0]]}"
    file.write_text(OUTPUTS[name](), encoding="utf-8", newline="")
    page = browser.new_context().new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    try:
        page.goto(file.as_uri(), wait_until="commit")
        ran = page.evaluate("window.pwned")
    except Exception as error:  # a type that the browser does not show is offered as a download: nothing can run
        assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error), error
        ran = None
    finally:
        page.context.close()
    assert ran is None
    assert [url for url in requests if url != file.as_uri()] == []
