"""Accounts are kept once, whole or not at all, with their bytes; results are remade when rules change."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from tests.store.made import BLOG, PAPER, THREE, WIRE, made

import contrechamp as cc
from contrechamp.compare import compare_extractions, findings
from contrechamp.errors import ContrechampError, DoesNotFit, FileMissing, NotInDossier
from contrechamp.model import Account, Extraction, Span
from contrechamp.show.index import label
from contrechamp.store import (
    Did,
    Store,
    accounts,
    comparing,
    comparison,
    digest,
    dossiers,
    drop_dossier,
    find_dossier,
    history,
    keep,
    new_dossier,
    open_store,
    original,
    remove,
    rename_account,
    rename_dossier,
    reviewed,
    search,
)
from contrechamp.store.plain import decode, encode, escape, unescape


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Marks accounts without a language pipeline; gives the names of those that were marked."""
    marked: list[str] = []

    def extract_one(account: Account, *, pipeline: str | None = None) -> Extraction:
        marked.append(account.name)
        return replace(made(account.text, id_=account.id), account=account)

    monkeypatch.setattr("contrechamp.pipeline.extract_one", extract_one)
    return marked


def test_what_is_kept_is_what_was_read(store: Store, quick: list[str], tmp_path: Path) -> None:
    for name, text in (("wire.txt", WIRE), ("paper.txt", PAPER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    new_dossier(store, "fire")
    told: list[tuple[int, int, str]] = []
    kept = keep(store, [tmp_path], progress=lambda *step: told.append(step))
    assert [Path(account.name).name for account in kept.accounts] == ["paper.txt", "wire.txt"]
    assert accounts(store, None) == kept.accounts == tuple(cc.read(tmp_path))
    assert [step[:2] for step in told] == [(0, 2), (1, 2), (2, 2)]
    data = original(store, kept.accounts[1].id)
    assert data.data == WIRE.encode()
    assert data.sha256 == sha256(WIRE.encode()).hexdigest()
    assert data.media_type == "text/plain"


def test_sources_of_every_sort(store: Store, quick: list[str], tmp_path: Path) -> None:
    new_dossier(store, "fire")
    (tmp_path / "file.txt").write_text(WIRE, encoding="utf-8")
    stream = BytesIO(PAPER.encode())
    kept = keep(store, [tmp_path / "file.txt", stream, BLOG.encode(), THREE[0], Account("x", "Le feu a pris.", "fr")])
    assert len(kept.accounts) == 5
    assert len(accounts(store, None)) == 5


def test_the_same_bytes_are_kept_once(fire: Store) -> None:
    again = keep(fire, THREE)
    assert again.accounts == ()
    assert [same.account for same in again.already] == [e.account.id for e in THREE]
    assert len(accounts(fire, None)) == 3
    assert len(history(fire, None)) == 3


def test_what_cannot_be_read_stops_no_other(store: Store, quick: list[str], tmp_path: Path) -> None:
    new_dossier(store, "fire")
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    kept = keep(store, [tmp_path / "nowhere.txt", tmp_path / "wire.txt"])
    assert [type(error) for error in kept.errors] == [FileMissing]
    assert len(kept.accounts) == 1


def test_what_was_kept_stays_when_the_next_one_fails(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    new_dossier(store, "fire")

    def fail(account: Account, *, pipeline: str | None = None) -> Extraction:
        raise KeyboardInterrupt

    monkeypatch.setattr("contrechamp.pipeline.extract_one", fail)
    with pytest.raises(KeyboardInterrupt):
        keep(store, [THREE[0], THREE[1].account, THREE[2]])
    assert [account.name for account in accounts(store, None)] == ["wire.txt"]


def test_the_comparison_is_the_one_of_the_same_accounts(fire: Store) -> None:
    assert comparison(fire, None) == cc.compare(THREE)
    with open_store(fire.engine.url.render_as_string(False) if not fire.is_sqlite else fire.where) as again:
        assert comparison(again, None) == cc.compare(THREE)
    assert find_dossier(fire, None).relations["figures-differ"] == 1


def test_a_new_account_changes_the_comparison(store: Store) -> None:
    new_dossier(store, "fire")
    assert comparison(store, None).points == ()
    keep(store, THREE[:1])
    assert len(comparison(store, None).accounts) == 1
    keep(store, THREE[1:])
    assert comparison(store, None) == cc.compare(THREE)


def test_new_rules_read_the_accounts_anew(fire: Store, quick: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = comparison(fire, None)
    monkeypatch.setattr(digest, "extracting", lambda pipeline=None: "other rules")
    assert comparison(fire, None) == before
    assert quick == ["wire.txt", "paper.txt", "blog.txt"]
    comparison(fire, None)
    assert len(quick) == 3


def test_what_a_missing_pipeline_read_stays(store: Store, quick: list[str]) -> None:
    new_dossier(store, "fire")
    keep(store, [e.account for e in THREE], pipeline="a_pipeline_of_elsewhere")
    with store.writing() as connection:
        connection.execute(sql("UPDATE extractions SET version = 'made elsewhere'"))
    quick.clear()
    assert len(comparison(store, None).accounts) == 3
    assert quick == []


def test_nothing_is_calledwhere_nothing_can_be_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "fire.db") as store:
        assert len(keep(store, [tmp_path / "nowhere.txt"]).errors) == 1
        assert dossiers(store) == ()


def test_a_folder_is_kept_without_the_dossier_that_lies_in_it(tmp_path: Path, quick: list[str]) -> None:
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    with open_store(tmp_path / "fire.db") as store:
        kept = keep(store, [tmp_path])
        assert kept.errors == ()
        assert len(kept.accounts) == 1


def test_new_rules_of_comparing_compare_anew(fire: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    comparison(fire, None)
    compared: list[int] = []
    real = cc.compare
    monkeypatch.setattr(digest, "comparing", lambda: "other rules")
    monkeypatch.setattr(comparing, "_compare", lambda found, _: compared.append(len(found)) or real(found))
    comparison(fire, None)
    comparison(fire, None)
    assert compared == [3]


def test_an_account_that_comes_or_goes_costs_its_own_pairs(
    store: Store, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs: list[int] = []
    real = findings.pair_up
    monkeypatch.setattr(findings, "pair_up", lambda *sides: pairs.append(1) or real(*sides))
    four = [made(WIRE.replace("douze", f"{n}"), id_=f"{n}") for n in range(20, 24)]
    keep(store, four)
    comparison(store, None)
    keep(store, THREE[:1])
    store.memory.clear()  # as in another process
    pairs.clear()
    found = comparison(store, None)
    assert len(pairs) == 4
    remove(store, None, four[0].account.id)
    assert dossiers(store)[0].relations == {}
    pairs.clear()
    assert comparison(store, None) == compare_extractions(list(found.extractions)[1:], {})
    assert len(pairs) == 6  # all of them those of the second one


def test_what_was_found_between_accounts_is_of_one_version_of_the_rules(
    fire: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparison(fire, None)
    known: list[int] = []
    monkeypatch.setattr(comparing, "_compare", lambda found, memory: known.append(len(memory)) or cc.compare(found))
    keep(fire, [made(WIRE + "Fin.")])
    comparison(fire, None)
    monkeypatch.setattr(digest, "comparing", lambda: "other rules")
    comparison(fire, None)
    assert known == [3, 0]


def test_the_digest_follows_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contrechamp.store.digest.files", lambda name: tmp_path)
    (tmp_path / "lang").mkdir()
    (tmp_path / "model.py").touch()
    for room in ("text", "techniques", "extract", "compare"):
        (tmp_path / room).mkdir()
    fresh = digest._digest
    first = fresh(digest.EXTRACTING, "")
    (tmp_path / "lang" / "words.toml").write_text("a", encoding="utf-8")
    second = fresh(digest.EXTRACTING, "")
    (tmp_path / "compare" / "x.py").write_text("a", encoding="utf-8")
    assert len({first, second}) == 2
    assert fresh(digest.EXTRACTING, "") == second
    assert fresh(digest.COMPARING, "") != second
    assert fresh(digest.EXTRACTING, "other") != second


def test_a_later_version_takes_the_place_of_an_earlier_one(fire: Store) -> None:
    later = made(WIRE.replace("douze", "quatorze") + " Le bilan est provisoire.", "wire.txt")
    kept = keep(fire, [later])
    assert [(one.earlier, one.account) for one in kept.replaced] == [(THREE[0].account.id, later.account.id)]
    assert [a.id for a in accounts(fire, None)] == [later.account.id, *(e.account.id for e in THREE[1:])]
    assert original(fire, THREE[0].account.id).data == WIRE.encode()
    back = keep(fire, [THREE[0]])
    assert [(one.earlier, one.account) for one in back.replaced] == [(later.account.id, THREE[0].account.id)]
    assert [a.id for a in accounts(fire, None)] == [e.account.id for e in THREE]


def test_another_story_of_the_same_name_is_another_account(fire: Store) -> None:
    other = made("Le marché de Noël ouvrira ses portes samedi. Vingt chalets attendent les visiteurs.", "wire.txt")
    assert keep(fire, [other]).replaced == ()
    assert len(accounts(fire, None)) == 4


def test_an_account_under_another_name(fire: Store) -> None:
    id_ = THREE[0].account.id
    before = reviewed(fire, None).comparison
    called = rename_account(fire, None, id_, "  AFP/Reuters,\nmatin ", who="Ana")
    assert called.name == label(called) == "AFP/Reuters, matin"
    after = reviewed(fire, None).comparison
    assert after.accounts[0].name == accounts(fire, None)[0].name == "AFP/Reuters, matin"
    assert after.points == before.points
    assert original(fire, id_).name == "wire.txt"
    assert search(fire, "feu", account="AFP/Reuters, matin").total == search(fire, "feu", account=id_).total
    last = history(fire, None)[-1]
    assert (last.did, last.who, str(last.line)) == (
        Did.RENAME,
        "Ana",
        "account renamed · wire.txt → AFP/Reuters, matin",
    )
    with pytest.raises(DoesNotFit):
        rename_account(fire, None, id_, accounts(fire, None)[1].name)
    with pytest.raises(DoesNotFit):
        rename_account(fire, None, id_, " ")
    with pytest.raises(NotInDossier):
        rename_account(fire, None, "nobody", "x")
    assert len(history(fire, None)) == last.number


def test_a_later_version_keeps_the_name_that_people_gave(fire: Store) -> None:
    rename_account(fire, None, THREE[0].account.id, "AFP")
    later = made(WIRE.replace("douze", "quatorze") + " Le bilan est provisoire.", "wire.txt")
    assert keep(fire, [later]).replaced
    assert accounts(fire, None)[0].name == "AFP"
    rename_account(fire, None, later.account.id, "wire.txt")
    assert accounts(fire, None)[0] == later.account


def test_a_removed_account_leaves_none_of_its_names(fire: Store) -> None:
    rename_account(fire, None, THREE[0].account.id, "Nom que personne ne porte")
    remove(fire, None, THREE[0].account.id)
    assert "Nom que" not in str(history(fire, None))


def test_a_comparison_that_is_known_reads_no_text(fire: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    known = reviewed(fire, None)
    monkeypatch.setattr(comparing, "present", None)
    monkeypatch.setattr(comparing, "marked", None)
    assert reviewed(fire, None).comparison == known.comparison


HOSTILE = ("Un\0texte nul et long.", "Une moitié \ud83d de paire.", "\x1a0041 \x1a", "Emoji 🙂 et e\u0301.")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_texts_that_databases_refuse_are_kept(text: str, store: Store) -> None:
    new_dossier(store, f"dossier {text}")
    account = Account("h", text, "fr", title=text, name=text, source=text)
    keep(store, [Extraction(account, (Span(0, len(text)),))])
    assert accounts(store, None) == (account,)
    assert reviewed(store, None).comparison.accounts == (account,)
    assert dossiers(store)[0].name == " ".join(f"dossier {text}".split())
    assert search(store, "texte moitie emoji").total in (0, 1)
    assert unescape(escape(text)) == text
    assert decode(encode(account), Account) == account


def test_several_dossiers_in_one_database(store: Store) -> None:
    one, two = new_dossier(store, "one"), new_dossier(store, "two")
    keep(store, THREE[:2], dossier=one.id)
    keep(store, THREE[1:], dossier="two")
    assert [info.accounts for info in dossiers(store)] == [2, 2]
    with pytest.raises(NotInDossier) as several:
        accounts(store, None)
    assert several.value.exit_code == 2
    assert rename_dossier(store, "two", "three").id == two.id
    with pytest.raises(DoesNotFit):
        new_dossier(store, "three")
    with pytest.raises(DoesNotFit):
        rename_dossier(store, "three", "one")
    with pytest.raises(DoesNotFit):
        new_dossier(store, " \n ")
    drop_dossier(store, "three")
    assert [account.id for account in accounts(store, None)] == [e.account.id for e in THREE[:2]]
    with pytest.raises(ContrechampError):
        accounts(store, "three")


def test_the_first_dossier_is_named_as_the_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "lorne.db") as store:
        keep(store, THREE[:1])
        assert dossiers(store)[0].name == "lorne"
