"""`contrechamp evaluate`: gold against what contrechamp reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from contrechamp.cli.files import choose_form, write

evaluate = typer.Typer(no_args_is_help=True, help="Scores against gold: syntax, dossier, expressions, …")

Form = Annotated[str, typer.Option("--format", "-f", help="terminal or json.")]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", help="Say which examples were gained and lost against this file.")
]
Pin = Annotated[Path | None, typer.Option("--pin", help="Write which examples are right now to this file.")]
Language = Annotated[str, typer.Option("--language", "-l", help="The language's code.")]


@evaluate.command()
def syntax(
    file: Annotated[Path, typer.Argument(help="A CoNLL-U file.")],
    form: Form = "terminal",
    language: Language = "fr",
    pipeline: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline, by name.")] = None,
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """Part of speech, attachment, lemma and sentence scores of a CoNLL-U file, as spaCy's own evaluation gives them."""
    from contrechamp.evaluate.syntax import score

    _tell(score(_there(file), language=language, pipeline=pipeline), form, baseline, pin)


@evaluate.command()
def dossier(
    gold: Annotated[Path, typer.Argument(help="A gold dossier, as TOML.")],
    accounts: Annotated[Path, typer.Option(help="The folder with its accounts.")],
    form: Form = "terminal",
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """What a careful reader gets out of a dossier, against what contrechamp gets."""
    from contrechamp.evaluate.dossier import score

    _tell(score(_there(gold), _there(accounts)), form, baseline, pin)


@evaluate.command()
def expressions(
    files: Annotated[list[Path], typer.Argument(help="Case files in the form of Recognizers-Text.")],
    form: Form = "terminal",
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """Span and value of figures and dates, case by case."""
    from contrechamp.evaluate.expressions import score

    _tell(score([_there(file) for file in files]), form, baseline, pin)


@evaluate.command()
def attribution(
    gold: Annotated[Path, typer.Argument(help="A folder of brat files, a dossier, or offsets as TOML.")],
    form: Form = "terminal",
    part: Annotated[str | None, typer.Option(help="Only this half of a TOML gold: build or kept.")] = None,
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """Contents, speakers, cues, modes and certainty against gold."""
    from contrechamp.evaluate.attribution import score

    _tell(score(_there(gold), part=part), form, baseline, pin)


@evaluate.command()
def relations(
    file: Annotated[Path, typer.Argument(help="Pairs of statements, as TSV or CSV.")],
    form: Form = "terminal",
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """Relations of statement pairs against gold."""
    from contrechamp.evaluate.relations import score

    _tell(score(_there(file)), form, baseline, pin)


@evaluate.command()
def copies(
    articles: Annotated[Path, typer.Argument(help="Articles as JSON lines, gzipped or not.")],
    reference: Annotated[Path | None, typer.Option(help="The groups of identical articles.")] = None,
    form: Form = "terminal",
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """Groups of identical articles against a reference."""
    from contrechamp.evaluate.copies import score

    _tell(score(_there(articles), reference), form, baseline, pin)


@evaluate.command()
def revisions(
    gold: Annotated[Path, typer.Argument(help="Marked figures, as TOML.")],
    articles: Annotated[Path, typer.Option(help="The articles that they stand in, as JSON lines.")],
    form: Form = "terminal",
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """Figures that changed between two articles: those reported of those marked by hand."""
    from contrechamp.evaluate.revisions import score

    _tell(score(_there(gold), _there(articles)), form, baseline, pin)


@evaluate.command()
def events(
    folder: Annotated[Path, typer.Argument(help="A folder with one file of sentences an event.")],
    form: Form = "terminal",
    language: Language = "fr",
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """Sentences of many events in one pot, grouped: BCubed precision, recall and F."""
    from contrechamp.evaluate.events import score

    _tell(score(_there(folder), language), form, baseline, pin)


@evaluate.command()
def sides(
    dossiers: Annotated[list[Path], typer.Argument(help="Folders, each with the accounts of one event.")],
    form: Form = "terminal",
    baseline: Baseline = None,
    pin: Pin = None,
) -> None:
    """The names of the two sides exchanged in whole dossiers: which points keep their relation."""
    from contrechamp.evaluate.sides import score

    _tell(score([_there(folder) for folder in dossiers]), form, baseline, pin)


def _there(path: Path) -> Path:
    from contrechamp.errors import DataMissing

    if not path.exists():
        raise DataMissing("there is no such file or folder", where=str(path))
    return path


def _tell(scores: Any, form: str, baseline: Path | None, pin: Path | None) -> None:
    """Print the scores, what was gained and lost, and pin a baseline; nothing is pinned before the old one was read."""
    import msgspec

    from contrechamp.evaluate.baseline import changed, examples_of
    from contrechamp.evaluate.baseline import pin as write_baseline

    chosen = choose_form(form, None, ("terminal", "json"), default="terminal")
    whole = msgspec.to_builtins(scores)
    examples = examples_of(scores)
    if baseline:
        whole["change"] = msgspec.to_builtins(changed(examples, baseline))
    if chosen == "json":
        write(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode(), None)
    else:
        write("\n".join(_lines(whole)), None)
    if pin:
        write_baseline(examples, pin)


_UNTOLD = ("examples", "sentences")
"""What a baseline and a program want to know, and nobody wants to read."""


def _lines(value: Any, indent: str = "") -> list[str]:
    """A nested result as indented lines; rates as percentages with one digit."""
    if isinstance(value, dict):
        return [line for key, item in value.items() if key not in _UNTOLD for line in _entry(str(key), item, indent)]
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
