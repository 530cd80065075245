"""Templates made into answers, in the visitor's language."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse

from contrechamp.serve.catalogue import LANGUAGES, translations
from contrechamp.serve.filters import filters
from contrechamp.serve.here import Here
from contrechamp.serve.safety import own_path
from contrechamp.show.page import safe_link
from contrechamp.show.strings import words
from contrechamp.version import __version__


def page(here: Here, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page of a template. Every template knows `here`, `t` (the words of `show/`), `_`, `static` and `version`."""
    return HTMLResponse(render(here, template, **values), status)


def render(here: Here, template: str, **values: object) -> str:
    """A template as text: for parts of a page, too."""
    return _environment(here.language).get_template(template).render(here=here, **values)


def redirect(path: str) -> RedirectResponse:
    """To another page of the room, after a change (303)."""
    return RedirectResponse(own_path(path), 303)


def static(name: str) -> str:
    """The address of a static file, with the beginning of its hash so that a browser may keep it."""
    return f"/static/{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    file = files(__package__) / "static" / name
    return sha256(file.read_bytes()).hexdigest()[:8] if file.is_file() else "0"


def _page_templates() -> PackageLoader:
    """The templates of the self-contained page, as `show/figures.html`: its views are drawn here too."""
    return PackageLoader("contrechamp.show", "templates")


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(__package__, "templates"), PrefixLoader({"show": _page_templates()})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    extended: Any = environment
    extended.install_gettext_translations(translations(language), newstyle=True)
    environment.filters.update(filters(language))
    environment.filters.update(link=safe_link, lower_first=lambda said: said[:1].lower() + said[1:])
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals.update(t=words(language), static=static, version=__version__, languages=LANGUAGES)
    return environment
