"""Every output with a script in every field, opened in a real browser as a file: nothing runs, nothing is requested."""

from __future__ import annotations

import pytest
from tests.samples.hostile import hostile

from contrechamp.errors import FormUnavailable
from contrechamp.show import FORMS, show
from contrechamp.show.csv import TABLES, table

ENDINGS = {form: made.ending for form, made in FORMS.items()}
OUTPUTS = {form: lambda form=form: show(hostile(), form) for form in FORMS}
OUTPUTS |= {f"csv-{kind}": lambda kind=kind: table(hostile(), kind) for kind in TABLES}


@pytest.mark.parametrize("name", OUTPUTS)
def test_nothing_runs_and_nothing_is_requested(browser, tmp_path, name):
    file = tmp_path / f"output.{ENDINGS[name.split('-')[0]]}"
    try:
        made = OUTPUTS[name]()
    except FormUnavailable as missing:
        pytest.skip(str(missing))
    file.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
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
    own = (file.as_uri(), "chrome-extension://")  # the browser shows a PDF in a page of its own
    assert [url for url in requests if not url.startswith(own)] == []
