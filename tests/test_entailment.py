"""A cross-encoder behind `relate`: tiny models made here, of random weights; names, labels and errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contrechamp.compare import entailment
from contrechamp.compare.entailment import Verdict, judge_both_ways, load_judge
from contrechamp.compare.relations import relate
from contrechamp.errors import DataMissing, ModelUnusable

LABELS = {"0": "ENTAILMENT", "1": "neutral", "2": "Contradiction"}
WORDS = ["[PAD]", "[UNK]", "[SEP]", "le", "pont", "a", "est", "rouvert", "fermé", "ne", "pas", "n'est"]


def make_model(folder: Path, labels: dict[str, str] | None = None, *, answers: int = 3, spread: float = 3.0) -> Path:
    """A folder with an ONNX model that adds up random weights of word pieces, by where they stand."""
    np, onnx = pytest.importorskip("numpy"), pytest.importorskip("onnx")
    tokenizers = pytest.importorskip("tokenizers")
    pytest.importorskip("onnxruntime")
    helper, kinds = onnx.helper, onnx.TensorProto
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single="$A", pair="$A [SEP] $B:1", special_tokens=[("[SEP]", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    drawn = np.random.default_rng(5)
    table = (spread * drawn.normal(size=(len(WORDS), answers))).astype(np.float32)
    sides = (spread * drawn.normal(size=(2, answers))).astype(np.float32)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["words"]),
        helper.make_node("Gather", ["sides", "token_type_ids"], ["where"]),
        helper.make_node("Mul", ["words", "where"], ["placed"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=kinds.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["placed", "wide"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "middle"], ["logits"], keepdims=0),
    ]
    given = [
        helper.make_tensor_value_info(name, kinds.INT64, ["pairs", "pieces"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        given,
        [helper.make_tensor_value_info("logits", kinds.FLOAT, ["pairs", answers])],
        [
            onnx.numpy_helper.from_array(table, "table"),
            onnx.numpy_helper.from_array(sides, "sides"),
            onnx.numpy_helper.from_array(np.array([2], dtype=np.int64), "last"),
            onnx.numpy_helper.from_array(np.array([1], dtype=np.int64), "middle"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, str(folder / "model.onnx"))
    (folder / "config.json").write_text(
        json.dumps({"id2label": LABELS if labels is None else labels}), encoding="utf-8"
    )
    return folder


PAIR = ("le pont est rouvert", "le pont n'est pas rouvert")


def test_a_model_gives_the_score(tmp_path: Path) -> None:
    name = str(make_model(tmp_path))
    (verdict,) = judge_both_ways(load_judge(name), [PAIR])
    found = relate(*PAIR, model=name)
    assert found.score == pytest.approx(verdict.contradiction, abs=1e-4)
    assert found.score == relate(*reversed(PAIR), model=name).score  # type: ignore[call-arg]
    assert {reason.code for reason in found.reasons} == {"negation"}


def test_probabilities_and_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = load_judge(str(make_model(tmp_path)))
    pairs = [PAIR, ("le pont est fermé", "a a a"), ("ne", "le pont"), PAIR]
    whole = judge(pairs)
    monkeypatch.setattr(entailment, "BATCH", 1)
    for one, other in zip(judge(pairs), whole, strict=True):
        assert one.contradiction == pytest.approx(other.contradiction, abs=1e-5)
        assert one.entailment + one.neutral + one.contradiction == pytest.approx(1.0)
    assert judge([]) == []


def test_the_order_of_labels_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    turned = {"0": "contradiction", "1": "neutral", "2": "entailment"}
    (here,) = load_judge(str(make_model(tmp_path / "a")))([PAIR])
    (there,) = load_judge(str(make_model(tmp_path / "b", turned) / "model.onnx"))([PAIR])
    assert here.contradiction == there.entailment


def test_both_ways_is_the_same_for_both() -> None:
    def judge(pairs: Any) -> list[Verdict]:
        return [Verdict(0.7, 0.2, 0.1) if left < right else Verdict(0.1, 0.1, 0.8) for left, right in pairs]

    assert judge_both_ways(judge, [("a", "b")]) == judge_both_ways(judge, [("b", "a")])
    (verdict,) = judge_both_ways(judge, [("a", "b")])
    assert verdict.contradiction == pytest.approx(0.45)
    assert verdict.entailment + verdict.neutral + verdict.contradiction == pytest.approx(1.0)


@pytest.mark.parametrize(
    "labels",
    [
        {},
        {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"},
        {"0": "entailment", "1": "not_entailment"},
        {"0": "entailment", "1": "entailment", "2": "contradiction"},
        {"zero": "entailment", "one": "neutral", "two": "contradiction"},
    ],
)
def test_unclear_labels_are_refused(tmp_path: Path, labels: dict[str, str]) -> None:
    name = str(make_model(tmp_path, labels))
    with pytest.raises(ModelUnusable) as raised:
        load_judge(name)
    assert "\n" not in raised.value.line("fr")


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        load_judge(str(tmp_path / "none"))
    with pytest.raises(DataMissing, match=r"config\.json"):
        load_judge(str(tmp_path))
    make_model(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelUnusable, match="cannot be read"):
        load_judge(str(tmp_path))


def test_a_model_with_other_answers_is_refused(tmp_path: Path) -> None:
    judge = load_judge(str(make_model(tmp_path, answers=2)))
    with pytest.raises(ModelUnusable, match="another number"):
        judge([PAIR])


def test_without_the_extra_one_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    name = str(make_model(tmp_path))
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelUnusable, match="not installed"):
        load_judge(name)


def test_agreements_are_put_to_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import contrechamp
    from contrechamp.model import RelationKind

    (tmp_path / "a.txt").write_text("Le barrage de Brévannes a cédé mardi. Le maire a quitté la ville.", "utf-8")
    (tmp_path / "b.txt").write_text("Mardi, le barrage de Brévannes a cédé. Une école a rouvert.", "utf-8")
    comparison = contrechamp.compare([tmp_path / "a.txt", tmp_path / "b.txt"])
    agreed = [point.id for point in comparison.points if point.relation is RelationKind.AGREE]
    assert agreed
    for contradiction, wanted in ((0.9, RelationKind.CONFLICT), (0.5, RelationKind.AGREE)):
        verdict = Verdict(0.0, 1.0 - contradiction, contradiction)
        monkeypatch.setattr(entailment, "load_judge", lambda _, verdict=verdict: lambda pairs: [verdict] * len(pairs))
        found = entailment.rejudge(comparison, "any")
        relations = {point.id: point.relation for point in found.points}
        assert {relations[name] for name in agreed} == {wanted}
        assert {name: relation for name, relation in relations.items() if name not in agreed} == {
            point.id: point.relation for point in comparison.points if point.id not in agreed
        }
        for point in found.points:
            stated = [reason for reason in point.reasons if reason.code == "model"]
            assert bool(stated) == (point.id in agreed and wanted is RelationKind.CONFLICT)
            assert all(len({passage.account for passage in reason.passages}) == 2 for reason in stated)


def test_the_command_says_in_one_line_what_is_wrong(tmp_path: Path) -> None:
    import subprocess
    import sys

    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Le pont est fermé depuis mardi.", "utf-8")
    line = [sys.executable, "-m", "contrechamp", "compare", tmp_path / "a.txt", tmp_path / "b.txt"]
    found = subprocess.run([*line, "--model", tmp_path / "none"], capture_output=True, check=False)
    assert found.returncode == DataMissing.exit_code
    (said,) = [line for line in found.stderr.decode().splitlines() if line.startswith(DataMissing.code)]
    assert "there is no such model" in said
