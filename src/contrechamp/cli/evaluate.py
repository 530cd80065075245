"""`contrechamp evaluate`: gold against what contrechamp reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from contrechamp.cli.files import choose_form, write

evaluate = typer.Typer(no_args_is_help=True, help="Scores against gold: syntax, dossier, expressions, …")

Form = Annotated[str, typer.Option("--format", "-f", help="terminal or json.")]
Language = Annotated[str, typer.Option("--language", "-l", help="The language's code.")]


@evaluate.command()
def syntax(
    file: Annotated[Path, typer.Argument(help="A CoNLL-U file.")],
    form: Form = "terminal",
    language: Language = "fr",
    pipeline: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline, by name.")] = None,
) -> None:
    """Part of speech, attachment, lemma and sentence scores of a CoNLL-U file, as spaCy's own evaluation gives them."""
    from contrechamp.evaluate.syntax import score

    _print(score(_there(file), language=language, pipeline=pipeline), form)


@evaluate.command()
def dossier(
    gold: Annotated[Path, typer.Argument(help="A gold dossier, as TOML.")],
    accounts: Annotated[Path, typer.Option(help="The folder with its accounts.")],
    form: Form = "terminal",
    baseline: Annotated[Path | None, typer.Option(help="Say what was gained and lost against this file.")] = None,
    pin: Annotated[Path | None, typer.Option(help="Write the baseline to this file.")] = None,
) -> None:
    """What a careful reader gets out of a dossier, against what contrechamp gets."""
    from contrechamp.evaluate import baseline as baselines
    from contrechamp.evaluate.dossier import score

    scores = score(_there(gold), _there(accounts))
    _print(scores, form)
    if baseline:
        _print(baselines.changed(scores.examples(), baseline), form)
    if pin:
        baselines.pin(scores.examples(), pin)


@evaluate.command()
def expressions(
    files: Annotated[list[Path], typer.Argument(help="Case files in the form of Recognizers-Text.")],
    form: Form = "terminal",
) -> None:
    """Span and value of figures and dates, case by case."""
    from contrechamp.evaluate.expressions import score

    _print(score([_there(file) for file in files]), form)


@evaluate.command()
def attribution(
    gold: Annotated[Path, typer.Argument(help="A folder of brat files, a dossier, or offsets as TOML.")],
    form: Form = "terminal",
) -> None:
    """Contents, speakers, cues, modes and certainty against gold."""
    from contrechamp.evaluate.attribution import score

    _print(score(_there(gold)), form)


@evaluate.command()
def relations(
    file: Annotated[Path, typer.Argument(help="Pairs of statements, as TSV or CSV.")],
    form: Form = "terminal",
) -> None:
    """Relations of statement pairs against gold."""
    from contrechamp.evaluate.relations import score

    _print(score(_there(file)), form)


@evaluate.command()
def copies(
    articles: Annotated[Path, typer.Argument(help="Articles as JSON lines, gzipped or not.")],
    reference: Annotated[Path | None, typer.Option(help="The groups of identical articles.")] = None,
    form: Form = "terminal",
) -> None:
    """Groups of identical articles against a reference."""
    from contrechamp.evaluate.copies import score

    _print(score(_there(articles), reference), form)


@evaluate.command()
def events(
    folder: Annotated[Path, typer.Argument(help="A folder with one file of sentences an event.")],
    form: Form = "terminal",
    language: Language = "fr",
) -> None:
    """Sentences of many events in one pot, grouped: BCubed precision, recall and F."""
    from contrechamp.evaluate.events import score

    _print(score(_there(folder), language), form)


def _there(path: Path) -> Path:
    from contrechamp.errors import DataMissing

    if not path.exists():
        raise DataMissing("there is no such file or folder", where=str(path))
    return path


def _print(scores: Any, form: str) -> None:
    import msgspec

    if choose_form(form, None, ("terminal", "json"), default="terminal") == "json":
        write(msgspec.json.format(msgspec.json.encode(scores), indent=2).decode(), None)
    else:
        write("\n".join(_lines(msgspec.to_builtins(scores))), None)


def _lines(value: Any, indent: str = "") -> list[str]:
    """A nested result as indented lines; rates as percentages with one digit."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in _entry(str(key), item, indent)]
    if isinstance(value, list | tuple):
        return [line for item in value for line in (_lines(item, indent + "  ") or [])]
    return [f"{indent}{_shown(value)}"]


def _entry(key: str, item: Any, indent: str) -> list[str]:
    if isinstance(item, dict) and {"right", "all"} <= item.keys():
        missed = [f"{indent}    {_shown(miss)}" for miss in item.get("missed", ())]
        return [f"{indent}{key:<24} {item['right']}/{item['all']}", *missed]
    if isinstance(item, dict | list | tuple):
        return [f"{indent}{key}", *_lines(item, indent + "  ")] if item else []
    return [f"{indent}{key:<24} {_shown(item)}"]


def _shown(value: Any) -> str:
    if isinstance(value, float) and 0 <= value <= 1:
        return f"{value:.1%}"
    return f"{value:,.0f}" if isinstance(value, float) else str(value)
