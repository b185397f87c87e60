"""A small site that is changed step by step; after each step it is built by all ways, which must agree."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from core.build.atomic_folder import MARK, replacing
from core.build.build_cache import CacheFile
from core.problems.problem import ContentInvalid
from plugins.build.dev_build import DevBuild
from plugins.build.plugin import run
from plugins.build.release_build import build_into

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "sites" / "small"
STAMP = b"s" * 16
KEY = b"k" * 32
DAYS = ("2026-01-15", "2026-03-02", "2026-06-15", "2026-09-11", "2027-02-01")
PIXEL = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' width='9' height='9'><title>{}</title></svg>\n"

# Each clean build runs in a process of its own, forked from one that has only imported the house.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["plugins.build.plugin", "feedgen.feed", "icalendar", "babel.dates"])


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean(settings: dict[str, object], target: str, answer: multiprocessing.connection.Connection) -> None:
    """Build without any memory, in this process of its own, and say what was refused."""
    os.chdir(ROOT)
    try:
        with replacing(Path(target)) as place:
            run("publishconf.py", **settings, OUTPUT_PATH=str(place), REPORT={})
        answer.send("")
    except ContentInvalid as refused:
        answer.send(str(refused))


class Machine:
    """The site, the ways to change it, and the three ways to build it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.content, self.theme = folder / "content", folder / "theme"
        shutil.copytree(SMALL, self.content)
        shutil.copytree(ROOT / "theme", self.theme)
        self.day, self.count, self.done = DAYS[2], 0, ""
        self.clean, self.built, self.served = (folder / name for name in ("clean", "built", "served"))
        self.served.mkdir()
        self.put_right: set[str] = set()
        self.site = DevBuild(self.content, self.served, "content")

    # Changes. Each says in a word what it did.

    def pages(self) -> list[Path]:
        return sorted(self.content.rglob("*.md"))

    def page(self) -> Path:
        return self.chance.choice(self.pages())

    def edit_words(self) -> str:
        path = self.page()
        self.count += 1
        path.write_text(f"{path.read_text('utf-8')}\nMore words {self.count} with *emphasis*.\n", "utf-8")
        return f"words of {path.name}"

    def edit_heading(self) -> str:
        path = self.page()
        self.count += 1
        path.write_text(f"{path.read_text('utf-8')}\n## Part {self.count}\n\nText.\n", "utf-8")
        return f"heading in {path.name}"

    def edit_link(self) -> str:
        path, other = self.page(), self.page()
        to = os.path.relpath(other, path.parent)
        path.write_text(f"{path.read_text('utf-8')}\nSee [that page]({to}).\n", "utf-8")
        return f"link from {path.name} to {other.name}"

    def field(self, name: str, value: str) -> str:
        path = self.page()
        head, body = path.read_text("utf-8").split("\n---\n", 1)
        lines = [line for line in head.split("\n") if not line.startswith(f"{name}:")]
        path.write_text("\n".join([*lines, f"{name}: {value}", "---"]) + "\n" + body, "utf-8")
        return f"{name} of {path.name}"

    def edit_title(self) -> str:
        self.count += 1
        return self.field("title", f"Title <{self.count}> & more")

    def edit_summary(self) -> str:
        self.count += 1
        return self.field("summary", f"Summary number {self.count}.")

    def edit_menu(self) -> str:
        self.count += 1
        return self.field("menu", f"Menu {self.count}")

    def edit_order(self) -> str:
        return self.field("order", str(self.chance.randint(1, 90)))

    def edit_date(self) -> str:
        return self.field("published", f"2026-0{self.chance.randint(1, 5)}-1{self.chance.randint(0, 9)}")

    def edit_updated(self) -> str:
        return self.field("updated", f"2026-05-{self.chance.randint(10, 28)}")

    def toggle_draft(self) -> str:
        return self.field("draft", self.chance.choice(("true", "false")))

    def edit_alias(self) -> str:
        self.count += 1
        return self.field("aliases", f"[/old/{self.count}/]")

    def add_news(self) -> str:
        self.count += 1
        text = f"---\ntitle: News {self.count}\nsummary: Something new.\npublished: 2026-04-{self.count % 27 + 1:02}\n---\nNews.\n"
        (self.content / "news" / f"news-{self.count}.md").write_text(text, "utf-8")
        return f"news {self.count}"

    def add_many_news(self) -> str:
        for _ in range(12):
            self.add_news()
        return "much news"

    def add_event(self) -> str:
        self.count += 1
        start = self.chance.choice(("2026-06-20", "2026-06-16 10:00", "2026-12", "2025-05-05"))
        zone = "timezone: Europe/Helsinki\n" if ":" in start else ""
        text = f"---\ntitle: Event {self.count}\nsummary: A meeting.\nstart: {start}\n{zone}place: Northport\npublished: 2026-01-01\n---\nText.\n"
        (self.content / "events" / f"event-{self.count}.md").write_text(text, "utf-8")
        return f"event {self.count}"

    def delete_page(self) -> str:
        path = self.chance.choice([path for path in self.pages() if path.name != "index.md"])
        path.unlink()
        return f"without {path.name}"

    def rename_page(self) -> str:
        path = self.chance.choice([path for path in self.pages() if path.name != "index.md"])
        self.count += 1
        path.rename(path.with_name(f"renamed-{self.count}.md"))
        return f"{path.name} renamed"

    def add_folder(self) -> str:
        self.count += 1
        folder = self.content / f"part-{self.count}"
        folder.mkdir()
        for name in ("index", "one", "two"):
            (folder / f"{name}.md").write_text(f"---\ntitle: Part {self.count} {name}\n---\nText.\n", "utf-8")
        return f"folder {self.count}"

    def move_folder(self) -> str:
        folders = sorted(path for path in self.content.glob("part-*") if path.is_dir())
        if not folders:
            return self.add_folder()
        self.count += 1
        self.chance.choice(folders).rename(self.content / f"part-{self.count}")
        return "folder moved"

    def add_picture(self) -> str:
        path = self.page()
        self.count += 1
        (path.parent / f"picture-{self.count}.svg").write_text(PIXEL.format(self.count), "utf-8")
        path.write_text(f"{path.read_text('utf-8')}\n![A drawing](picture-{self.count}.svg)\n", "utf-8")
        return f"picture in {path.name}"

    def change_picture(self) -> str:
        pictures = sorted(self.content.rglob("picture-*.svg"))
        if not pictures:
            return self.add_picture()
        self.count += 1
        self.chance.choice(pictures).write_text(PIXEL.format(f"again {self.count}"), "utf-8")
        return "picture changed"

    def edit_template(self) -> str:
        path = self.theme / "templates" / self.chance.choice(("event.html", "news.html", "page.html", "base.html"))
        self.count += 1
        text = (
            path.read_text("utf-8")
            .replace("</main>", f"</main><!-- {self.count} -->")
            .replace("{% block main %}", f"{{% block main %}}<!-- {self.count} -->", 1)
        )
        path.write_text(text, "utf-8")
        return f"template {path.name}"

    def edit_component(self) -> str:
        path = (
            self.theme
            / "components"
            / self.chance.choice(("card/card.html", "aside/aside.html", "breadcrumbs/breadcrumbs.html"))
        )
        self.count += 1
        path.write_text(
            path.read_text("utf-8").replace("{% endmacro %}", f"<!-- {self.count} -->{{% endmacro %}}", 1), "utf-8"
        )
        return f"component {path.name}"

    def edit_styles(self) -> str:
        self.count += 1
        with (self.theme / "styles" / "base.css").open("a", encoding="utf-8") as file:
            file.write(f"\n@layer base {{ .n{self.count} {{ color: red }} }}\n")
        return "style sheet"

    def edit_words_of_theme(self) -> str:
        self.count += 1
        path = self.theme / "words" / "en.yaml"
        text = path.read_text("utf-8")
        start = text.index("\nmenu: ") + 1
        path.write_text(f"{text[:start]}menu: Menu {self.count}{text[text.index(chr(10), start) :]}", "utf-8")
        return "a word of the theme"

    def edit_project(self) -> str:
        self.count += 1
        path = self.content / "project.yaml"
        lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("tagline:")]
        path.write_text("\n".join([f"tagline: Line {self.count}.", *lines]), "utf-8")
        return "project.yaml"

    def change_day(self) -> str:
        self.day = self.chance.choice(DAYS)
        return f"day {self.day}"

    def break_page(self) -> str:
        path = self.page()
        path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
        return f"mistake in {path.name}"

    def several(self) -> str:
        return ", ".join(self.chance.choice(CHANGES)(self) for _ in range(3))

    # The three ways.

    def settings(self) -> dict[str, object]:
        theme = {"THEME": str(self.theme), "THEME_TEMPLATES_OVERRIDES": [str(self.theme)]}
        return {
            **theme,
            "PATH": str(self.content),
            "CONTENT_LABEL": "content",
            "NOW": f"{self.day}T00:00:00+02:00",
            "PRESENT": False,
        }

    def build_clean(self) -> str:
        """Build without memory in a new process; return what it refuses."""
        mine, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=clean, args=(self.settings(), str(self.clean), theirs))
        process.start()
        theirs.close()
        said = mine.recv()
        process.join()
        return str(said)

    def build_again(self) -> str:
        """Build with the memory of the last build, as `./site build` does; return what it refuses."""
        try:
            build_into(self.built, CacheFile(self.folder / "memory", STAMP, KEY), **self.settings())
        except ContentInvalid as refused:
            return str(refused)
        return ""

    def build_served(self, changed: set[str]) -> str:
        """Build in a process that stays, as `./site serve` does; return what it refuses."""
        inside = {path for path in changed if Path(path).is_relative_to(self.content)}
        settings = {name: value for name, value in self.settings().items() if name not in ("PATH", "CONTENT_LABEL")}
        try:
            # Published, as the other two are, without drafts; at home there is no search, so that words are quick.
            self.site.build(inside if inside == changed else (), **settings, DRAFTS=False)
        except ContentInvalid as refused:
            return str(refused)
        return ""

    def step(self, change: Callable[[Machine], str]) -> None:
        """Change something, build by all ways, and fail where they differ; a site that is refused is put right again."""
        before = self.written()
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        shutil.copytree(self.content, self.folder / "kept")
        self.done = change(self)
        after = self.written()
        changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
        refused = self.build_clean()
        assert self.build_again() == refused, self.done
        assert self.build_served(changed | self.put_right) == refused, self.done
        self.compare()
        self.put_right = changed if refused else set()  # who watches the folder sees that too
        if refused:
            shutil.rmtree(self.content)
            (self.folder / "kept").rename(self.content)

    def written(self) -> dict[str, bytes]:
        """Return all that somebody has written, by the whole path."""
        folders = (self.content, self.theme)
        return {str(folder / path): data for folder in folders for path, data in files_of(folder).items()}

    def compare(self) -> None:
        """Fail where what was built in three ways is not the same to the byte."""
        for place in (self.built, self.served):
            wanted, found = files_of(self.clean), files_of(place)
            if place is self.served:
                wanted = {path: data for path, data in wanted.items() if not path.startswith("pagefind/")}
                report = {**json.loads(wanted[MARK]), "files": len(wanted)}
                wanted[MARK] = json.dumps(report, indent=1).encode() + b"\n"
            assert found.keys() == wanted.keys(), (
                f"after {self.done}: {sorted(found.keys() ^ wanted.keys())} in {place.name}"
            )
            different = [path for path, data in wanted.items() if found[path] != data]
            assert not different, f"after {self.done}: {different} in {place.name}"


CHANGES: tuple[Callable[[Machine], str], ...] = (
    Machine.edit_words,
    Machine.edit_words,
    Machine.edit_heading,
    Machine.edit_link,
    Machine.edit_title,
    Machine.edit_summary,
    Machine.edit_menu,
    Machine.edit_order,
    Machine.edit_date,
    Machine.edit_updated,
    Machine.toggle_draft,
    Machine.edit_alias,
    Machine.add_news,
    Machine.add_many_news,
    Machine.add_event,
    Machine.delete_page,
    Machine.rename_page,
    Machine.add_folder,
    Machine.move_folder,
    Machine.add_picture,
    Machine.change_picture,
    Machine.edit_template,
    Machine.edit_component,
    Machine.edit_styles,
    Machine.edit_words_of_theme,
    Machine.edit_project,
    Machine.change_day,
    Machine.break_page,
)
