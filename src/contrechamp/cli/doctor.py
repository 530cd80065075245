"""`contrechamp doctor`: versions, languages, rules and models found; what is missing and how to get it."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from contrechamp.cli.files import write

PACKAGES = ("spacy", "msgspec", "typer", "rich", "jinja2", "rapidfuzz", "sqlalchemy", "alembic")
OPTIONAL = {
    "trafilatura": "web pages",
    "resiliparse": "web pages",
    "pypdfium2": "PDF",
    "feedparser": "feeds",
}
WRITERS = {"weasyprint": ("PDF", "pdf"), "pyarrow": ("Parquet", "tables")}
"""Optional package → the form that it writes, and the extra that brings it."""

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
        found = _installed(name)
        missing += found is None
        lines.append(f"{_tick(found)} {name} {found or 'missing — pip install contrechamp'}")
    for name, use in OPTIONAL.items():
        found = _installed(name)
        lines.append(f"{_tick(found)} {name} {found or f'missing — needed to read {use}: pip install {name}'}")
    for name, (form, extra) in WRITERS.items():
        found = _installed(name)
        missed = f"missing — needed to write {form}: pip install 'contrechamp[{extra}]'"
        lines.append(f"{_tick(found)} {name} {found or missed}")
    for code in (language,) if language else languages():
        shown, lost = _language(code)
        lines += shown
        missing += lost
    write("\n".join(lines), None)
    if missing:
        raise DataMissing(f"{missing} thing(s) missing, see above", remedy="reinstall contrechamp")


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _tick(found: object) -> str:
    return "✓" if found else "✗"


def _language(code: str) -> tuple[list[str], int]:
    """The lines for one language, and how many things are missing. Raises UnknownLanguage."""
    from contrechamp.errors import DataMissing
    from contrechamp.lang import folder, read_rules, read_toml

    lines, missing = [f"language {code}"], 0
    meta = folder(code) / "pipeline" / "meta.json"
    if meta.is_file():
        lines += _pipeline(meta.read_bytes())
    else:
        missing += 1
        lines.append("  ✗ pipeline missing — reinstall contrechamp, or `make train` in a source checkout")
    for kind in KINDS:
        try:
            rules = read_rules(code, kind)
            examples = sum(len(rule.match) + len(rule.avoid) for rule in rules)
            tables = len(read_toml(code, kind)) - ("rule" in read_toml(code, kind))
            lines.append(f"  ✓ {kind}: {len(rules)} rules with {examples} examples, {tables} tables")
        except DataMissing as error:
            missing += 1
            lines.append(f"  ✗ {kind}: {error.line()}")
    return lines, missing


def _pipeline(meta: bytes) -> list[str]:
    import msgspec

    about = msgspec.json.decode(meta)
    scores = about.get("performance", {})
    shown = ", ".join(f"{name} {scores[name]:.3f}" for name in sorted(scores) if isinstance(scores[name], float))
    return [
        f"  ✓ pipeline {about.get('name')} {about.get('version')} for spaCy {about.get('spacy_version')}: "
        f"{', '.join(about.get('pipeline', []))}",
        *([f"    scores: {shown}"] if shown else []),
    ]
