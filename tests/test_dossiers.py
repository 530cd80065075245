"""What holds of every comparison, held on the example dossier and on small ones."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import contrechamp as cc
from contrechamp.model import Comparison

ENTREPOT = sorted((Path(__file__).parents[1] / "examples" / "entrepot").glob("*.txt"))


@cache
def compared(order: tuple[int, ...]) -> Comparison:
    return cc.compare([ENTREPOT[i] for i in order])


def as_json(order: tuple[int, ...]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(cc.show(compared(order), "json"))
    return document


def test_every_span_is_its_quote() -> None:
    document = as_json((0, 1, 2, 3))
    texts = {account["id"]: account["text"] for account in document["accounts"]}
    checked = sum(check_spans(extraction, texts[extraction["account"]]) for extraction in document["extractions"])
    assert checked > 500
    for point in document["points"]:
        for reason in point["reasons"]:
            for passage in reason["passages"]:
                assert texts[passage["account"]][passage["start"] : passage["end"]] == passage["text"]


def check_spans(node: Any, text: str) -> int:
    """Assert that each record with a span says its account's words; how many were checked."""
    if isinstance(node, list):
        return sum(check_spans(item, text) for item in node)
    if not isinstance(node, dict):
        return 0
    own = 0
    if "start" in node and node["start"] is not None:
        assert text[node["start"] : node["end"]] == node["text"]
        own = 1
    return own + sum(check_spans(item, text) for item in node.values())


def test_same_bytes_twice() -> None:
    again = cc.compare([path.read_bytes() for path in ENTREPOT])
    first = json.loads(cc.show(compared((0, 1, 2, 3)), "json"))
    second = json.loads(cc.show(again, "json"))
    for document in (first, second):
        for account in document["accounts"]:
            account.pop("name", None)  # bytes have no file name; nothing else may differ
    assert first == second


def test_swapped_accounts_mirror() -> None:
    one, other = as_json((0, 1, 2, 3)), as_json((3, 1, 2, 0))
    assert stands(one) == stands(other)
    assert {frozenset(group) for group in one["origins"]} == {frozenset(group) for group in other["origins"]}
    assert one["event"] == other["event"]


def stands(document: dict[str, Any]) -> list[Any]:
    return sorted(
        (
            point["id"],
            point["relation"],
            point["label"],
            point["origins"],
            sorted((stand["account"], stand["stand"], sorted(stand["claims"])) for stand in point["stands"]),
        )
        for point in document["points"]
    )


def test_every_point_has_a_stand_for_each_account() -> None:
    document = as_json((0, 1, 2, 3))
    ids = [account["id"] for account in document["accounts"]]
    claims = {claim["id"] for extraction in document["extractions"] for claim in extraction["claims"]}
    for point in document["points"]:
        assert [stand["account"] for stand in point["stands"]] == ids
        assert {claim for stand in point["stands"] for claim in stand["claims"]} <= claims


def test_the_copy_is_found_and_is_no_corroboration() -> None:
    comparison = compared((0, 1, 2, 3))
    wire, _, _, copy = comparison.accounts
    assert any({c.left.account, c.right.account} == {wire.id, copy.id} for c in comparison.copies)
    assert any({wire.id, copy.id} <= set(group) for group in comparison.origins)


def test_nothing_is_lost_against_the_pinned_baseline() -> None:
    from contrechamp.evaluate.baseline import changed
    from contrechamp.evaluate.dossier import score

    gold = Path(__file__).parents[1] / "gold"
    change = changed(score(gold / "entrepot.toml", ENTREPOT[0].parent).examples(), gold / "baseline" / "entrepot.json")
    assert change.lost == ()
    assert change.gained == (), "pin the baseline again: contrechamp evaluate dossier … --pin"
    assert change.new == 0
