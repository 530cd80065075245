"""A cross-encoder for entailment that the user names: does one statement follow from the other, or contradict it?

Nothing of it is shipped or fetched by itself. The extra `models` runs ONNX; a folder in the format of transformers
needs `transformers` and `torch` beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contrechamp.compare.points import ORDER
from contrechamp.errors import DataMissing, ModelUnusable, NetworkError, said
from contrechamp.model import Comparison, Passage, Reason, RelationKind

if TYPE_CHECKING:
    import numpy as np

HUB = "hub:"
"""What a name begins with that is to be fetched: `hub:owner/name`. Any other is a folder or a file here."""

BATCH = 32
LONGEST = 512
"""Word pieces of a pair beyond which it is cut, where the model does not say."""

LABELS = {
    "entailment": {"entailment", "entail", "entails", "implication"},
    "neutral": {"neutral", "neutre"},
    "contradiction": {"contradiction", "contradicts", "contradictory"},
}
"""The names under which models give the three answers; a model with others (`LABEL_0`, `not_entailment`) is refused."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model makes of a pair: three probabilities that sum to 1. The right follows from the left, or not."""

    entailment: float
    neutral: float
    contradiction: float


Judge = Callable[[Sequence[tuple[str, str]]], list[Verdict]]
"""Judges pairs, in batches, in their order."""


