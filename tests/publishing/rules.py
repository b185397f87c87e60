"""How Netlify and Cloudflare Pages read `_headers` and `_redirects`, after their documents and their published parsers."""

from __future__ import annotations

import re
from collections import defaultdict


def blocks(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the rules of `_headers`: a path, and names with values."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            found.append((line, []))
        else:
            name, _, value = line.strip().partition(": ")
            found[-1][1].append((name, value))
    return found


def cloudflare_pattern(rule: str) -> re.Pattern[str]:
    """A splat is anything, a placeholder anything up to the next slash; nothing but the whole path fits."""
    assert rule.count("*") <= 1
    parts = re.split(r"(\*|:[A-Za-z]\w*)", rule)
    return re.compile("".join({"*": "(.*)"}.get(p, "([^/]+)" if p.startswith(":") else re.escape(p)) for p in parts))


def netlify_pattern(rule: str) -> re.Pattern[str]:
    """A part that is a star is anything; a star inside a part is anything too; a placeholder is one part."""
    pattern = ""
    for part in filter(None, rule.split("/")):
        if part.startswith(":"):
            pattern += "/([^/]+)/?"
        elif part == "*":
            pattern = pattern.removesuffix("/?") + "/?(.*)/?"
        else:
            pattern += "/" + re.escape(part).replace(r"\*", "(.*)")
    return re.compile(pattern or "/")


def said(text: str, path: str, host: str) -> dict[str, str]:
    """Return the headers that a host sends for a path; values of several rules that fit are joined."""
    pattern = {"cloudflare": cloudflare_pattern, "netlify": netlify_pattern}[host]
    rules = blocks(text)
    if host == "cloudflare":
        rules = [(rule, headers) for rule, headers in rules if len(rule) <= 2000][:100]
    values: dict[str, list[str]] = defaultdict(list)
    for rule, headers in rules:
        if pattern(rule).fullmatch(path):
            for name, value in headers:
                values[name].append(value)
    return {name: ", ".join(several) for name, several in values.items()}


def cloudflare_redirects(text: str) -> dict[str, str]:
    """Return the redirects that are read. A line with a wrong status is passed over, and counted all the same."""
    found: dict[str, str] = {}
    static, dynamic, may_be_static = 0, 0, True
    for line in text.splitlines():
        old, new, status = line.split()
        if len(line) > 1000:
            continue
        if may_be_static and not re.search(r"\*|:[A-Za-z]", old):
            static += 1
            if static > 2000:
                continue
        else:
            may_be_static, dynamic = False, dynamic + 1
            if dynamic > 100:
                break
        if status in ("200", "301", "302", "303", "307", "308"):
            found.setdefault(old, new)
    return found


def netlify_redirects(text: str, files: set[str]) -> dict[str, str]:
    """Return the redirects that are followed: the first line for an address, unless a file is there and nothing forces it."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for line in text.splitlines():
        old, new, status = line.split()
        there = {old.strip("/"), f"{old.strip('/')}/index.html"} & files
        if old not in seen and (status.endswith("!") or not there):
            found[old] = new
        seen.add(old)
    return found
