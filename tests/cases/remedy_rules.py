"""What each form of words in a remedy asks an editor to do; tests/cases/remedies.py says how they are found."""

from __future__ import annotations

import re
import shutil
from io import BytesIO

import yaml
from PIL import Image

from core.documents.schema import KINDS
from tests.cases.remedies import FIELD, SAMPLE_PAGE, Place, Skip, rule
from tests.conftest import ROOT
from tests.repo.mistakes import BASE

Match = re.Match[str]
DOCUMENT = b"%PDF-1.4\n%%EOF\n"


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (20, 10)).save(made, "JPEG")
    return made.getvalue()


PICTURE = _picture()


def shown_link(place: Place, target: str) -> None:
    """Let the link or the field of a problem lead somewhere else."""
    place.replace(place.subject, target)


def relative_to(place: Place, path: str) -> str:
    """Return the path from the file of a problem to a file of the content folder."""
    return "../" * place.problem.path.removeprefix("content/").count("/") + path


def sample_of(place: Place) -> str:
    """Return an example of the field of a problem, as docs/front-matter.md shows it."""
    for model in KINDS.values():
        info = model.model_fields.get(place.problem.field)
        if info and info.examples:
            return yaml.safe_dump(info.examples[0], default_flow_style=True, width=1000).splitlines()[0]
    return "Sample"


# The file as a whole


@rule(r"Write its fields and its text")
def _(place: Place, _: Match) -> None:
    place.file.write_text(SAMPLE_PAGE, "utf-8")


@rule(r"\b[Dd]elete (it|the file)(?=\.$|, or)(?!; it is (?:after|at))")
def _(place: Place, _: Match) -> None:
    place.file.unlink()


@rule(r"Delete what stands before the three dashes, empty lines and spaces too")
def _(place: Place, _: Match) -> None:
    text = place.file.read_text("utf-8")
    place.file.write_text(text[text.index("---") :], "utf-8")


@rule(r"Write --- \(three hyphens\)")
def _(place: Place, _: Match) -> None:
    place.write("---")


@rule(r"Write --- alone in its line, and “(.*)” in the next one")
def _(place: Place, match: Match) -> None:
    place.write("---", match[1])


@rule(r"Begin the file with:\n((?:.*\n)*---)$")
def _(place: Place, match: Match) -> None:
    place.file.write_text(match[1] + "\n" + place.file.read_text("utf-8"), "utf-8")


@rule(r"Write a line with only --- after this one")
def _(place: Place, _: Match) -> None:
    place.write(place.line, "---")


