"""The style sheet of the self-contained page, served for the room: light or dark as the visitor chose."""

from __future__ import annotations

import re

from fastapi import APIRouter
from starlette.responses import Response

from contrechamp.show.page import stylesheet

router = APIRouter(include_in_schema=False)

_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}\s*\}", re.S)


@router.get("/static/page.css")
def page_css() -> Response:
    """The page's style, with the choice of light."""
    return Response(themed(stylesheet()), media_type="text/css", headers={"cache-control": "max-age=86400"})


def themed(style: str) -> str:
    """`style` whose dark colours also stand under `data-theme="dark"`, and give way to `data-theme="light"`."""
    return _DARK.sub(
        lambda found: (
            f'@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{{found[1]}}} }}\n'
            f'@media screen {{ :root[data-theme="dark"] {{{found[1]}}} }}'
        ),
        style,
    )
