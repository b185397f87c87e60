"""What remedies for HTML and for signs that stand for others ask an editor to do."""

from __future__ import annotations

import re
from dataclasses import replace

from core.markdown.html_tokens import tokens
from tests.cases.remedies import Place, rule

Match = re.Match[str]


def from_line(place: Place, pattern: str, by: str = "") -> None:
    """Replace the first piece of the file, from the line of the problem on, that a pattern fits."""
    lines = place.lines
    rest = "\n".join(lines[place.number :])
    new, count = re.subn(pattern, lambda _: by, rest, count=1, flags=re.DOTALL | re.IGNORECASE)
    assert count, f"{pattern} is not in {rest!r}"
    place.write(*new.split("\n"), count=len(lines) - place.number)


@rule(r"(?:D|or d)elete every “([^”]+)”")
def _(place: Place, match: Match) -> None:
    place.file.write_text(place.file.read_text("utf-8").replace(match[1], ""), "utf-8")


@rule(r"(?:D|or d)elete “([^”]+)”(?=\.$|;)|in place of “([^”]+)”, or delete “[^”]+”")
def _(place: Place, match: Match) -> None:
    if match[1]:
        place.write(place.line.replace(match[1], ""))
    else:
        place.replace(match[2], "")


@rule(r"Write the whole character(?: in place of “([^”]+)”)?")
def _(place: Place, match: Match) -> None:
    if match[1]:
        place.replace(match[1], "é")


@rule(r"Write <wbr> in its place, where a long word may break")
def _(place: Place, _: Match) -> None:
    place.replace(place.subject, "<wbr>")


@rule(r"Take out everything from <([\w-]+)> to </\1>")
def _(place: Place, match: Match) -> None:
    from_line(place, rf"<{match[1]}\b.*?</{match[1]}\s*>")


@rule(r"Take out the tags <([\w-]+)> and </\1>")
def _(place: Place, match: Match) -> None:
    from_line(place, rf"</{match[1]}\s*>")
    from_line(place, rf"<{match[1]}\b(?:\"[^\"]*\"|[^>\"])*>")


@rule(r"Take out the tag <([\w-]+)>")
def _(place: Place, match: Match) -> None:
    from_line(place, rf"<{match[1]}\b(?:\"[^\"]*\"|[^>\"])*>")


@rule(r"Take out (</[\w-]+>)")
def _(place: Place, match: Match) -> None:
    from_line(place, re.escape(match[1]))


@rule(r"Take out everything from (\S+) to the next (\S+)")
def _(place: Place, match: Match) -> None:
    from_line(place, rf"{re.escape(match[1])}.*?{re.escape(match[2])}")


@rule(r"Take out (-->|<[!?/][^\s>]*)(?=$|, or)")
def _(place: Place, match: Match) -> None:
    from_line(place, re.escape(match[1]))


@rule(r"Write \[text\]\(path\.md\)")
def _(place: Place, _: Match) -> None:
    link = "[text](" + "../" * place.problem.path.removeprefix("content/").count("/") + "partners/city-of-northport.md)"
    from_line(place, r"<a\b[^>]*>.*?(?:</a>|$)", link)


@rule(r"Write !\[alternative text\]\(picture\.jpg\)")
def _(place: Place, _: Match) -> None:
    picture = "![The emblem](" + "../" * place.problem.path.removeprefix("content/").count("/") + "images/emblem.svg)"
    from_line(place, r"<img\b[^>]*>", picture)


@rule(r"Take out ([\w-]+)= and its value")
def _(place: Place, match: Match) -> None:
    value = rf"{match[1]}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>}}]*)"
    if re.search(rf"\{{[^}}]*{value}", place.line):
        place.write(re.sub(r"\{:?\s*\}", "", re.sub(value, "", place.line, count=1)))
    else:
        if place.line.startswith(match[1]):  # the space before it is the end of the line before
            place.write(place.lines[place.number - 1] + " " + place.line, at=place.number - 1, count=2)
            place = Place(place.content, replace(place.problem, line=place.problem.line - 1))
        from_line(place, rf"[\s/]?{value}")


@rule(r"Take (\w+)= out(?=, or write one of)|or write one of: (\w+)[^.]*")
def _(place: Place, match: Match) -> None:
    name = match[1] or place.problem.message.partition("=")[0]
    place.write(re.sub(rf"\s{name}=\S+?(?=[\s>}}])", f' {name}="{match[2]}"' if match[2] else "", place.line))