@rule(r"Save the file again with the encoding UTF-8")
def _(place: Place, _: Match) -> None:
    data = place.file.read_bytes()
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    lines = data.decode("utf-16").encode().split(b"\n") if wide else data.split(b"\n")

    def as_text(line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode("cp1252")

    place.file.write_text("\n".join(map(as_text, lines)), "utf-8")


@rule(r"Save it as “UTF-8” without a mark \(BOM\)")
def _(place: Place, _: Match) -> None:
    place.file.write_bytes(place.file.read_bytes().removeprefix(b"\xef\xbb\xbf"))


@rule(r"Delete (?:it; it is|them; the first is) (?:after “(?:.*?)”|at the beginning)\.(?: Lines with others: .*)?")
def _(place: Place, match: Match) -> None:
    text = place.file.read_bytes().decode()
    for sign in re.findall(r"U\+([0-9A-F]+)", place.problem.message):
        text = text.replace(chr(int(sign, 16)), "")
    place.file.write_bytes(text.encode())


@rule(r"Rename it to “(.*?)”, and write that name here")
def _(place: Place, match: Match) -> None:
    file = place.content / place.subject
    file.rename(file.with_name(match[1]))
    place.replace(file.name, match[1])


@rule(r"Rename (it|the folder|content/\S+) to “(.*?)”(?!, and write)")
def _(place: Place, match: Match) -> None:
    old = {"it": place.file, "the folder": place.file.parent}.get(match[1]) or place.at(match[1])
    new = old.with_name(match[2].rpartition("/")[2])
    assert not new.exists(), f"{new.name} is taken"
    old.rename(new)


@rule(
    r"Rename (?:it|the folder|the file|one of the two files|that page|that file)(?:, and write its new name where pages link to it)?(?=[.:,]|$)|or rename (?:that page|that file)"
)
def _(place: Place, match: Match) -> None:
    old = place.file
    if "that" in match[0]:
        old = place.at(re.search(r"content/\S+\.\w+", place.problem.message)[0])  # type: ignore[index]
        if old.name == "index.md" or old.suffix != ".md":
            raise Skip  # what links to it would have to follow
    if old.name == "index.md":
        old = old.parent
    date = re.match(r"\d{4}(-\d\d){0,2}", old.name)
    name = (f"{date[0]}-" if date else "") + "another-name" + old.suffix
    old.rename(old.with_name(name))
    if any(place.content.rglob(old.name)):
        return  # what links to that name leads to another file
    for text in [*place.content.rglob("*.md"), place.content / "project.yaml"]:
        text.write_bytes(text.read_bytes().replace(f"/{old.name}".encode(), f"/{name}".encode()))


@rule(r"Delete the spaces")
def _(place: Place, _: Match) -> None:
    place.write(place.line.lstrip())


@rule(r"Replace it by spaces")
def _(place: Place, _: Match) -> None:
    place.write(place.line.replace("\t", "  "))


# Fields


@rule(r"\b[Tt]ake (?:the|this) line out(?!; only)")
def _(place: Place, _: Match) -> None:
    place.remove()


@rule(r"(?:Add a line like|Add the line) “([\w-]+: .*?)”(?=\.|;|, or|$)")
def _(place: Place, match: Match) -> None:
    place.add_field(match[1], place.problem.field.split("."))


@rule(r"Keep one of the two\.$")
def _(place: Place, _: Match) -> None:
    if "{" in place.line:
        place.write(re.sub(rf"{place.problem.field}: [^,}}]+, ", "", place.line, count=1))
    else:
        place.remove()


@rule(r"Correct the name(?=, )")
def _(place: Place, _: Match) -> None:
    raise Skip


# Links


@rule(r"Begin it with (#+)(?: instead of #)?")
def _(place: Place, match: Match) -> None:
    if place.line.startswith("#"):
        place.write(match[1] + place.line.lstrip("#"))
    else:
        place.write(f"{match[1]} {place.line}", count=2)


@rule(r"Put (?:the value|all of it) in (?:double )?quotes: ([\w-]+: \".*\")$")
def _(place: Place, match: Match) -> None:
    place.write(re.match(r"\s*", place.line)[0] + match[1])  # type: ignore[index]


@rule(r"Close it in the same line, like “(.*?)”\.$")
def _(place: Place, match: Match) -> None:
    place.write(match[1])


@rule(r"Write each field as a name, a colon, a space and a value, like “(.*?)”\.")
def _(place: Place, match: Match) -> None:
    place.write(match[1])


@rule(r"or write the values with fewer brackets")
def _(place: Place, _: Match) -> None:
    place.write(re.sub(r"\[.*\]", "[/old/]", place.line))


@rule(r"Write it as name, colon, space, value")
def _(place: Place, _: Match) -> None:
    place.write("summary: Sample")


@rule(r"Write a value(?:, like “[\w-]+: (.*?)”\.|(?=, or take))")
def _(place: Place, match: Match) -> None:
    if place.line.strip() == "-":
        place.write(place.line.rstrip() + " city-of-northport")
    else:
        place.set_value(match[1] or sample_of(place))


# A line or a part of one, in the place of what stands there


def put(place: Place, value: str) -> None:
    """Write a value in the place of the wrong one, or a whole line where the value has a field's name."""
    field = re.match(r"([A-Za-z_][\w-]*): (.+)", value)
    name = place.problem.field.rpartition(".")[2]
    if value.endswith(":"):
        place.write(re.match(r"\s*(?:- )?", place.line)[0] + value)  # type: ignore[index]
    elif field and place.problem.code == "E018" and "{" in place.line.partition(field[1])[0]:
        place.write(re.sub(rf"{field[1]}[^,}}]*", lambda _: value, place.line, count=1))
    elif field and (place.problem.code == "E010" or re.match(rf"\s*(- )?{field[1]}\b", place.line)):
        place.write(re.match(r"\s*(?:- )?", place.line)[0] + value)  # type: ignore[index]
    elif field and field[1] in place.line:
        place.write(re.sub(rf"{field[1]}: ?[^\s,}}]+", lambda _: value, place.line, count=1))
    elif place.problem.field == "repeats":
        place.set_value(value)
    elif place.subject and place.subject in place.line:
        place.replace(place.subject, "1" if place.problem.field == "work_packages" and value == "4" else value)
    elif found := re.search(r"there is no work package (\d+)", place.problem.message):
        place.replace(found[1], value)
    elif place.problem.code == "E052":
        place.write(re.sub(r"#[^)\s]+\)", f"#{value})", place.line))
    elif place.problem.code == "E056" and "](" in place.line:  # encoded
        place.write(re.sub(r"\]\([^)]*\)", f"]({value})", place.line))
    else:
        assert name, f"nothing to replace by “{value}” in {place.line}"
        place.set_value(value)


LEADS = (
    r"Write|Write it|Write it like the lang attribute of a page, like|Write it whole, like|Write only the day:|Write a zone like"
    r"|Write the year first, like|Write all four digits of the year, and the year first, like|Write the day before the time, like|Write the day, like|Write digits only, like"
    r"|Write it in brackets:|Write it as people read it:|Write its fields in braces:|Write it in brackets and braces:|Write its fields instead, in braces:"
    r"|Write it as # and six digits or letters a to f, in quotes:|Write its two capital letters, like|Write it like"
    r"|Write a number from -180 to 180 with a point, like|Write it so that it begins with 10. and has a slash, like"
    r"|Add the last day, like|(?<=”,) or|(?<=”) or|(?<=first time,) or|(?<=that time,) or"
)


@rule(
    rf"(?:{LEADS}) “(?!except|optimised|start: .*and “end)([^”]+)”(?! and|, then)"
    r"(?: for the first time| for the second| if clocks there show that time| if the offset is right|, if that is what was meant"
    r"| where the day is not known)?"
)
def _(place: Place, match: Match) -> None:
    put(place, match[1])


@rule(
    r"Write one of these(?:: ([\w-]+)[^.]*?(?=\.$|; or)|\. (?:Known|Cities|Headings there): ([\w-]+).*?\.(?=\n|$| They))"
)
def _(place: Place, match: Match) -> None:
    put(place, match[1] or match[2])


@rule(r"Write a (?:year|month|day|time) from (\S+) to (\S+?)\.$")
def _(place: Place, match: Match) -> None:
    first = match[1]
    old = place.subject or re.search(r"\d{4}", place.line)[0]  # type: ignore[index]
    if len(first) == 10:
        new = first
    elif len(first) == 5:
        new = f"{old[:11]}{first}"
    elif len(first) == 4:
        old, new = re.search(r"year (\d+)", place.problem.message)[1], first  # type: ignore[index]
    else:
        new = f"{old[:5]}{first}{old[7:]}"
    place.replace(old, new)


@rule(r"Write “start: (\S+)” and “end: (\S+)”")
def _(place: Place, match: Match) -> None:
    place.write(f"start: {match[1]}", f"end: {match[2]}")


@rule(r"; the zone of the time stands in the field “timezone”|, which is that time in \S+(?=\.$)")
def _(place: Place, _: Match) -> None:
    raise Skip


@rule(r"Write the end like the start, which is “(.*?)”")
def _(place: Place, match: Match) -> None:
    place.set_value(match[1])


@rule(r"Write it in one line(?=\.$)|Write the text after the colon, in one line")
def _(place: Place, match: Match) -> None:
    number, name = place.number, FIELD.fullmatch(place.line)[2]  # type: ignore[index]
    place.remove()
    place.write(f"{name}: {'2026-06-01' if name == 'published' else 'Sample'}", at=number, count=0)


@rule(r"Correct one of the two dates")
def _(place: Place, _: Match) -> None:
    place.remove()


@rule(r"Write another into one of the two")
def _(place: Place, _: Match) -> None:
    place.set_value("77")


@rule(
    r"Add a line “(\w+): ” with (?:the path to the file|the day on which that was decided|the first date; start and end are the new ones)"
)
def _(place: Place, match: Match) -> None:
    put_up = re.search(r"^published: (\S+)", place.file.read_text("utf-8"), re.MULTILINE)
    decided = max("2026-06-12", put_up[1] if put_up else "")
    values = {"file": "../images/emblem.svg", "updated": decided, "previously": "2026-09-01"}
    nested = ["materials", ""] if match[1] == "file" else [match[1]]
    place.add_field(f"{match[1]}: {values[match[1]]}", nested)


@rule(r", or “link: ” with its address")
def _(place: Place, _: Match) -> None:
    place.add_field('link: "https://example.org/"', ["materials", ""])


@rule(r"Write a line for each below this one, indented by two spaces: its name, a colon, a space and its value")
def _(place: Place, _: Match) -> None:
    samples = {
        "cities": '  northport: {name: Northport, country: SE, page: partners/index.md, accent: {light: "#7a1f5c", dark: "#f0a8d6"}}',
        "folders": "  partners: partner\n  work-packages: work-package\n  events: event\n  news: news\n  newsletters: newsletter\n  results: result",
    }
    place.write(f"{place.problem.field}:", samples[place.problem.field])


@rule(
    r"Add “cities:”, and a line for each below it, indented by two spaces: its name, a colon, a space and its fields in braces"
)
def _(place: Place, _: Match) -> None:
    text = place.file.read_text("utf-8")
    entry = '  northport: {name: Northport, country: SE, page: partners/index.md, accent: {light: "#7a1f5c", dark: "#f0a8d6"}}'
    place.file.write_text(f"{text.rstrip()}\ncities:\n{entry}\n", "utf-8")


@rule(r"Or add theme/words/\w+\.yaml: copy theme/words/\w+\.yaml and translate its values")
def _(place: Place, _: Match) -> None:
    raise Skip  # outside the content folder


@rule(r", which is the nearest colour of this hue that can be read(?=\.$)")
def _(place: Place, _: Match) -> None:
    raise Skip  # only explains


@rule(r"Write at most (\d+) characters")
def _(place: Place, match: Match) -> None:
    place.set_value("x" * int(match[1]))


@rule(r"Or write in project\.yaml: (picture_limit: \d+)")
def _(place: Place, match: Match) -> None:
    file = place.content / "project.yaml"
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n{match[1]}\n", "utf-8")


@rule(r"Or take the line out, if it is not meant as a text")
def _(place: Place, _: Match) -> None:
    place.remove()


# Links and text


@rule(
    r"Correct the path(?=, or add)|Write the path (?:from this file )?to (?:a|the) (?:page|file inside it|picture or the file|picture or a file|picture|Markdown file|file that ends in .*svg)(?=[. ])|Put the (?:file|picture) into the content folder(?:, and write the path from this file to it)?|Correct the path(?=\.$)|Link to a Markdown file of this site or to an https: address|Write the path to the file between the parentheses"
)
def _(place: Place, _: Match) -> None:
    picture = (
        "![" in place.line
        or re.match(r"\s*(image|file):", place.line)
        or "picture" in place.problem.message
        or "picture" in place.problem.mend
        or (not place.problem.mend.count(".md") and place.problem.code == "E053")
    )
    target = (
        "images/emblem.svg"
        if picture or place.problem.field == "wordmark"
        else "get-in-touch.md"
        if place.problem.field
        else "partners/city-of-northport.md"
    )
    new = target if place.file.suffix == ".yaml" else relative_to(place, target)
    old = place.subject
    if place.problem.field == "wordmark" and old in place.line:
        place.at(old).unlink()  # nothing else uses what is no picture
    if place.problem.code == "E068":
        place.write(re.sub(r"\]\([^)]*\)", f"]({new})", place.line))
    elif old in place.line and "\\" not in old:
        place.replace(old, new)
    else:
        place.write(re.sub(r"\]\(.*\)|src=\S*", f"]({new})", place.line))


@rule(r"or add (content/\S.*?)\.$")
def _(place: Place, match: Match) -> None:
    added(place, match[1])


def added(place: Place, shown: str) -> None:
    """Add a page, or a copy of a picture, where there is nothing yet."""
    path = place.at(shown)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".md":
        dated = {"news": "", "events": "start: 2026-09-10\nplace: Northport\n"}
        more = ""
        if path.parent.name in dated and path.name != "index.md":
            more = "summary: Sample.\npublished: 2026-06-01\n" + dated[path.parent.name]
        path.write_text(SAMPLE_PAGE.replace("title: A sample\n", f"title: A sample\n{more}"), "utf-8")
    else:
        sample = {".jpg": PICTURE, ".pdf": DOCUMENT}.get(path.suffix)
        path.write_bytes(sample or (place.content / "images" / "emblem.svg").read_bytes())


@rule(r"or add the partner's file|or add the work package's file")
def _(place: Place, match: Match) -> None:
    if "partner" in match[0]:
        if not re.fullmatch("[a-z0-9-]+", place.subject):
            raise Skip
        text = "---\ntitle: A sample\ncity: northport\ncountry: SE\nrole: city\n---\n"
        (place.content / "partners" / f"{place.subject}.md").write_text(text, "utf-8")
    else:
        number = re.search(r"work package (\d+)", place.problem.message)[1]  # type: ignore[index]
        text = f"---\ntitle: A sample\nnumber: {number}\nlead: unknown\n---\n"
        (place.content / "work-packages" / f"work-package-{number}.md").write_text(text, "utf-8")


@rule(r"Add this file: front matter with a title, then the text")
def _(place: Place, _: Match) -> None:
    added(place, place.problem.path)


@rule(r"[Tt]ake the link out|[Tt]ake the link out until it is published")
def _(place: Place, _: Match) -> None:
    place.write(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", place.line))


@rule(r"\b[Tt]ake “#(.*?)” out")
def _(place: Place, match: Match) -> None:
    place.replace(f"#{match[1]}", "")


@rule(r"Did you mean “([^”]+)”\?")
def _(place: Place, match: Match) -> None:
    name = place.problem.field.rpartition(".")[2]
    if place.problem.code == "E010":
        place.replace(name, match[1])
    elif place.problem.code == "E052":
        place.replace("#" + re.findall("“(.*?)”", place.problem.message)[1], "#" + match[1])
    else:
        place.replace(place.subject, match[1])


# What only explains, or needs an editor's own words


@rule(r"Take the line out(?=; only these have it)|Take “draft: true” out(?=\.\nTo withdraw)")
def _(place: Place, _: Match) -> None:
    place.remove()


@rule(r"[Tt]ake “(\w+): ?(?:true)?” out of (content/\S+?)(?=\.$|, or)|, or “draft: true” out of (content/\S+?)(?=\.$)")
def _(place: Place, match: Match) -> None:
    file = place.at(match[2] or match[3])
    name = match[1] or "draft"
    file.write_text(re.sub(rf"^{name}:.*\n", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")


@rule(r"or add the line “draft: true” here")
def _(place: Place, _: Match) -> None:
    place.add_field("draft: true", ["draft"])


@rule(r"Take it out here")
def _(place: Place, _: Match) -> None:
    place.remove()


@rule(r"(?:Take it out; l|L)ink to the page that says how to get in touch")
def _(place: Place, _: Match) -> None:
    address = place.subject.removeprefix("mailto:")
    link = r"\[[^\]]*\]\(mailto:[^)]*\)|<(?:mailto:)?" + re.escape(address) + ">"
    words = relative_link(place)
    place.write(
        re.sub(link, words, place.line) if re.search(link, place.line) else place.line.replace(address, words, 1)
    )


def relative_link(place: Place) -> str:
    """Return a link to the page that says how to get in touch; in a field, only words."""
    return "us" if place.problem.field or "=" in place.line else f"[us]({relative_to(place, 'get-in-touch.md')})"


@rule(r"Write it as it stands in the address line of the browser: (\S+)\.")
def _(place: Place, match: Match) -> None:
    if place.subject in place.line:
        place.replace(place.subject, match[1])
    else:  # as Markdown reads it, without the backslashes before signs
        place.write(re.sub(r"\]\([^)]*\)", f"]({match[1]})", place.line))


@rule(r"Write it like (/old/address/), without host, spaces, \? and #")
def _(place: Place, match: Match) -> None:
    place.replace(place.subject, match[1])


@rule(r"Keep it on one of the two pages")
def _(place: Place, _: Match) -> None:
    place.remove()


@rule(r"Make two pages or two paragraphs of it|or take out what was pasted by mistake")
def _(place: Place, _: Match) -> None:
    lines = place.lines
    end = next(number for number, line in enumerate(lines) if number and line == "---")
    place.write("Some text.", at=end + 1, count=len(lines) - end - 1)


@rule(r"Link to it or show it in a page")
def _(place: Place, _: Match) -> None:
    if place.problem.path.endswith((".MD", ".markdown", "bridge.jpg", ".docx")):
        raise Skip  # only a sample of a file
    page = place.content / "partners" / "city-of-northport.md"
    path = "../" + place.problem.path.removeprefix("content/")
    page.write_text(page.read_text("utf-8") + f"\n\n[The file]({path})\n", "utf-8")


@rule(r"Put the file into another folder")
def _(place: Place, _: Match) -> None:
    place.file.rename(place.content / "images" / place.file.name)
    for page in place.content.rglob("*.md"):
        page.write_text(page.read_text("utf-8").replace("theme/", "images/"), "utf-8")


@rule(r"Use small letters a to z, digits and hyphens(?=\.$)")
def _(place: Place, _: Match) -> None:
    for path in place.content.iterdir():
        if "\udce9" in path.name:
            path.rename(place.content / "cafe.md")


@rule(r"Write \[\^(\d+)\] where it belongs")
def _(place: Place, match: Match) -> None:
    place.file.write_text(place.file.read_text("utf-8").replace("We met.", f"We met.[^{match[1]}]"), "utf-8")


@rule(r"or take the footnote out")
def _(place: Place, _: Match) -> None:
    place.remove()


@rule(r"A link is \[text\]\(path.md\) without a space between; a footnote \[\^1\] needs its line “\[\^1\]: …”\.")
def _(place: Place, _: Match) -> None:
    if "[^1]" in place.problem.message:
        place.file.write_text(place.file.read_text("utf-8") + "\n\n[^1]: A note.\n", "utf-8")
    else:
        place.write(
            re.sub(r"\] ?[(\[].*[)\]]", f"]({relative_to(place, 'partners/city-of-northport.md')})", place.line)
        )


@rule(r"Write its words(?=, or)")
def _(place: Place, _: Match) -> None:
    place.write(f"{place.line.strip()} A heading")


@rule(r"or take the signs out")
def _(place: Place, _: Match) -> None:
    place.write("")


@rule(r"Write (</\w+>) after its text")
def _(place: Place, match: Match) -> None:
    if match[1] in ("</b>", "</i>", "</span>", "</em>", "</strong>", "</sub>", "</sup>", "</a>", "</small>"):
        place.write(f"{place.line}{match[1]}")
    else:
        place.write(*place.lines[place.number :], "", match[1], count=99)


@rule(r"A line is kind,id,address,first_published, and so is the first one\. Kinds: .*\.\n(Of two versions .*)")
def _(place: Place, _: Match) -> None:
    place.write("page,,/,2026-01-01")


@rule(r"Write the words to click on: \[(.*?)\]\(.*?\)")
def _(place: Place, match: Match) -> None:
    place.write(place.line.replace("[]", f"[{match[1]}]"))


@rule(r"Keep (one of the two|all lines of both versions), and delete the lines that begin with .*")
def _(place: Place, match: Match) -> None:
    text = place.file.read_text("utf-8")
    if match[1].startswith("one"):
        text = re.sub(r"^\s*={7}\n(?:.*\n)*?(?=\s*>{7})", "", text, flags=re.MULTILINE)
    place.file.write_text(
        re.sub(r"^[ \t]*(?:<{7}|={7}|>{7}|\|{7})(?: .*)?(?:\n|$)", "", text, flags=re.MULTILINE), "utf-8"
    )


@rule(r"Write each as an entry of its own: (.*)\.")
def _(place: Place, match: Match) -> None:
    if "[" in place.line:
        place.replace(place.subject, match[1])
    else:
        place.write(*(place.line.replace(place.subject, entry) for entry in match[1].split(", ")))


@rule(r"Delete this line\.")
def _(place: Place, _: Match) -> None:
    place.write()


@rule(r"Write it at the end of the line before")
def _(place: Place, _: Match) -> None:
    place.write(f"{place.lines[place.number - 1]} {place.line}", at=place.number - 1, count=2)


@rule(r"Indent it by \d+ spaces?: “(.*)”")
def _(place: Place, match: Match) -> None:
    place.write(match[1])


@rule(r"Write a line with only --- before this one(?:, and another after line (\d+))?")
def _(place: Place, match: Match) -> None:
    if match[1]:
        place.write("---", at=int(match[1]), count=0)
    place.write("---", place.line)


@rule(r"Write in the place of lines? (\d+)(?: to (\d+))?:\n(---\n(?:.*\n)*?---)")
def _(place: Place, match: Match) -> None:
    first, last = int(match[1]), int(match[2] or match[1])
    place.write(*match[3].split("\n"), at=first - 1, count=last - first + 1)


@rule(r"Move into content/\S+ what is missing there, then delete this file|Move it out of the content folder")
def _(place: Place, _: Match) -> None:
    place.file.unlink()


@rule(r"Save it smaller; 2,000 pixels across are plenty")
def _(place: Place, _: Match) -> None:
    name = place.subject or place.file.name
    for path in place.content.rglob(name):
        picture = BytesIO()
        Image.new("RGB", (20, 10)).save(picture, "PNG" if path.suffix == ".png" else "JPEG")
        path.write_bytes(picture.getvalue())


@rule(r"Write what it shows: !\[(A bridge at dusk)\]\(bridge\.jpg\)")
def _(place: Place, match: Match) -> None:
    place.write(place.line.replace("![]", f"![{match[1]}]"))


@rule(r"An ornament: !\[\]\(line\.svg\)(\{ role=presentation \})")
def _(place: Place, match: Match) -> None:
    place.write(re.sub(r"(!\[\]\([^)]*\))", rf"\1{match[1]}", place.line))


@rule(r"Put (?:an ordinary file in its place|the file itself into the content folder)")
def _(place: Place, _: Match) -> None:
    place.file.unlink()
    place.file.write_text(SAMPLE_PAGE, "utf-8")


@rule(r"or take it out of the content folder")
def _(place: Place, _: Match) -> None:
    place.file.unlink()


@rule(r"Add it; docs/front-matter\.md lists its fields")
def _(place: Place, _: Match) -> None:
    shutil.copy(BASE / "project.yaml", place.file)


@rule(r"Give the heading that takes its place its id:\n(\s*##.*\})")
def _(place: Place, match: Match) -> None:
    place.write(match[1].strip())


@rule(r"Write in its front matter:\n\s*(id: .*)")
def _(place: Place, match: Match) -> None:
    place.add_field(match[1], ["id"])


@rule(r"Bring it back(?=, or)")
def _(place: Place, _: Match) -> None:
    added(place, "content/plan.md")


@rule(r"or add its address to the page that takes its place:\n\s*(aliases: .*)")
def _(place: Place, match: Match) -> None:
    page = place.content / "get-in-touch.md"
    page.write_text(page.read_text("utf-8").replace("---\n", f"---\n{match[1]}\n", 1), "utf-8")


@rule(r"Run \./site test --record-access, which writes it")
def _(place: Place, _: Match) -> None:
    shutil.copy(ROOT / "content" / "accessibility.yaml", place.content)


@rule(r"A remark begins with <!-- and ends with -->, both on lines of their own")
def _(place: Place, _: Match) -> None:
    place.write("<!--", "a note", "-->")


@rule(r"Write “except (\S+)”, and make an event of its own for that day")
def _(place: Place, match: Match) -> None:
    place.write(f"{place.line} except {match[1]}")


@rule(r"Its first date from then on is (\S+): start there(?=, or)")
def _(place: Place, match: Match) -> None:
    text = place.file.read_text("utf-8")
    place.file.write_text(re.sub(r"^start: \S+", f"start: {match[1]}", text, flags=re.MULTILINE), "utf-8")


@rule(r"The nearest one is (\S+)\. Correct it")
def _(place: Place, match: Match) -> None:
    place.replace(re.findall(r"\d{4}-\d\d-\d\d", place.problem.message)[0], match[1])


@rule(r"or take it out(?=\.$)")
def _(place: Place, _: Match) -> None:
    place.write(re.sub(r" except .*", "", place.line))


@rule(r"or correct the rule|Choose an earlier end")
def _(place: Place, _: Match) -> None:
    place.set_value("every week until 2026-12-31")


@rule(r"Begin each line with “- ” in place of “(.+?)”(?:, and leave an empty line before (?:it|the first))?")
def _(place: Place, match: Match) -> None:
    lines, at = place.lines, place.number
    sign = match[1][0]
    while at < len(lines) and lines[at].strip():
        start = lines[at].lstrip()
        if start.startswith(sign) or re.match(r"\w{1,2}[.)]\s", start):
            lines[at] = "- " + re.sub(r"^\S+\s*", "", start)
        at += 1
    lines.insert(place.number, "")
    place.file.write_text("\n".join(lines), "utf-8")


@rule(r"Make it shorter")
def _(place: Place, _: Match) -> None:
    place.set_value("Short")


@rule(r"take the link out, and leave its words")
def _(place: Place, _: Match) -> None:
    fragment = re.search(r"no heading “(.*?)”", place.problem.message)
    assert fragment
    place.write(re.sub(rf"\[([^\]]*)\]\(#{re.escape(fragment[1])}[^)]*\)", r"\1", place.line, count=1))


@rule(
    r"Begin each line with “1\. ”, “2\. ” and so on in place of “.+?”(?:, and leave an empty line before (?:it|the first))?"
)
def _(place: Place, _: Match) -> None:
    lines, at, count = place.lines, place.number, 0
    while at < len(lines) and lines[at].strip():
        count += 1
        lines[at] = f"{count}. " + re.sub(r"^\S+\s*", "", lines[at].lstrip())
        at += 1
    lines.insert(place.number, "")
    place.file.write_text("\n".join(lines), "utf-8")
