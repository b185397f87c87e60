"""SVG drawings: only what draws is published, and nothing that their editor wrote into them for itself."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from core.files.picture_metadata import without_metadata
from core.files.svg_allowed import ATTRIBUTES, DRAWING, LINKS, PICTURE, SVG, UNDRAWN, XHTML, XML, css_fault
from core.limits import SVG_SIDE

_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]{1,2})?)\s*(px|pt|pc|mm|cm|in|q|)\s*", re.IGNORECASE)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
_INLINE_ENTITY = 2_000  # characters: what programs define as an entity is an address of a namespace


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a drawing that does not draw."""

    line: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as it is published."""

    data: bytes  # UTF-8
    width: float  # in pixels; 0 where neither a size nor a viewBox says it
    height: float
    has_text: bool  # whether it shows letters of a typeface


class NoDrawing(ValueError):
    """The file is no SVG drawing; `faults` says why."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


_EXPORT = "Export it again as “plain SVG” or “optimised SVG”, or remove this from the file."
_EMBED = "Embed the picture or the shape in the drawing; a drawing shows nothing from other files."


def read_drawing(data: bytes) -> Drawing:
    """Return a drawing without anything that does not draw; NoDrawing where that would change it, or could run."""
    root = _parsed(data)
    faults = sorted(set(_clean(root)), key=lambda fault: (fault.line, fault.message))
    if faults:
        raise NoDrawing(faults)
    etree.cleanup_namespaces(root)
    width, height = _size(root)
    letters = any(True for _ in root.iter(f"{{{SVG}}}text"))
    return Drawing(f"{etree.tostring(root, encoding='unicode')}\n".encode(), width, height, letters)


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 1) or 1
        raise NoDrawing(
            [Fault(line, f"the drawing cannot be read: {_plain(error)}.", "Save or export it again.")]
        ) from None
    if root.tag != f"{{{SVG}}}svg":
        name = etree.QName(root).localname
        if name == "svg":
            remedy = f'Write it in the first tag: <svg xmlns="{SVG}" …>.'
            raise NoDrawing(
                [
                    Fault(
                        root.sourceline or 1,
                        "the drawing does not say that it is SVG, so browsers do not show it.",
                        remedy,
                    )
                ]
            )
        raise NoDrawing(
            [
                Fault(
                    root.sourceline or 1,
                    f"this is no SVG drawing: it begins with <{name}>.",
                    "Export the drawing again as SVG.",
                )
            ]
        )
    dtd = root.getroottree().docinfo.internalDTD
    for entity in dtd.iterentities() if dtd is not None else ():
        said = entity.content
        if said is None or len(said) > _INLINE_ENTITY or "<" in said or "&" in said:
            raise NoDrawing(
                [Fault(1, f"the drawing defines the entity “{entity.name}”, which draws nothing.", _EXPORT)]
            )
    return root


def _plain(error: Exception) -> str:
    """Return what the parser says, without its place and its number."""
    return re.sub(r",? line \d+, column \d+.*| \(<string>.*", "", str(error)).strip(" .") or "it is no XML"


def _clean(root: etree._Element) -> Iterator[Fault]:
    """Remove from a tree what does not draw; yield what may not be removed unseen."""
    todo = [root]
    for sibling in [*root.itersiblings(preceding=True), *root.itersiblings()]:
        if sibling.tag is etree.PI and sibling.target == "xml-stylesheet":
            yield Fault(
                sibling.sourceline or 1,
                "the drawing fetches a style sheet.",
                "Put the styles into a <style> of the drawing, or export it again.",
            )
        root.getparent() is None or root.getparent().remove(sibling)
    while todo:
        element = todo.pop()
        for child in element:
            fate, fault = _judge(child)
            if fault:
                yield fault
            elif fate == "keep":
                todo.append(child)
            else:
                _remove(child)
        yield from _clean_attributes(element)
        if element.tag == f"{{{SVG}}}a":
            element.tag = f"{{{SVG}}}g"  # looks the same; a picture is no link
            for name in LINKS | {"target"}:
                element.attrib.pop(name, None)
        elif element.tag == f"{{{SVG}}}style" and (message := css_fault("".join(element.itertext()))):
            yield Fault(element.sourceline or 1, message, _EXPORT)