@rule(r"Take “([^”]+)” out(?=; the look)")
def _(place: Place, match: Match) -> None:
    place.write(re.sub(rf"(\{{:?)?\s*[.]?\b{re.escape(match[1])}(\s*\}})?", "", place.line).replace(' class=""', ""))


@rule(r"Write another word, such as “([^”]+)”")
def _(place: Place, match: Match) -> None:
    place.write(re.sub(rf"\b{re.escape(place.subject)}(?=[\s\"'}}>])", match[1], place.line))


@rule(r"Write (<!--) in place of (<!---?>)(, and --> after the comment)?")
def _(place: Place, match: Match) -> None:
    place.replace(match[2], match[1])
    if match[3]:
        place.write(f"{place.line} -->")


@rule(r"Write --> in place of --!>")
def _(place: Place, _: Match) -> None:
    from_line(place, "--!>", "-->")


@rule(r"Write --> after the comment")
def _(place: Place, _: Match) -> None:
    place.write(f"{place.line} -->")


@rule(r"or write <!-- before the comment")
def _(place: Place, _: Match) -> None:
    place.write(f"<!-- {place.line}")


@rule(r"Put <!-- at the beginning of a line of its own, with an empty line before it")
def _(place: Place, _: Match) -> None:
    before, _sign, after = place.line.partition("<!--")
    place.write(before.rstrip(), "", f"<!--{after}")


@rule(r"Close each \* or _ before the next one opens, and write \\\* for one that is to be seen")
def _(place: Place, _: Match) -> None:
    place.write(re.sub(r"([*_])", r"\\\1", place.line))


@rule(r"Write (?:each attribute|each one) as name=\"value\", in straight quotes, with a space before it")
def _(place: Place, _: Match) -> None:
    first = next(token for token in tokens(place.line) if token.kind in ("start", "cut"))
    name = re.match(r"<(\w+)", first.written(place.line))[1]  # type: ignore[index]
    if first.kind == "cut":
        place.write(re.sub(r"<\w+[^>]*>", f'<{name} title="A sample">', place.line, count=1))
    else:
        place.replace(place.line[first.start :], f'<{name} title="A sample">A text</{name}>')


@rule(r"Write (<\w+>) at the beginning of a line, with an empty line before it")
def _(place: Place, match: Match) -> None:
    before, tag, after = place.line.partition(match[1])
    place.write(before.rstrip(), "", tag + after)


@rule(r"Write (\w+=\"[^\"]+\"), with straight quotes")
def _(place: Place, match: Match) -> None:
    name = match[1].partition("=")[0]
    place.write(re.sub(rf"{name}=[^\s>]+", match[1], place.line))


@rule(r"Write (\S+ \"[^\"]*\"), with straight quotes|Write (\S+), without quotes")
def _(place: Place, match: Match) -> None:
    place.write(re.sub(r"\]\([^)]*\)", f"]({match[1] or match[2]})", place.line))


@rule(r"Write in place of the heading “(?:.*)”:\n(---\n(?:.*\n)*---)$")
def _(place: Place, match: Match) -> None:
    lines = place.lines
    first = next(number for number, line in enumerate(lines) if line.strip())
    place.write(*match[1].split("\n"), at=0, count=first + 1)


@rule(r"Write it in HTML, such as <strong>, <em>, <code> or <ul>")
def _(place: Place, _: Match) -> None:
    text = "\n".join(place.lines[place.number :])
    for pattern, by in (
        (r"\*\*(.+?)\*\*", r"<strong>\1</strong>"),
        (r"(?<![\w*])\*(\S[^*\n]*)\*", r"<em>\1</em>"),
        (r"`([^`\n]+)`", r"<code>\1</code>"),
        (r"!?\[([^\]\n]+)\]\([^)\n]+\)", r"\1"),
        (r"^ {0,3}(?:[-+*]|\d+[.)]) +(.*)$", r"<ul><li>\1</li></ul>"),
        (r"^ {0,3}(?:#+|>) +(.*)$", r"<p>\1</p>"),
    ):
        text = re.sub(pattern, by, text, flags=re.MULTILINE)
    place.write(*text.split("\n"), count=len(place.lines))
