"""What remedies for days on which pages appear, expire or were changed ask an editor to do; and those of the ledger."""

from __future__ import annotations

import re

from tests.cases.remedies import Place, rule

Match = re.Match[str]


def pages_named(place: Place) -> list[str]:
    """Return the pages that a message names: content/news/item.md."""
    return re.findall(r"content/[\w./-]+\.md", place.problem.message)


def set_in(place: Place, shown: str, field: str, value: str) -> None:
    """Write a field of another page."""
    file = place.at(shown)
    text = re.sub(rf"^{field}:.*\n", "", file.read_text("utf-8"), count=1, flags=re.MULTILINE)
    file.write_text(text.replace("---\n", f"---\n{field}: {value}\n", 1), "utf-8")


@rule(r"Write the day, like (\S+)(?=\.$)|Write the day on which the page is to appear, such as (\S+)(?=\.$)")
def _(place: Place, match: Match) -> None:
    place.set_value(match[1] or match[2])


@rule(r"(?:Write|or write) an id of its own:\nid: (\S+)|Write ([a-z0-9/-]+)(?=\.$)")
def _(place: Place, match: Match) -> None:
    if place.line.startswith("id:"):
        place.set_value(match[1] or match[2])
    else:
        place.add_field(f"id: {match[1]}", ["id"])


@rule(r"Write “([^”]+)”, then “until” and its last day, like \d{4}-\d\d-\d\d")
def _(place: Place, match: Match) -> None:
    year = re.search(r"^start: (\d{4})", place.file.read_text("utf-8"), re.MULTILINE)
    place.set_value(f"{match[1]} until {year[1] if year else '2026'}-12-15")


@rule(r"Write both with a time(?=, or)")
def _(place: Place, _: Match) -> None:
    place.write(f"{place.line} 18:00")


@rule(r"or both without")
def _(place: Place, _: Match) -> None:
    text = re.sub(r"^((?:start|end): \S+) \d\d:\d\d", r"\1", place.file.read_text("utf-8"), flags=re.MULTILINE)
    place.file.write_text(text, "utf-8")


@rule(r"or give (?:that page|the page above) an earlier date")
def _(place: Place, _: Match) -> None:
    set_in(place, pages_named(place)[0], "published", "2026-01-01")


@rule(r"Take it out here until then")
def _(place: Place, _: Match) -> None:
    place.write(re.sub(rf",? *\b{re.escape(place.subject)}\b", "", place.line))


@rule(r"Name another page until then")
def _(place: Place, _: Match) -> None:
    place.replace(place.subject, "partners/city-of-northport.md")


@rule(r"Write a date that is not ahead")
def _(place: Place, _: Match) -> None:
    place.set_value("2026-01-01")


@rule(r"Write the day of the change, (\S+) at the latest")
def _(place: Place, match: Match) -> None:
    place.set_value(match[1])


@rule(r"Write a later date")
def _(place: Place, _: Match) -> None:
    place.set_value("2027-12-31")


@rule(r"Write the text(?=, or delete)")
def _(place: Place, _: Match) -> None:
    place.write("Some text.")


@rule(r"or delete the line")
def _(place: Place, _: Match) -> None:
    place.write()


@rule(r"a line “draft: true” keeps the page at home")
def _(place: Place, _: Match) -> None:
    place.add_field("draft: true", ["draft"])


@rule(r"Write the new date as start, and the one that it had as previously")
def _(place: Place, _: Match) -> None:
    set_in(place, place.problem.path, "start", "2026-10-10")


@rule(r"or give those pages the same date")
def _(place: Place, _: Match) -> None:
    for page in pages_named(place):
        set_in(place, page, "expires", re.findall(r"\d{4}-\d\d-\d\d", place.problem.message)[0])


@rule(r"Link to it from a page that is published")
def _(place: Place, _: Match) -> None:
    page = place.content / "get-in-touch.md"
    name = re.search(r"the file /(\S+)", place.problem.message)[1]  # type: ignore[index]
    page.write_text(page.read_text("utf-8") + f"\n[The file]({name})\n", "utf-8")


@rule(r"Bring back the version before, for example with: git restore .*")
def _(place: Place, _: Match) -> None:
    place.file.write_text("kind,id,address,first_published\npage,,/,2026-01-01\n", "utf-8")


@rule(r"If nothing of this site was ever published, delete the file")
def _(place: Place, _: Match) -> None:
    place.file.unlink()


@rule(
    r"Write (?:it without: |it without, or encoded: |the number, or leave the port out: )?(https?://\S+?)(?=\.?$)"
    r"|Add a comma and a year in which the domain was yours, like (\S+?)(?=\.$)"
)
def _(place: Place, match: Match) -> None:
    if place.problem.field:
        place.set_value(match[1] or match[2])
        return
    place.write(re.sub(r"\]\([^)]*\)", f"]({match[1]})", place.line))


@rule(r"(?:Take it|Leave it) out(?=: (?:no|not every) computer)")
def _(place: Place, _: Match) -> None:
    place.write(re.sub(r"\[.*\]", "[]", place.line))


@rule(r"Take “(\w+)” out of the list")
def _(place: Place, match: Match) -> None:
    place.replace(match[1], "")


@rule(r"Write at most “(\d+)”")
def _(place: Place, match: Match) -> None:
    place.set_value(match[1])


@rule(r"To withdraw the page, write “(expires: \S+)” (as well|instead)")
def _(place: Place, match: Match) -> None:
    published = re.search(r"“(published: \S+)”", place.problem.mend)
    place.write(*([published[1]] if published else []), match[1])
