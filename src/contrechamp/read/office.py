"""Documents: DOCX and ODT, their paragraphs in order, without entities, network or macros."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from contrechamp.errors import AccountError, DamagedFile, ProtectedFile, said
from contrechamp.model import Warned
from contrechamp.read.draft import Draft, Field
from contrechamp.read.limits import Limits
from contrechamp.read.notes import warn
from contrechamp.read.source import Raw

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DAMAGE = (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


def read_docx(raw: Raw, limits: Limits) -> Draft:
    """The paragraphs, tables and notes of a Word document; deleted text and comments are counted as not read."""
    body = _parse(raw, "word/document.xml", limits)
    skipped: list[str] = []
    lines = [_docx_text(paragraph, skipped) for paragraph in body.iter(f"{_W}p")]
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        notes = _optional(raw, name, limits)
        if notes is not None:
            lines += [text for paragraph in notes.iter(f"{_W}p") if (text := _docx_text(paragraph, skipped)).strip()]
    if _optional(raw, "word/comments.xml", limits) is not None:
        skipped.append("comments")
    links = _docx_links(_optional(raw, "word/_rels/document.xml.rels", limits))
    draft = _draft(lines, _core_fields(_optional(raw, "docProps/core.xml", limits)), skipped)
    return replace(draft, links=links)


def _docx_text(paragraph: Any, skipped: list[str]) -> str:
    parts: list[str] = []
    for node in _own_nodes(paragraph, f"{_W}p"):
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}ptab"):
            parts.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("\u2011")
        elif node.tag == f"{_W}softHyphen":
            parts.append("\u00ad")
        elif node.tag == f"{_W}delText" and "deleted text" not in skipped:
            skipped.append("deleted text")
    return "".join(parts)


def _own_nodes(paragraph: Any, inner: str) -> Iterator[Any]:
    """The nodes of a paragraph that do not belong to a paragraph inside it (a text box), in order."""
    for node in paragraph.iterdescendants():
        if not isinstance(node.tag, str):
            continue
        parent = node.getparent()
        while parent is not paragraph and parent is not None and parent.tag != inner:
            parent = parent.getparent()
        if parent is paragraph:
            yield node


def _docx_links(relations: Any) -> tuple[str, ...]:
    if relations is None:
        return ()
    targets = (str(node.get("Target", "")) for node in relations if str(node.get("Type", "")).endswith("/hyperlink"))
    return _web(targets)


def _web(targets: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for t in targets if t.startswith(("http://", "https://")) and len(t) <= 2_000))


def read_odt(raw: Raw, limits: Limits) -> Draft:
    """The paragraphs and headings of an OpenDocument text; deletions and annotations are counted as not read."""
    content = _parse(raw, "content.xml", limits)
    skipped: list[str] = []
    for tag, what in ((f"{_T}tracked-changes", "deleted text"), (f"{_OFFICE}annotation", "comments")):
        found = list(content.iter(tag))
        skipped += [what] if found else []
        for node in found:
            _cut_out(node)
    lines = [_odt_text(node) for node in content.iter(f"{_T}p", f"{_T}h")]
    links = _web(str(node.get(f"{_XLINK}href", "")) for node in content.iter(f"{_T}a"))
    fields = _core_fields(_optional(raw, "meta.xml", limits))
    return replace(_draft(lines, fields, skipped), links=links)


def _cut_out(node: Any) -> None:
    """Takes a node away, leaving what follows it."""
    parent, before, tail = node.getparent(), node.getprevious(), node.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def _odt_text(paragraph: Any) -> str:
    parts = [paragraph.text or ""]
    for node in paragraph.iterdescendants():
        if node.tag == f"{_T}s":
            count = str(node.get(f"{_T}c", "1"))[:4]
            parts.append(" " * (min(int(count), 100) if count.isdecimal() else 1))
        elif node.tag == f"{_T}tab":
            parts.append("\t")
        elif node.tag == f"{_T}line-break":
            parts.append("\n")
        elif isinstance(node.tag, str):
            parts.append(node.text or "")
        parts.append(node.tail or "")
    return "".join(parts)


def _draft(lines: list[str], fields: dict[str, list[Field]], skipped: list[str]) -> Draft:
    text = "\n".join(line.replace("\0", "\ufffd") for line in lines)
    warnings: tuple[Warned, ...] = (warn("W113", which=", ".join(skipped)),) if skipped else ()
    return Draft(text, text, fields=fields, warnings=warnings)


def _core_fields(core: Any) -> dict[str, list[Field]]:
    """Title and author of the document's properties. Its dates are those of the file, not of a publication."""
    if core is None:
        return {}
    fields = {}
    for name, tag in (("title", f"{_DC}title"), ("byline", f"{_DC}creator")):
        found = next((node.text.strip() for node in core.iter(tag) if node.text and " " in node.text.strip()), None)
        if found:
            fields[name] = [Field(found, "document properties")]
    return fields


def _optional(raw: Raw, name: str, limits: Limits) -> Any:
    try:
        return _parse(raw, name, limits)
    except AccountError:
        return None


def _parse(raw: Raw, name: str, limits: Limits) -> Any:
    """A part of the document as a tree. Raises DamagedFile, ProtectedFile, TooMuchOutput."""
    from lxml import etree

    from contrechamp.read.archive import read_member

    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            data = read_member(archive, archive.getinfo(name), raw.name, limits, limits.unpacked)
            if b"<manifest:encryption-data" in _manifest(archive):
                raise ProtectedFile(
                    said("it asks for a password", "il demande un mot de passe"),
                    where=raw.name,
                    remedy=said("save it without a password", "l’enregistrer sans mot de passe"),
                )
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            recover=False,
        )
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise ValueError("it holds a DTD, which documents do not")
        return root
    except AccountError:
        raise
    except (*_DAMAGE, etree.XMLSyntaxError) as error:
        raise DamagedFile(
            said(f"the document is damaged ({error})", f"le document est abîmé ({error})"),
            where=raw.name,
            remedy=said("save it again", "l’enregistrer à nouveau"),
        ) from None


def _manifest(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("META-INF/manifest.xml") as member:
            return member.read(100_000)
    except _DAMAGE:
        return b""
