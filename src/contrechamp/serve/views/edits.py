"""What an account changed in the passages that it shares with the one that it probably comes from, inside its text."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from contrechamp.model import Copy, Edit
from contrechamp.serve.views.desk import Desk
from contrechamp.show.index import Index
from contrechamp.show.marked import Mark
from contrechamp.show.shared import pieces


def sources_of(desk: Desk, account: str) -> tuple[str, ...]:
    """The accounts that this one may have taken passages from, the likeliest first.

    Of one origin: those that stand before it in the group; else those that were given before it.
    """
    ix = desk.ix
    group = next((g for g in ix.comparison.origins if account in g), (account,))
    order = [*group[: group.index(account)], *(a for a in ix.letters if a not in group)]
    earlier = [a for a in order if a in group or _place(ix, a) < _place(ix, account)]
    sharing = {copy.left.account for copy in ix.comparison.copies if copy.right.account == account}
    sharing |= {copy.right.account for copy in ix.comparison.copies if copy.left.account == account}
    return tuple(a for a in earlier if a in sharing)


def edit_marks(desk: Desk, source: str, account: str) -> Iterator[Mark]:
    """Marks on the text of `account`: each shared passage, the words that came, and before a place those that went."""
    for copy in desk.ix.comparison.copies:
        if {copy.left.account, copy.right.account} == {source, account}:
            yield from _passage(desk, _seen_from(copy, source))


def _seen_from(copy: Copy, source: str) -> Copy:
    if copy.left.account == source:
        return copy
    kinds = {"insert": "delete", "delete": "insert"}
    edits = tuple(Edit(kinds.get(edit.kind, edit.kind), edit.right, edit.left) for edit in copy.edits)
    return Copy(copy.right, copy.left, copy.share, edits)


def _passage(desk: Desk, copy: Copy) -> Iterator[Mark]:
    span, text = copy.right.span, desk.ix.accounts[copy.right.account].text
    yield Mark(span.start, span.end, "copied", tag="span", title=desk.words("shared_passage"))
    at, gone = span.start, ""
    for piece in pieces(desk.ix, copy):
        if piece.kind == "del":
            gone = piece.text
            continue
        if piece.kind == "ins":
            yield Mark(at, at + len(piece.text), "edit", tag="ins", before=_del(desk, gone))
        elif gone:
            yield _gone(desk, text, at, gone)
        at, gone = at + len(piece.text), ""
    if gone:
        yield _gone(desk, text, at, gone)


def _gone(desk: Desk, text: str, at: int, words: str) -> Mark:
    """The words that went, drawn at their place: before the next character, at the end of a line after the last one."""
    if at < len(text) and text[at] != "\n":
        return Mark(at, at + 1, "edit", tag="span", before=_del(desk, words))
    return Mark(max(at - 1, 0), max(at, 1), "edit", tag="span", after=_del(desk, words))


def _del(desk: Desk, words: str) -> Markup | None:
    if not words:
        return None
    return Markup('<del><span class="off">[{}{}</span>{}<span class="off">]</span></del>').format(
        desk.words("removed"), desk.words("colon"), " ".join(words.split())
    )


def _place(ix: Index, account: str) -> int:
    return list(ix.letters).index(account)
