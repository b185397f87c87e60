"""Decodes the bytes of a text file, and finds characters that no text may contain."""

from __future__ import annotations

from collections.abc import Iterator

from core.limits import LINES_NAMED
from core.markdown.characters import UNPRINTABLE
from core.problems.problem import Problem


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a file with plain line ends, and what is wrong with its characters."""
    problems = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        problems.append(
            Problem(
                path, 1, "E006", "the file begins with a byte order mark.", "Save it as “UTF-8” without a mark (BOM)."
            )
        )
    if wide := _wide(data):
        mend = "Save the file again with the encoding UTF-8."
        problems.append(Problem(path, 1, "E005", "the file is saved as UTF-16 (“Unicode”), not as UTF-8.", mend))
        return UNPRINTABLE.sub(" ", _plain(data.decode(wide, errors="replace").lstrip("\ufeff"))), problems
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        end = data.find(b"\n", error.start)
        shown = data[start : end if end >= 0 else len(data)].decode("cp1252", errors="replace").strip()[:60]
        shown = UNPRINTABLE.sub("?", shown)
        problems.append(
            Problem(
                path,
                line,
                "E005",
                f"this line is not UTF-8: “{shown}”.",
                "Save the file again with the encoding UTF-8.",
            )
        )
        text = data.decode("utf-8", errors="replace")
    text = _plain(text)
    return UNPRINTABLE.sub(" ", text), [*problems, *_find_unprintable(text, path)]


def _wide(data: bytes) -> str:
    """Return the name of the two-byte encoding of a file, or nothing: every other byte of plain text is zero in it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:400]
    low, high = start[1::2].count(0), start[::2].count(0)
    return "utf-16-le" if low * 3 > len(start) else "utf-16-be" if high * 3 > len(start) else ""


def _plain(text: str) -> str:
    """Return a text with plain line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find_unprintable(text: str, path: str) -> Iterator[Problem]:
    """Yield one problem for all characters of a file that nobody can see."""
    found = [(n, place) for n, line in enumerate(text.split("\n"), 1) if (place := UNPRINTABLE.search(line))]
    if not found:
        return
    number, place = found[0]
    before = place.string[: place.start()][-20:]
    it = "it; it is" if len(UNPRINTABLE.findall(place.string)) == 1 else "them; the first is"
    others = [str(n) for n, _ in found[1:LINES_NAMED]] + ["…"] * (len(found) > LINES_NAMED)
    more = f" Lines with others: {', '.join(others)}." if others else ""
    where = f"Delete {it} after “{before}”." if before else f"Delete {it} at the beginning."
    signs = dict.fromkeys(f"U+{ord(sign):04X}" for sign in UNPRINTABLE.findall(place.string))
    what = "is an invisible character" if len(signs) == 1 else "are invisible characters"
    yield Problem(path, number, "E008", f"there {what} ({', '.join(signs)}) in this line.", where + more)
