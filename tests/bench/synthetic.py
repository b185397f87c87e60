"""A made-up site of any size in our own content model: the same texts for us and for those we are compared with."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

WORDS = [
    "city",
    "energy",
    "plan",
    "heat",
    "network",
    "street",
    "house",
    "tram",
    "river",
    "bridge",
    "council",
    "partner",
    "budget",
    "target",
    "saving",
    "roof",
    "school",
    "market",
    "harbour",
    "wind",
    "solar",
    "pump",
    "meter",
    "survey",
    "workshop",
    "training",
    "report",
    "method",
    "table",
    "number",
    "year",
    "month",
    "people",
    "change",
    "district",
    "quarter",
    "owner",
    "tenant",
    "boiler",
    "insulation",
    "window",
    "street",
    "lamp",
    "bus",
    "cycle",
    "route",
    "parking",
    "waste",
    "water",
    "green",
    "public",
]
PROJECT = """\
name: EXAMPLE
long_name: An Example of a Project
tagline: Two towns learn from each other.
language: en-GB
timezone: Europe/Brussels
address: https://example.org/
id_authority: example.org,2026
start: 2024-01
run_by: This site is run by the consortium.
contact: contact.md
folders: {news: news, events: event, partners: partner, work-packages: work-package}
footer: [contact.md]
cities:
  north: {name: Northtown, country: BE, page: about/index.md, accent: {light: "#0b5394", dark: "#9cc9ff"}}
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A document without any generator's form."""

    folder: str  # "" for the root
    name: str
    title: str
    day: date
    body: str  # Markdown without links to other documents


def body(seed: int) -> str:
    """Return about 400 words of Markdown with headings, lists, emphasis, and now and then a table."""
    chance = random.Random(seed)

    def sentence() -> str:
        words = [chance.choice(WORDS) for _ in range(chance.randint(8, 16))]
        if chance.random() < 0.2:
            words[2] = f"**{words[2]}**"
        if chance.random() < 0.1:
            words[4] = f"[{words[4]}](https://example.org/{words[4]})"
        return " ".join(words).capitalize() + "."

    parts = []
    for section in range(4):
        parts.append(f"## {chance.choice(WORDS).capitalize()} {chance.choice(WORDS)} {section}")
        parts += [" ".join(sentence() for _ in range(4)) for _ in range(2)]
        parts.append("\n".join(f"- {sentence()}" for _ in range(3)) if section % 2 else "")
    if seed % 5 < 2:
        rows = "\n".join(f"| {chance.choice(WORDS)} | {chance.randint(1, 99)} |" for _ in range(4))
        parts.append(f"| what | how many |\n| --- | --- |\n{rows}")
    return "\n\n".join(part for part in parts if part) + "\n"


def texts(count: int) -> list[Text]:
    """Return `count` news items and a tenth as many pages in a tree three levels deep."""
    start = date(2010, 1, 1)
    news = [
        Text("news", f"item-{n}", f"News item {n} of the {WORDS[n % len(WORDS)]}", start + timedelta(days=n), body(n))
        for n in range(count)
    ]
    pages = []
    for n in range(count // 10):
        section, topic = n % 5, n // 5 % 10
        pages.append(Text(f"section-{section}/topic-{topic}", f"text-{n}", f"Text {n}", start, body(count + n)))
    return news + pages


def write_ours(folder: Path, count: int, events: bool = True) -> None:
    """Write the site in our content model, with events, partners and a work package."""
    files = {
        "project.yaml": PROJECT,
        "index.md": page("Home", "The home page of the example."),
        "contact.md": page("Get in touch", "How to reach us."),
        "about/index.md": page("About us", "Who we are."),
        "news/index.md": page("News", "What is new."),
        "events/index.md": page("Events", "What takes place."),
        "partners/index.md": page("Partners", "Who takes part."),
        "work-packages/index.md": page("Work packages", "What is done."),
        "partners/north-university.md": page(
            "North University", "A university.", city="north", country="BE", role="research"
        ),
        "work-packages/learning.md": page("Learning", "A work package.", number="1", lead="north-university"),
    }
    for text in texts(count):
        for depth in range(1, text.folder.count("/") + 2):
            above = "/".join(text.folder.split("/")[:depth])
            files.setdefault(f"{above}/index.md", page(above.rpartition("/")[2].capitalize(), "A part of the site."))
        more = {"published": str(text.day)} if text.folder == "news" else {}
        files[f"{text.folder}/{text.name}.md"] = page(text.title, f"About {text.title}.", text.body, **more)
    for n in range(count // 10 if events else 0):
        day = date(2020, 1, 1) + timedelta(days=3 * n)
        fields = {
            "start": str(day),
            "place": "Northtown",
            "published": str(day - timedelta(days=40)),
            "work_packages": "[1]" if n % 20 == 0 else "[]",
        }
        files[f"events/{day}-meeting-{n}.md"] = page(
            f"Meeting {n}", f"Meeting number {n}.", body(10**6 + n).partition("\n\n## ")[0] + "\n", **fields
        )
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def page(title: str, summary: str, text: str = "Text.\n", **fields: str) -> str:
    """Return a page in our form."""
    head = {"title": title, "summary": summary, **fields}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in head.items()) + f"---\n\n{text}"
