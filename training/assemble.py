"""Puts the trained parts together into the folder that ships, with its notice and its scores."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Config

import contrechamp.extract.components  # noqa: F401  (makes our components known to spaCy)
from contrechamp.evaluate.syntax import measure
from contrechamp.extract.components.language import LIGHT

from . import entities, lemmas, treebanks
from .boundaries import with_clues

if TYPE_CHECKING:
    from .stages import Room

ORDER = ["tok2vec", "morphologizer", "senter", "parser", "contrechamp_lemmas", "ner"]
NOTICE = Path(__file__).with_name("notice.txt")
LARGEST = 30.0  # MB


def ship(room: Room) -> None:
    """Writes the pipeline in its place and prints its scores."""
    syntax = spacy.load(room.work / "student")
    names = spacy.load(room.work / "names")
    gold = [doc for bank in room.banks for doc in treebanks.read_sentences(room.treebank(bank.file))]
    table = lemmas.learn(gold, room.data / "words" / "wn-data-fra.tab")
    nlp = assemble(with_clues(syntax, np.load(room.work / "boundaries.npy")), names, table)
    scores = scores_of(nlp, room)
    nlp.meta["performance"] = scores
    replace(nlp, room.out)
    size = size_mb(room.out)
    print(json.dumps(scores, indent=2), file=sys.stderr)
    print(f"training: {room.out}: {size:.1f} MB", file=sys.stderr)
    if size > LARGEST:
        raise SystemExit(f"training: the pipeline is larger than {LARGEST:.0f} MB")


def assemble(syntax: Language, names: Language, table: dict[str, Any]) -> Language:
    """The whole pipeline: syntax, then lemmas from their table, then names."""
    syntax.add_pipe("contrechamp_lemmas").learn(table)
    syntax.add_pipe("ner", source=names)
    assert syntax.pipe_names == ORDER, syntax.pipe_names
    syntax.config["nlp"]["after_pipeline_creation"] = {"@callbacks": "contrechamp_matrices"}
    syntax.meta.update(
        name="contrechamp",
        version="1.0.0",
        description="French for contrechamp: tagger, sentences, parser, lemmas, names, on floret vectors of the news",
        license="CC BY-SA 4.0, see NOTICE",
    )
    return syntax


def scores_of(nlp: Language, room: Room) -> dict[str, float]:
    """Rates of the treebank files that were not trained on, and of the names in NewsEye's second dev file."""
    found = {}
    files = (("sequoia_test", treebanks.TEST), *((("sequoia_dev", treebanks.DEV),) if room.hold_back else ()))
    for short, name in files:
        scores = measure(nlp, room.treebank(name))
        for kind in ("pos", "morph", "uas", "las", "lemma", "sentence_f"):
            found[f"{short}_{kind}"] = round(getattr(scores, kind), 4)
    newseye = list(entities.read_newseye(room.data / "ner" / "HIPE-2022-v2.1-newseye-dev2-fr.tsv"))
    exact, overlap = entities.f_scores(nlp, newseye)
    return found | {"newseye_exact_f": round(exact["ents_f"], 4), "newseye_overlap_f": round(overlap, 4)}


def replace(nlp: Language, folder: Path) -> None:
    """Writes the pipeline beside `folder`, then puts it in its place in one step."""
    fresh, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    nlp.to_disk(fresh)
    # every word of the training texts stands in the list of strings; the parts know their own labels
    (fresh / "vocab" / "strings.json").write_text("[]", encoding="utf-8")
    _name_language(fresh)
    shutil.copyfile(NOTICE, fresh / "NOTICE")
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _name_language(folder: Path) -> None:
    """Puts the light language in place of spaCy's own: the tokenizer is in the folder, its tables are not needed."""
    config = Config().from_disk(folder / "config.cfg")
    config["nlp"]["lang"] = LIGHT
    config.to_disk(folder / "config.cfg")
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"lang": LIGHT}, indent=2), encoding="utf-8")


def size_mb(folder: Path) -> float:
    """Megabytes (10⁶ bytes) of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