@lru_cache(maxsize=2)
def load_judge(name: str) -> Judge:
    """The model in a folder (`model.onnx`, `tokenizer.json`, `config.json`; or the format of transformers), or on the
    hub as `hub:owner/name`.

    Raises DataMissing where there is none, ModelUnusable where it cannot be run or its labels are not clear,
    NetworkError where it cannot be fetched.
    """
    folder = _folder(name)
    config = _read_config(folder)
    order = _order(config, name)
    weights = _weights(folder)
    scores = _onnx_scores(folder, weights, config) if weights else _transformers_scores(folder)

    def judge(pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
        found: list[Verdict] = []
        for start in range(0, len(pairs), BATCH):
            for row in _softmax(scores(pairs[start : start + BATCH])):
                if len(row) != len(order):
                    raise _unusable(name, "the model gives another number of answers than its config names labels")
                values = dict(zip(order, row.tolist(), strict=True))
                found.append(Verdict(values["entailment"], values["neutral"], values["contradiction"]))
        return found

    return judge


def judge_both_ways(judge: Judge, pairs: Sequence[tuple[str, str]]) -> list[Verdict]:
    """One verdict a pair, the same when its statements are exchanged: the mean of the contradictions, the better of the
    entailments."""
    there = judge(pairs)
    back = judge([(right, left) for left, right in pairs])
    found = []
    for a, b in zip(there, back, strict=True):
        contradiction = (a.contradiction + b.contradiction) / 2
        entailment = min(1.0 - contradiction, max(a.entailment, b.entailment))
        found.append(Verdict(entailment, 1.0 - contradiction - entailment, contradiction))
    return found


# ---------------------------------------------------------------- finding it


def _folder(name: str) -> Path:
    if name.startswith(HUB):
        return _fetched(name.removeprefix(HUB))
    path = Path(name).expanduser()
    if path.is_file():
        path = path.parent
    if not path.is_dir():
        raise DataMissing(
            said("there is no such model", "ce modèle n’existe pas"),
            where=name,
            remedy=said(f"name a folder, or {HUB}owner/name", f"nommer un dossier, ou {HUB}auteur/nom"),
        )
    return path


def _fetched(name: str) -> Path:
    try:
        from huggingface_hub import snapshot_download
    except ImportError:
        raise _missing("huggingface_hub") from None
    try:
        return Path(snapshot_download(name, allow_patterns=["*.json", "*.onnx", "*.txt", "*.model", "*.safetensors"]))
    except Exception as error:
        raise NetworkError(
            said("the model could not be fetched", "le modèle n’a pas pu être chargé"),
            where=f"{HUB}{name}",
            remedy=said(f"fetch it by hand ({type(error).__name__})", f"le charger à la main ({type(error).__name__})"),
        ) from error


def _read_config(folder: Path) -> dict[str, Any]:
    for place in (folder, folder.parent):
        path = place / "config.json"
        if path.is_file():
            try:
                found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            except ValueError:
                raise _unusable(str(path), "its config.json is no JSON") from None
            return found
    raise DataMissing(
        said("there is no config.json with the model", "le modèle n’a pas de config.json"),
        where=str(folder),
        remedy=said(
            "put it into the folder: it names the labels", "le mettre dans le dossier : il nomme les étiquettes"
        ),
    )


def _order(config: dict[str, Any], name: str) -> list[str]:
    """Our names of the model's answers, in its order; raises ModelUnusable unless all three are clear."""
    labels = config.get("id2label")
    if not isinstance(labels, dict):
        raise _unusable(name, "its config.json names no labels (id2label)")
    try:
        given = [str(label).strip().lower() for _, label in sorted(labels.items(), key=lambda item: int(item[0]))]
    except ValueError:
        raise _unusable(name, "its config.json does not number its labels") from None
    ours = [next((ours for ours, theirs in LABELS.items() if label in theirs), "") for label in given]
    if sorted(ours) != sorted(LABELS):
        raise _unusable(name, f"its labels are not clear: {', '.join(given)[:80]}")
    return ours


def _weights(folder: Path) -> Path | None:
    for place in (folder, folder / "onnx"):
        named = place / "model.onnx"
        if named.is_file():
            return named
        others = sorted(place.glob("*.onnx"))
        if others:
            return others[0]
    return None


def _unusable(name: str, why: str) -> ModelUnusable:
    return ModelUnusable(
        said(f"the model cannot be used: {why}", f"le modèle ne peut pas servir : {why}"),
        where=name,
        remedy=said(
            "take one with the labels entailment, neutral, contradiction",
            "en prendre un dont les étiquettes sont entailment, neutral, contradiction",
        ),
    )


def _missing(part: str) -> ModelUnusable:
    return ModelUnusable(
        said(f"{part} is not installed", f"{part} n’est pas installé"),
        remedy=said("pip install 'contrechamp[models]'", "pip install 'contrechamp[models]'"),
    )


# ---------------------------------------------------------------- running it

Scores = Callable[[Sequence[tuple[str, str]]], "np.ndarray[Any, np.dtype[np.float64]]"]


def _onnx_scores(folder: Path, weights: Path, config: dict[str, Any]) -> Scores:
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _missing(error.name or "onnxruntime") from None
    import numpy as np

    pieces = next((place / "tokenizer.json" for place in (folder, weights.parent, folder.parent)
                   if (place / "tokenizer.json").is_file()), None)  # fmt: skip
    if pieces is None:
        raise _unusable(str(folder), "there is no tokenizer.json")
    try:
        tokenizer = Tokenizer.from_file(str(pieces))
        session = onnxruntime.InferenceSession(str(weights), providers=["CPUExecutionProvider"])
    except Exception as error:
        raise _unusable(str(folder), f"it cannot be read ({type(error).__name__})") from error
    tokenizer.enable_truncation(_longest(config))
    tokenizer.enable_padding(pad_id=int(config.get("pad_token_id") or 0))
    wanted = [given.name for given in session.get_inputs()]

    def scores(pairs: Sequence[tuple[str, str]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        encoded = tokenizer.encode_batch(list(pairs))
        given = {
            "input_ids": [one.ids for one in encoded],
            "attention_mask": [one.attention_mask for one in encoded],
            "token_type_ids": [one.type_ids for one in encoded],
        }
        try:
            feed = {name: np.array(given[name], dtype=np.int64) for name in wanted}
            return np.asarray(session.run(None, feed)[0], dtype=np.float64)
        except Exception as error:
            raise _unusable(str(folder), f"it does not run ({type(error).__name__})") from error

    return scores


def _longest(config: dict[str, Any]) -> int:
    places = config.get("max_position_embeddings")
    # RoBERTa and its kin count positions from 2.
    return min(LONGEST, places - 2) if isinstance(places, int) and places > 2 else LONGEST


def _transformers_scores(folder: Path) -> Scores:
    try:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer
    except ImportError as error:
        raise _missing(error.name or "transformers") from None
    import numpy as np

    try:
        tokenizer = AutoTokenizer.from_pretrained(str(folder), local_files_only=True)
        model = AutoModelForSequenceClassification.from_pretrained(str(folder), local_files_only=True)
    except Exception as error:
        raise _unusable(str(folder), f"it cannot be read ({type(error).__name__})") from error
    model.eval()

    def scores(pairs: Sequence[tuple[str, str]]) -> np.ndarray[Any, np.dtype[np.float64]]:
        lefts, rights = [left for left, _ in pairs], [right for _, right in pairs]
        with torch.no_grad():
            given = tokenizer(lefts, rights, return_tensors="pt", padding=True, truncation=True, max_length=LONGEST)
            return np.asarray(model(**given).logits.numpy(), dtype=np.float64)

    return scores


def _softmax(scores: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    import numpy as np

    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: np.ndarray[Any, np.dtype[np.float64]] = raised / raised.sum(axis=1, keepdims=True)
    return found


# ---------------------------------------------------------------- over a comparison

STATED = 0.8
"""Contradiction from which on a model's word turns an agreement into a conflict."""


def rejudge(comparison: Comparison, model: str) -> Comparison:
    """The comparison with its agreements put to a model: those whose claims it finds contradictory become conflicts.

    Their reason `model` names both claims. What words set apart stays as it is. Raises what `load_judge` raises.
    """
    judge = load_judge(model)
    texts = {extraction.account.id: extraction.account.text for extraction in comparison.extractions}
    claims = {claim.id: (extraction.account.id, claim) for extraction in comparison.extractions
              for claim in extraction.claims}  # fmt: skip
    asked: list[tuple[str, Passage, Passage]] = []
    for point in comparison.points:
        if point.relation is RelationKind.AGREE:
            told = [Passage(claims[name][0], claims[name][1].span) for stand in point.stands for name in stand.claims]
            asked += [(point.id, a, b) for a, b in combinations(told, 2) if a.account != b.account]

    def words(told: Passage) -> str:
        return texts[told.account][told.span.start : told.span.end]

    verdicts = judge_both_ways(judge, [(words(a), words(b)) for _, a, b in asked])
    against: dict[str, tuple[float, Reason]] = {}
    for (name, a, b), verdict in zip(asked, verdicts, strict=True):
        if verdict.contradiction >= max(STATED, against.get(name, (0.0,))[0]):
            against[name] = verdict.contradiction, Reason("model", (a, b))
    points = [
        replace(point, relation=RelationKind.CONFLICT, reasons=(against[point.id][1], *point.reasons))
        if point.id in against
        else point
        for point in comparison.points
    ]
    return replace(comparison, points=tuple(sorted(points, key=lambda point: ORDER.index(point.relation))))
