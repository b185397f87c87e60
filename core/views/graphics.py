"""The map of the cities and the timeline."""

from __future__ import annotations

from dataclasses import dataclass

from core.views.link import DateText, Link


@dataclass(frozen=True, slots=True)
class Spot:
    """A city on a map."""

    key: str
    name: str
    short: str  # the name as the drawing has room for it
    country: str
    address: str
    x: int
    y: int
    name_x: int  # where its name stands
    name_y: int
    anchor: str  # start, middle or end: which part of the name stands there
    partners: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class CityMap:
    """A map of the cities, in units of its own drawing."""

    width: int
    height: int
    land: str  # path data of SVG
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened, on a time line."""

    kind: str  # event, newsletter, result
    title: str
    address: str
    when: DateText
    x: float  # of its begin
    width: float  # how long it lasted: its days, or the month or year where no more is known
    exact: bool  # whether its day is known


@dataclass(frozen=True, slots=True)
class Lane:
    """What is of one kind on a time line."""

    kind: str
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The time of the project, in units of its own drawing."""

    width: int
    height: int
    period: DateText
    span: tuple[float, float]  # begin and length of the project
    years: tuple[tuple[float, str], ...]  # where each begins
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]  # of all lanes, oldest first
