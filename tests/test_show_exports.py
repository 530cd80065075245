"""CSV, Markdown and annotations: exact words, harmless in the programs that open them."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

import pytest
from tests.samples.derailment import derailment
from tests.samples.hostile import BAD, hostile

from contrechamp.errors import UnknownFormat
from contrechamp.show import show
from contrechamp.show.csv import TABLES, harmless, table
from contrechamp.show.markdown import escaped


def lines(text):
    return list(csv.DictReader(StringIO(text)))


def test_the_grid_in_long_form_has_every_claim_of_every_point():
    made = derailment()
    found = lines(show(made, "csv"))
    assert len(found) == sum(max(1, len(stand.claims)) for point in made.points for stand in point.stands)
    texts = {account.id: account.text for account in made.accounts}
    for line in found:
        if line["words"]:
            assert texts[line["account"]][int(line["start"]) : int(line["end"])] == line["words"]


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("make", [derailment, hostile])
def test_every_table_has_its_columns_and_no_formula(kind, make):
    text = table(make(), kind)
    assert text.splitlines()[0] == ",".join(TABLES[kind][0])
    for line in lines(text):
        assert None not in line
        assert not any((cell or "").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in line.values())


def test_formulas_become_words():
    assert harmless("=1+1") == "'=1+1"
    assert harmless(-3) == -3
    assert harmless("1-2") == "1-2"


def test_an_unknown_table():
    with pytest.raises(UnknownFormat):
        table(derailment(), "secrets")


def test_markdown_has_the_grid_and_the_exact_words():
    said = show(derailment(), "md").replace("\\", "")
    assert "| **≠ se contredisent**<br>3 origines<br>négation, démenti |" in said
    assert "«\u202fLa voie n’avait pas été contrôlée depuis deux ans\u202f» — *Léa Morin, certain, négatif*" in said
    assert said == show(derailment(), "markdown").replace("\\", "")


def test_markdown_tables_are_whole():
    for line in show(hostile(), "md").splitlines():
        if line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", line)) in (4, 6)


def test_markdown_lets_nothing_through():
    assert escaped("a *b* [c](javascript:d) <i>|\n# e") == r"a \*b\* \[c\]\(javascript:d\) \<i\>\| \# e"
    assert escaped("http://a www.b c@d") == r"http\://a www\.b c\@d"
    assert not re.search(r"(?<!\\)<(?!br>)", show(hostile(), "md"))


def test_annotations_carry_words_and_place():
    made = derailment()
    whole = json.loads(show(made, "jsonld"))
    items = whole["first"]["items"]
    assert whole["total"] == len(items)
    texts = {f"urn:sha256:{a.sha256}": a.text for a in made.accounts} | {a.url: a.text for a in made.accounts if a.url}
    for item in items:
        quote, place = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])
    assert len({item["id"] for item in items}) == len(items)


def test_annotations_of_hostile_accounts_have_safe_ids():
    made = json.loads(show(hostile(), "jsonld"))
    assert all(re.fullmatch(r"urn:contrechamp:mark-[0-9a-f]+", item["id"]) for item in made["first"]["items"])
    assert BAD in json.dumps(made, ensure_ascii=False) or made["label"] == BAD
