"""JSON-LD: what a JSON-LD processor makes of it is what was meant, and the words are found again in a changed text."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples.derailment import derailment
from tests.samples.hostile import hostile

from contrechamp.model import Certainty
from contrechamp.show import show

jsonld = pytest.importorskip("pyld").jsonld
Validator = pytest.importorskip("jsonschema").Draft202012Validator

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
SCHEMA = "https://schema.org/"
ANNO = {
    "id": "@id", "type": "@type", "oa": OA, "as": AS,
    **{name: OA + name for name in ("Annotation", "TextualBody", "TextQuoteSelector", "TextPositionSelector")},
    **{name: OA + name for name in ("exact", "prefix", "suffix", "start", "end")},
    **{name: AS + name for name in ("startIndex", "items")},
    "AnnotationCollection": AS + "OrderedCollection", "AnnotationPage": AS + "OrderedCollectionPage",
    "body": {"@id": OA + "hasBody", "@type": "@id"}, "target": {"@id": OA + "hasTarget", "@type": "@id"},
    "source": {"@id": OA + "hasSource", "@type": "@id"}, "selector": {"@id": OA + "hasSelector", "@type": "@id"},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "tagging": OA + "tagging", "commenting": OA + "commenting",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "http://purl.org/dc/elements/1.1/format",
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "total": AS + "totalItems", "first": {"@id": AS + "first"},
}  # fmt: skip
"""The terms that contrechamp uses, with the names that the Web Annotation Vocabulary gives them."""

CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNO, "https://schema.org": {"@vocab": SCHEMA}}


def load(address, options):
    """The contexts from here; any other address would be the network."""
    document = {"@context": CONTEXTS[address.rstrip("/")]}
    return {"document": document, "documentUrl": address, "contextUrl": None, "contentType": "application/ld+json"}


def expanded(said):
    return jsonld.expand(json.loads(said), {"documentLoader": load})


def nodes(node, kind):
    """Every node of a type, wherever it is nested."""
    if isinstance(node, list):
        return [found for item in node for found in nodes(item, kind)]
    if not isinstance(node, dict):
        return []
    inside = [found for held in node.values() for found in nodes(held, kind)]
    return ([node] if kind in node.get("@type", ()) else []) + inside


@pytest.mark.parametrize("make", [derailment, hostile])
def test_annotations_mean_what_the_model_says(make):
    (whole,) = expanded(show(make(), "jsonld"))
    (page,) = nodes(whole, AS + "OrderedCollectionPage")
    assert whole["@id"].startswith("urn:contrechamp:collection-")
    assert page["@id"].startswith("urn:contrechamp:page-")
    marks = nodes(whole, OA + "Annotation")
    assert len(marks) == whole[AS + "totalItems"][0]["@value"]
    for mark in marks:
        (target,) = mark[OA + "hasTarget"]
        kinds = [selector["@type"][0] for selector in target[OA + "hasSelector"]]
        assert kinds == [OA + "TextQuoteSelector", OA + "TextPositionSelector"]
        assert mark[OA + "motivatedBy"] == [{"@id": OA + "tagging"}]
        assert {body["@type"][0] for body in mark[OA + "hasBody"]} == {OA + "TextualBody"}


def test_no_term_is_lost_in_expansion():
    """A term that the context does not know would be dropped without a word."""
    said = json.loads(show(derailment(), "jsonld"))
    assert not _keys(said) - ANNO.keys() - {"@context"}


def _keys(node):
    if isinstance(node, list):
        return {key for item in node for key in _keys(item)}
    return node.keys() | {key for held in node.values() for key in _keys(held)} if isinstance(node, dict) else set()


def find(text, quote):
    """Where the words of a TextQuoteSelector stand, as a reader of annotations looks for them."""
    places = [found.start() for found in re.finditer(re.escape(quote["exact"]), text)]
    whole = [at for at in places if text[:at].endswith(quote["prefix"])]
    return (whole or places)[0]


@given(before=st.text(alphabet="ab é\n", max_size=40), after=st.text(alphabet="ab é\n", max_size=40))
def test_words_are_found_again_in_a_changed_text(before, after):
    made = derailment()
    texts = {f"urn:sha256:{a.sha256}": a.text for a in made.accounts} | {a.url: a.text for a in made.accounts if a.url}
    for item in json.loads(show(made, "jsonld"))["first"]["items"]:
        quote, place = item["target"]["selector"]
        changed = before + "\n\n" + texts[item["target"]["source"]] + "\n\n" + after
        assert find(changed, quote) == len(before) + 2 + place["start"]


CLAIMS = {
    "type": "object",
    "required": ["@context", "@type", "name", "description", "hasPart"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "Dataset"},
        "hasPart": {"type": "array", "items": {"oneOf": [{"$ref": "#/$defs/Article"}, {"$ref": "#/$defs/Claim"}]}},
    },
    "$defs": {
        "Article": {
            "type": "object",
            "required": ["@type", "@id", "inLanguage"],
            "properties": {
                "@type": {"const": "Article"},
                "datePublished": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
                "url": {"type": "string", "pattern": "^https?://"},
                "publisher": {"type": "object", "properties": {"@type": {"const": "Organization"}}},
            },
        },
        "Quotation": {
            "type": "object",
            "required": ["@type", "@id", "text", "creditText", "isPartOf"],
            "properties": {"@type": {"const": "Quotation"}, "author": {"$ref": "#/$defs/Author"}},
        },
        "Author": {"type": "object", "properties": {"@type": {"enum": ["Person", "Organization"]}}},
        "Claim": {
            "type": "object",
            "required": ["@type", "@id", "text", "appearance"],
            "properties": {
                "@type": {"const": "Claim"},
                "author": {"$ref": "#/$defs/Author"},
                "appearance": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Quotation"}},
                "firstAppearance": {"type": "object", "required": ["@id"]},
            },
        },
    },
}


@pytest.mark.parametrize("make", [derailment, hostile])
def test_claims_have_their_form(make):
    Validator.check_schema(CLAIMS)
    Validator(CLAIMS).validate(json.loads(show(make(), "schemaorg")))


def test_claims_mean_what_schema_org_says():
    made = derailment()
    (whole,) = expanded(show(made, "schemaorg"))
    texts = [account.text for account in made.accounts]
    claims = nodes(whole, SCHEMA + "Claim")
    articles = {node["@id"] for node in nodes(whole, SCHEMA + "Article")}
    assert len(articles) == len(made.accounts)
    for claim in claims:
        quotes = claim[SCHEMA + "appearance"]
        for quote in quotes:
            assert any(quote[SCHEMA + "text"][0]["@value"] in " ".join(text.split("\n")) for text in texts)
            assert quote[SCHEMA + "isPartOf"][0]["@id"] in articles
        first = [node["@id"] for node in claim.get(SCHEMA + "firstAppearance", ())]
        assert set(first) <= {quote["@id"] for quote in quotes}
    ids = [claim["@id"] for claim in claims]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("make", [derailment, hostile])
def test_there_is_no_rating(make):
    assert not re.search(r'"\w*([Rr]ating|[Rr]eview|alternateName)\w*":', show(make(), "schemaorg"))


def test_nobody_is_charged_with_what_he_denies():
    """« Prétendre que la voie avait été contrôlée est une fable »: the claim alone is not the author's."""
    made = derailment()
    texts = {account.id: account.text for account in made.accounts}
    denied = {
        claim.id
        for extraction in made.extractions
        for claim in extraction.claims
        if claim.certainty is Certainty.CERTAIN_NOT
        and "n’" not in texts[extraction.account.id][claim.span.start : claim.span.end]
    }
    assert denied
    said = show(made, "schemaorg")
    assert not any(id_ in said for id_ in denied)
    assert "laissée" in json.loads(said)["description"]
