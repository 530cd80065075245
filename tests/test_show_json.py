"""The JSON contract: exact words, order of keys, the way back, and the schema that describes it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace

import pytest
from tests.samples.derailment import derailment
from tests.samples.hostile import hostile

from contrechamp import model
from contrechamp.errors import FileUnreadable
from contrechamp.model import Comparison, Event
from contrechamp.show.json import accounts_json, extractions_json, from_json, plain, to_json
from contrechamp.show.schema import json_schema


def walk(node, text, texts):
    """Each object that has words, with the text that they stand in."""
    if isinstance(node, dict):
        here = texts.get(node.get("account"), text)
        if node.get("start") is not None:
            yield node, here
        for held in node.values():
            yield from walk(held, here, texts)
    elif isinstance(node, list):
        for item in node:
            yield from walk(item, text, texts)


def test_every_span_is_its_words():
    doc = json.loads(to_json(derailment()))
    texts = {account["id"]: account["text"] for account in doc["accounts"]}
    found = list(walk({k: v for k, v in doc.items() if k != "accounts"}, None, texts))
    assert len(found) > 100
    assert all(text[node["start"] : node["end"]] == node["text"] for node, text in found)


def test_keys_in_the_order_of_the_contract():
    doc = json.loads(to_json(derailment()))
    assert list(doc) == ["schema", "event", "accounts", "extractions", "points", "copies", "origins"]
    extraction = doc["extractions"][0]
    assert extraction["account"] == doc["accounts"][0]["id"]
    assert list(extraction)[1:] == ["sentences", "actors", "times", "quantities", "claims", "techniques"]
    assert list(extraction["claims"][0])[:7] == ["id", "start", "end", "text", "voice", "mode", "certainty"]
    assert list(extraction["quantities"][0])[:7] == ["id", "start", "end", "text", "number", "low", "high"]
    assert extraction["quantities"][0]["number"] == {"start": 9, "end": 11, "text": "12"}
    voice = extraction["claims"][0]["voice"]
    assert list(voice) == ["kind", "name", "actor", "outlet", "start", "end", "text", "cue", "within"]
    assert (voice["text"], voice["cue"]["text"], voice["within"]["kind"]) == ("la préfecture", "a annoncé", "author")
    assert list(doc["copies"][0]["left"]) == ["account", "start", "end", "text"]


def test_there_and_back():
    made = derailment()
    assert from_json(to_json(made)) == made
    assert from_json(to_json(made).encode()) == made


@pytest.mark.parametrize("make", [derailment, hostile])
def test_there_and_back_is_the_same_text(make):
    written = to_json(make())
    assert to_json(from_json(written)) == written


def test_every_record_and_field_is_described():
    """The schema is made from the records: what they gain, it says."""
    described = json_schema()["$defs"] | {"Comparison": json_schema()}
    in_pairs = {"Piece"}  # written as pairs of offsets
    for kind in (held for held in vars(model).values() if isinstance(held, type) and is_dataclass(held)):
        if kind.__name__ in in_pairs or kind is model.Relation:  # a relation of bare texts is no part of a comparison
            continue
        names = {field.name for field in fields(kind)}
        expected = names - {"span"} | {"start", "end", "text"} if "span" in names or kind is model.Span else names
        assert set(described[kind.__name__]["properties"]) == expected


def test_same_bytes_twice():
    assert to_json(derailment()) == to_json(derailment())


def test_one_record_a_line():
    lines = to_json(derailment()).splitlines()
    claims = sum(len(extraction.claims) for extraction in derailment().extractions)
    assert sum('"certainty"' in line for line in lines) == claims


def test_parts_have_the_same_form():
    made = derailment()
    whole, part = plain(made), json.loads(extractions_json(made.extractions))
    assert (part["schema"], part["accounts"], part["extractions"]) == (1, whole["accounts"], whole["extractions"])
    assert json.loads(accounts_json(made.accounts)) == {"schema": 1, "accounts": whole["accounts"]}


@pytest.mark.parametrize(
    "bad", ["", "[]", "{}", '{"schema": 2}', "\x00", "[" * 100_000, '{"schema": 1, "accounts": [{"id": 1}]}']
)
def test_what_is_not_a_comparison_is_one_line(bad):
    with pytest.raises(FileUnreadable) as caught:
        from_json(bad)
    assert "\n" not in caught.value.line()


def test_words_that_are_not_at_their_place_are_refused():
    doc = plain(derailment())
    doc["extractions"][0]["claims"][0]["text"] = "autre chose"
    with pytest.raises(FileUnreadable, match="autre chose"):
        from_json(json.dumps(doc))


def test_odd_values_make_valid_json():
    made = derailment()
    extraction = made.extractions[0]
    endless = replace(extraction.quantities[0], low=float("inf"), high=10**5000)
    odd = replace(made, event=Event("a\udc80b\u2028"), extractions=(replace(extraction, quantities=(endless,)),))
    written = to_json(odd).encode()
    assert b"Infinity" not in written
    assert b"\\udc80" in written


def test_an_empty_comparison():
    empty = Comparison(Event(), (), (), ())
    assert from_json(to_json(empty)) == empty


def test_the_schema_describes_what_is_written():
    validator = pytest.importorskip("jsonschema").Draft202012Validator
    validator.check_schema(json_schema())
    validator(json_schema()).validate(plain(derailment()))
    wrong = plain(derailment())
    wrong["points"][0]["relation"] = "true"
    assert not validator(json_schema()).is_valid(wrong)
