"""`contrechamp doctor`: versions, languages, rules and models found; what is missing and how to get it."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from contrechamp.cli.files import user_language, write
from contrechamp.errors import said, tell

PACKAGES = ("spacy", "msgspec", "typer", "rich", "jinja2", "rapidfuzz", "sqlalchemy", "alembic")
OPTIONAL = {
    "trafilatura": said("web pages", "pages web"),
    "resiliparse": said("web pages", "pages web"),
    "pypdfium2": said("PDF", "PDF"),
    "feedparser": said("feeds", "flux"),
}
WRITERS = {"weasyprint": ("PDF", "pdf"), "pyarrow": ("Parquet", "tables")}
"""Optional package → the form that it writes, and the extra that brings it."""

_NO_PIPELINE = said(
    "pipeline missing — reinstall contrechamp, or `make train` in a source checkout",
    "la chaîne manque — réinstaller contrechamp, ou `make train` dans les sources",
)

KINDS = ("quantities", "times", "actors", "voices", "certainty", "relations")


def doctor(
    language: Annotated[
        str | None, typer.Option("--language", "-l", help="Only this language, with its rules.")
    ] = None,
) -> None:
    """Say what is installed, what is missing and how to get it."""
    from contrechamp.errors import DataMissing
    from contrechamp.lang import languages

    lines, missing = [f"contrechamp {version('contrechamp')} · Python {platform.python_version()}"], 0
    for name in PACKAGES:
        missing += _installed(name) is None
        lines.append(_package(name, said("missing", "manque"), "contrechamp"))
    for name, use in OPTIONAL.items():
        lines.append(_package(name, said(f"missing, needed to read {use}", f"manque, pour lire : {use.french}"), name))
    for name, (form, extra) in WRITERS.items():
        wanted = said(f"missing, needed to write {form}", f"manque, pour écrire : {form}")
        lines.append(_package(name, wanted, f"'contrechamp[{extra}]'"))
    for code in (language,) if language else languages():
        shown, lost = _language(code)
        lines += shown
        missing += lost
    write("\n".join(lines), None)
    if missing:
        raise DataMissing(
            said(f"{missing} missing, see above", f"{missing} manque(s), voir plus haut"),
            remedy=said("reinstall contrechamp", "réinstaller contrechamp"),
        )


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _package(name: str, missing: str, install: str) -> str:
    found = _installed(name)
    return f"{_tick(found)} {name} {found or f'{tell(missing, user_language())} — pip install {install}'}"


def _tick(found: object) -> str:
    return "✓" if found else "✗"


def _language(code: str) -> tuple[list[str], int]:
    """The lines for one language, and how many things are missing. Raises UnknownLanguage."""
    from contrechamp.errors import DataMissing
    from contrechamp.lang import folder, read_rules, read_toml

    language = user_language()
    lines, missing = [tell(said(f"language {code}", f"langue {code}"), language)], 0
    meta = folder(code) / "pipeline" / "meta.json"
    if meta.is_file():
        lines += _pipeline(meta.read_bytes())
    else:
        missing += 1
        lines.append(f"  ✗ {tell(_NO_PIPELINE, language)}")
    for kind in KINDS:
        try:
            rules = read_rules(code, kind)
            examples = sum(len(rule.match) + len(rule.avoid) for rule in rules)
            tables = len(read_toml(code, kind)) - ("rule" in read_toml(code, kind))
            held = said(
                f"{kind}: {len(rules)} rules with {examples} examples, {tables} tables",
                f"{kind} : {len(rules)} règles avec {examples} exemples, {tables} tables",
            )
            lines.append(f"  ✓ {tell(held, language)}")
        except DataMissing as error:
            missing += 1
            lines.append(f"  ✗ {kind}: {error.line(language)}")
    return lines, missing


def _pipeline(meta: bytes) -> list[str]:
    import msgspec

    about = msgspec.json.decode(meta)
    scores = about.get("performance", {})
    shown = ", ".join(f"{name} {scores[name]:.3f}" for name in sorted(scores) if isinstance(scores[name], float))
    return [
        f"  ✓ pipeline {about.get('name')} {about.get('version')}, spaCy {about.get('spacy_version')}: "
        f"{', '.join(about.get('pipeline', []))}",
        *([f"    scores: {shown}"] if shown else []),
    ]
