"""The components of the theme with their examples, as `./site serve` shows them at /_gallery/ and as the tests prove them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, get_type_hints

import jinja2
import yaml
from markupsafe import Markup
from pydantic import TypeAdapter

import core.views

ADDRESS = "/_gallery/"
_BODY = "div.body"  # in which most components stand


@dataclass(frozen=True, slots=True)
class Gallery:
    """The components of a theme. All is read anew each time, so that a change is shown at once."""

    theme: Path
    settings: Mapping[str, Any]  # of Jinja, as the site has them

    @property
    def names(self) -> list[str]:
        """The names of all components."""
        return sorted(path.name for path in (self.theme / "components").iterdir())

    def sheet(self, name: str) -> dict[str, Any]:
        """Return what the YAML of a component says."""
        return yaml.safe_load((self.theme / "components" / name / f"{name}.yaml").read_text("utf-8"))

    def macro(self, name: str) -> Any:
        """Return the macro of a component, set up as the site does it."""
        template = self._environment().get_template(f"components/{name}/{name}.html")
        return getattr(template.module, name.replace("-", "_"))

    def rendered(self, name: str, example: Mapping[str, Any]) -> str:
        """Return one of the examples of a component as HTML."""
        given = {
            parameter: self._value(told, example["values"].get(parameter))
            for parameter, told in self.sheet(name)["params"].items()
            if told["type"] == "words" or parameter in example["values"]
        }
        return str(self.macro(name)(**given))

    def page(self, path: str, sheets: Sequence[str]) -> str | None:
        """Return a page of the gallery: "" is its index, "card" a component, "card/2" its second example alone.

        None where there is no such page. What Jinja, YAML and Pydantic have to say of a mistake, they raise.
        """
        name, _, number = path.strip("/").partition("/")
        if not name:
            listed = [{"name": one, **self.sheet(one)} for one in self.names]
            return self._told("index", sheets, components=listed)
        if name not in self.names:
            return None
        told = self.sheet(name)
        if not number:
            return self._told("component", sheets, name=name, told=told)
        if not number.isdecimal() or not 0 < int(number) <= len(told["examples"]):
            return None
        example = told["examples"][int(number) - 1]
        shown = "".join(around(told.get("stands_in", ""), self.rendered(name, example)))
        title = f"{name}: {example['name']}"
        return self._told("example", sheets, title=title, shown=Markup(shown))

    def addresses(self) -> Iterator[str]:
        """Yield the address of every page."""
        yield ADDRESS
        for name in self.names:
            yield f"{ADDRESS}{name}/"
            for number, _ in enumerate(self.sheet(name)["examples"], 1):
                yield f"{ADDRESS}{name}/{number}/"

    def _told(self, kind: str, sheets: Sequence[str], **values: Any) -> str:
        template = self._environment().get_template(f"gallery-{kind}.html")
        return template.render(sheets=sheets, gallery=ADDRESS, **values)

    def _environment(self) -> jinja2.Environment:
        settings = {key: value for key, value in self.settings.items() if key != "bytecode_cache"}
        loader = jinja2.FileSystemLoader([self.theme / "templates", self.theme])
        return jinja2.Environment(loader=loader, **settings)  # noqa: S701 (the settings of the site escape)

    def _value(self, parameter: Mapping[str, Any], written: Any) -> Any:
        """Return the value of a parameter as the site gives it: views, words, plain values."""
        if parameter["type"] == "words":
            words = yaml.safe_load((self.theme / "words" / "en.yaml").read_text("utf-8"))
            return words[parameter["part"]] if "part" in parameter else words
        holder = type("Holder", (), {"__annotations__": {"value": parameter["type"]}})
        return TypeAdapter(get_type_hints(holder, _views())["value"]).validate_python(written)


def _views() -> dict[str, Any]:
    """Return all that the modules of views define, by name."""
    modules = [import_module(f"core.views.{one.name}") for one in iter_modules(core.views.__path__)]
    return {name: value for module in modules for name, value in vars(module).items()}


def around(place: str, shown: str) -> Iterator[str]:
    """Yield an example in what it stands in, written as in a style sheet; most stand in the body of a page.

    >>> "".join(around("ul.cards", "<li></li>"))
    '<div class="body"><ul class="cards"><li></li></ul></div>'
    >>> "".join(around("body", "<header></header>")), "".join(around("", "<p></p>"))
    ('<header></header>', '<div class="body"><p></p></div>')
    """
    places = {"": [_BODY], "body": []}.get(place, [_BODY, place])
    for one in places:
        tag, _, name = one.partition(".")
        yield f'<{tag} class="{name}">'
    yield shown
    for one in reversed(places):
        yield f"</{one.partition('.')[0]}>"
