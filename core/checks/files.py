"""Pictures and downloads that pages use: whether each is a kind that may be published, and what its name says it is."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from posixpath import basename, splitext

from core.checks.near_paths import target_of
from core.documents.front_matter import Head
from core.documents.sources import Sources
from core.files.file_kinds import USUAL, ending_of, fits_ending, is_picture, is_program, is_web_page, running_part
from core.files.host_names import read_by_hosts
from core.files.inspected import Fault, Inspected
from core.files.picture_header import HEAD, is_whole, read_header
from core.limits import PICTURE_PIXELS, PICTURE_SIDE
from core.problems.problem import Problem
from core.site.site import Site
from core.site.tree import Node

SHOWN = ("JPEG", "PNG", "GIF", "WebP", "AVIF", "HEIC")
_ENDINGS = {"PNG": "png", "GIF": "gif", "WebP": "webp", "AVIF": "avif", "HEIC": "heic"}
_TAIL = 4_096  # bytes at the end of a picture in which its last mark is looked for


def find_unfit_files(site: Site, sources: Sources, head: Head, before: Site | None = None) -> Iterator[Problem]:
    """Yield files that pages use and that may not be published as they are; note in the site what was looked at.

    `head` is that of project.yaml, which may name pictures too. What `before` has looked at is taken over while the
    file is as it was.
    """
    allowed = (*USUAL, *site.project.downloads)
    known = before.inspected if before and before.project.downloads == site.project.downloads else {}
    for path in sorted(site.files):
        if fault := _bad_name(path, allowed):
            site.inspected[path] = Inspected((0, 0, 0), (fault,))
            yield from _told(site, head, path, (fault,))
            continue
        file = sources.files[path]
        try:
            stat = file.stat()
            state = stat.st_size, stat.st_mtime_ns, stat.st_ino
            old = known.get(path)
            found = old if old and old.state == state else Inspected(state, tuple(_inspect(file, path)))
        except OSError:
            continue  # no longer there: the next reading of the folder says so
        site.inspected[path] = found
        yield from _told(site, head, path, found.faults)


def find_pictures_that_are_none(site: Site, nodes: Iterable[Node]) -> Iterator[Problem]:
    """Yield files that a page shows as pictures, and whose names say that they are none."""
    for node in nodes:
        shown = [
            (one.target, one.line, f"Link to it: [what it is]({one.target}). A picture ends in {_ENDS_IN}.")
            for one in node.body.references
            if one.picture and one.inside
        ]
        if node.page.image:
            remedy = f"Write the path to a picture, which ends in {_ENDS_IN}, or take the line out."
            shown.append((node.page.image, node.document.head.line("image"), remedy))
        for written, line, remedy in shown:
            path = target_of(node, written)
            if path in site.files and not is_picture(path) and not site.faulty(path):
                message = f"“{written}” is shown as a picture, but is not one."
                yield Problem(f"{site.label}/{node.path}", line, "E085", message, remedy)


def find_ignored(site: Site, sources: Sources, head: Head) -> Iterator[Problem]:
    """Yield pages, and files that pages use, which git leaves out of the repository."""
    for path in sorted(sources.ignored & (sources.texts.keys() | site.files)):
        place, line = (path, 1) if path in sources.texts else first_use(site, head, path)
        what = "this file" if path in sources.texts else f"“{path}”"
        message = f"{what} is ignored by git (.gitignore), so it would be published from this computer only."
        remedy = f"Add it all the same: git add --force {site.label}/{shlex.quote(path)}"
        yield Problem(f"{site.label}/{place}", line, "E086", message, remedy)


def _told(site: Site, head: Head, path: str, faults: Collection[Fault]) -> Iterator[Problem]:
    """Yield the faults of a file as problems: at the first line that uses it, or in the file itself."""
    for fault in faults:
        if fault.line:
            yield Problem(f"{site.label}/{path}", fault.line, fault.code, fault.message, fault.remedy)
        else:
            place, line = first_use(site, head, path)
            yield Problem(f"{site.label}/{place}", line, fault.code, f"“{path}” {fault.message}", fault.remedy)


def first_use(site: Site, head: Head, path: str) -> tuple[str, int]:
    """Return the file and the line in which a picture or download is used first."""
    for node in site.nodes.values():
        if path not in site.files_of.get(node.path, ()):
            continue
        for reference in node.body.references:
            if reference.inside and target_of(node, reference.target) == path:
                return node.path, reference.line
        fields = node.document.head
        for place, line in fields.lines.items():
            written = _value(fields, place)
            if isinstance(written, str) and target_of(node, written) == path:
                return node.path, line
        return node.path, 1
    return next(
        (("project.yaml", line) for place, line in head.lines.items() if _value(head, place) == path), (path, 1)
    )


def _value(head: Head, place: Sequence[str | int]) -> object:
    """Return the value at a place of some fields; None where there is none."""
    value: object = head.values
    for part in place:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _bad_name(path: str, allowed: Collection[str]) -> Fault | None:
    """Return what is wrong with the name of a file that a page links to or shows."""
    ending = ending_of(path)
    if read_by_hosts(path):
        remedy = "Give the file another name, and write that name where pages link to it."
        return Fault("E087", "has a name that web hosts and other services read and act on.", remedy)
    if part := running_part(path):
        if part == f".{ending}":
            return Fault("E080", f"would run: browsers, web servers or computers execute {part} files.", _INSTEAD)
        better = basename(path).lower().replace(part, part.replace(".", "-"))
        return Fault(
            "E080",
            f"would run on some web servers, because its name contains “{part}”.",
            f"Rename it to “{better}”, and write that name here.",
        )
    if is_picture(path) or ending in allowed:
        return None
    if ending in ("tif", "tiff", "bmp", "psd", "jxl", "jp2", "ico", "raw", "dng", "cr2", "nef", "xcf", "ai", "eps"):
        return Fault("E085", "is a picture of a kind that browsers do not show.", _SAVE_AS)
    if not ending:
        return Fault(
            "E080", "has no ending, so nobody can tell what it is.", "Add its ending to the name, such as .pdf."
        )
    remedy = f"Save it as {_LIKELY}, and write that name here. If this kind is meant, add it to project.yaml: downloads: [{ending}]"
    return Fault("E080", f"is a kind of file that this site does not publish: .{ending}.", remedy)


_ENDS_IN = ".jpg, .png, .webp, .gif or .svg"
_LIKELY = "PDF, or another of the kinds that are always allowed (docs/editing.md)"
_INSTEAD = "Put it into a .zip, or delete it and link to a PDF or to the place where the program is kept."
_SAVE_AS = "Save it as JPEG (photographs) or PNG (screenshots, graphics), and write that name here."


def _inspect(file: Path, path: str) -> Iterator[Fault]:
    """Yield what is wrong with the content of a file. Raises OSError."""
    ending = ending_of(path)
    with file.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        yield Fault("E082", "is empty.", "Save it again, or take it out of the page.")
    elif ending == "svg" and (header := read_header(head)):
        remedy = f"Rename it to “{splitext(basename(path))[0]}.{_ENDINGS.get(header.format, 'jpg')}”, and write that name here."
        yield Fault("E081", f"is a {header.format} picture, not a drawing.", remedy)
    elif ending == "svg":
        from core.files.svg import NoDrawing, read_drawing  # lxml is slow to import

        try:
            read_drawing(file.read_bytes())
        except NoDrawing as wrong:
            yield from (Fault("E084", fault.message, fault.remedy, fault.line) for fault in wrong.faults)
    elif is_picture(path):
        yield from _inspect_picture(file, head, path)
    elif is_program(head):
        yield Fault("E081", "is a program.", _INSTEAD)
    elif not fits_ending(ending, head):
        what = "is a web page" if is_web_page(head) else "is another kind of file than its name says"
        remedy = f"Open it and save it as {ending.upper()}"
        yield Fault(
            "E081", f"{what}: it is no {ending.upper()}.", f"{remedy}, or get the file again from where it came."
        )


def _inspect_picture(file: Path, head: bytes, path: str) -> Iterator[Fault]:
    header = read_header(head)
    if header is None:
        what = "a web page" if is_web_page(head) else "a drawing (SVG)" if b"<svg" in head[:2_000] else "no picture"
        remedy = (
            f"Rename it to “{splitext(basename(path))[0]}.svg”, and write that name here."
            if "SVG" in what
            else "Get the picture again from where it came, and save the picture itself."
        )
        yield Fault("E081", f"is {what}, whatever its name says.", remedy)
        return
    if header.format not in SHOWN:
        yield Fault("E085", f"is a {header.format} file, which browsers do not show.", _SAVE_AS)
        return
    width, height = header.width, header.height
    if not width or not height:
        if header.format in ("AVIF", "HEIC") and len(head) == HEAD:
            return  # it says its size further behind
        remedy = (
            "Copy the picture again, or save it as JPEG and write that name here."
            if header.format == "HEIC"
            else _AGAIN
        )
        yield Fault("E082", "is damaged: it does not say how large it is.", remedy)
        return
    if width * height > PICTURE_PIXELS or max(width, height) > PICTURE_SIDE:
        most = f"{PICTURE_PIXELS // 1_000_000} million pixels in all and {PICTURE_SIDE:,} on a side"
        message = f"has {width:,} × {height:,} pixels; at most {most} are allowed."
        yield Fault("E083", message, "Save it smaller; 2,000 pixels across are plenty.")
    elif not _ends(file, head, header.format):
        yield Fault("E082", "is damaged: its end is missing.", _AGAIN)


_AGAIN = "Copy or save the picture again; it was most likely cut off on its way."


def _ends(file: Path, head: bytes, format_: str) -> bool:
    """Whether a picture is there to its end, read as little as possible."""
    if len(head) < HEAD:
        return is_whole(head)
    with file.open("rb") as stream:
        stream.seek(-_TAIL, 2)
        tail = stream.read()
    sign = {"JPEG": b"\xff\xd9", "PNG": b"IEND"}.get(format_)
    return (sign is not None and sign in tail) or is_whole(file.read_bytes())