def _judge(child: etree._Element) -> tuple[str, Fault | None]:
    """Return whether a child is kept or removed, or what is wrong with it."""
    line = child.sourceline or 1
    if child.tag is etree.Entity:
        return "", Fault(line, f"the drawing uses the entity “{child.name}”, which may hold anything.", _EXPORT)
    if not isinstance(child.tag, str):
        return "remove", None
    name = etree.QName(child)
    if name.namespace == XHTML:
        return "", Fault(line, f"<{name.localname}> is a part of web pages, not of drawings.", _EXPORT)
    if name.namespace not in (SVG, None):
        return "remove", None
    local = name.localname
    if local in DRAWING and name.namespace == SVG:
        return "keep", None
    if local in UNDRAWN:
        return "remove", None
    if local == "foreignObject" and "adobe" in (child.get("requiredExtensions") or "").lower():
        return "remove", None  # what Illustrator keeps for itself
    return "", Fault(line, f"<{local}> does not draw, so it is not allowed in a drawing.", _EXPORT)


def _remove(child: etree._Element) -> None:
    """Take an element out of its parent; the text behind it stays."""
    parent = child.getparent()
    assert parent is not None
    if child.tail and child.tail.strip():
        before = child.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _clean_attributes(element: etree._Element) -> Iterator[Fault]:
    line, local = element.sourceline or 1, etree.QName(element).localname
    for name, value in list(element.attrib.items()):
        plain = re.sub(r"[\s\x00-\x1f]+", "", value).lower()
        if name.lower().startswith("on"):
            yield Fault(line, f"“{name}” runs a script.", "Remove it from the drawing.")
        elif "javascript:" in plain or "vbscript:" in plain:
            yield Fault(
                line, f"“{etree.QName(name).localname}” of <{local}> runs a script.", "Remove it from the drawing."
            )
        elif name in LINKS:
            yield from _clean_link(element, local, name, value.strip(), line)
        elif name == "attributeName" and (
            value.strip().lower().endswith("href") or value.strip().lower().startswith("on")
        ):
            yield Fault(line, f"<{local}> changes where a link leads.", "Remove it from the drawing.")
        elif name in (f"{{{XML}}}space", f"{{{XML}}}lang"):
            continue
        elif name not in ATTRIBUTES:
            del element.attrib[name]
        elif message := css_fault(value):
            yield Fault(line, message, _EXPORT)


def _clean_link(element: etree._Element, local: str, name: str, value: str, line: int) -> Iterator[Fault]:
    """Check what an element shows or leads to: a part of the same drawing, or an embedded picture."""
    if value.startswith("#"):
        return
    if local in ("image", "feImage") and (found := PICTURE.fullmatch(value)):
        try:
            picture = without_metadata(base64.b64decode(found[2]))
        except ValueError:
            yield Fault(line, "a picture in the drawing is damaged.", "Embed it again.")
            return
        element.set(name, f"data:image/{found[1].lower()};base64,{base64.b64encode(picture).decode()}")
    elif local == "a" and re.match(r"https?://|mailto:", value, re.IGNORECASE):
        return  # removed with the link
    elif value:
        yield Fault(line, f"<{local}> shows “{value[:60]}”, which is not part of the drawing.", _EMBED)


def _size(root: etree._Element) -> tuple[float, float]:
    """Return width and height in pixels: as the drawing says, else those of its viewBox; 0, 0 where it says neither."""
    sizes = [_length(root.get(name, "")) for name in ("width", "height")]
    try:
        box = [float(part) for part in root.get("viewBox", "").replace(",", " ").split()]
    except ValueError:
        box = []
    seen = box[2:] if len(box) == 4 and all(map(math.isfinite, box)) and min(box[2:]) > 0 else []
    if all(sizes):
        width, height = sizes
    elif seen and any(sizes):
        width, height = sizes[0] or sizes[1] * seen[0] / seen[1], sizes[1] or sizes[0] * seen[1] / seen[0]
    elif seen:
        width, height = seen
    else:
        return 0, 0
    return (width, height) if max(width, height) <= SVG_SIDE and min(width, height) > 0 else (0, 0)


def _length(written: str) -> float:
    """Return a length in pixels; 0 where it is none, or part of something else (100%, 2em)."""
    found = _LENGTH.fullmatch(written)
    return float(found[1]) * _PIXELS[found[2].lower()] if found else 0.0
