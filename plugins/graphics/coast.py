"""The coasts of the world, to draw maps on: Natural Earth 1:110m (public domain), as TopoJSON from world-atlas 2.0.2 (ISC)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

Point = tuple[float, float]  # x and y; of the coasts, degrees east and north
Box = tuple[float, float, float, float]  # least x and y, greatest x and y


@cache
def rings() -> tuple[tuple[Point, ...], ...]:
    """Return the outlines of all land."""
    topology = json.loads((Path(__file__).parent / "land-110m.json").read_text("utf-8"))
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:  # each point is told by its distance from the one before
            x, y = x + step_x, y + step_y
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    polygons = topology["objects"]["land"]["geometries"][0]["arcs"]
    return tuple(
        tuple(point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1]))
        for polygon in polygons
        for ring in polygon
    )


def clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """Return what of an outline lies in a box, after Sutherland and Hodgman: side by side, what is beyond is cut off."""
    least_x, least_y, greatest_x, greatest_y = box
    sides: list[tuple[int, float, Callable[[float, float], bool]]] = [
        (0, least_x, float.__ge__),
        (0, greatest_x, float.__le__),
        (1, least_y, float.__ge__),
        (1, greatest_y, float.__le__),
    ]
    points = list(ring)
    for axis, edge, is_in in sides:
        kept: list[Point] = []
        for before, here in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            inside, was_inside = is_in(here[axis], edge), is_in(before[axis], edge)
            if inside != was_inside:
                part = (edge - before[axis]) / (here[axis] - before[axis])
                crossing = [before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])]
                crossing[axis] = edge
                kept.append((crossing[0], crossing[1]))
            if inside:
                kept.append(here)
        points = kept
    return points


def path_data(outlines: Sequence[Sequence[Point]]) -> str:
    """Return outlines as path data of SVG in whole units; points that fall together are told once."""
    pieces = []
    for outline in outlines:
        x, y = (round(part) for part in outline[0])
        steps = []
        for point in outline[1:]:
            step_x, step_y = round(point[0]) - x, round(point[1]) - y
            if step_x or step_y:
                steps.append(f"{step_x} {step_y}")
                x, y = x + step_x, y + step_y
        if len(steps) > 1:
            first = f"M{round(outline[0][0])} {round(outline[0][1])}"
            pieces.append(f"{first}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(pieces)
