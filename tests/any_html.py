"""Texts that try to bring more into a page than it may hold: pieces of hostile and of broken HTML, among Markdown."""

from __future__ import annotations

from hypothesis import strategies as st

RUN = "window.ran=1"  # what a script that runs would do
_HOSTILE = [
    f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>", f"<svg><style><img src=x onerror={RUN}></style></svg>",
    f"<style><img src=x onerror={RUN}></style>", f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\"></noscript>",
    f"<title><img src=x onerror={RUN}></title>", f"<textarea><img src=x onerror={RUN}></textarea>", f"<iframe srcdoc=\"<script>parent.{RUN}</script>\">",
    f"<details open ontoggle={RUN}>", f"<b autofocus tabindex=1 onfocus={RUN}>x</b>", f"<body onload={RUN}>", f"<video><source onerror={RUN}></video>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>", f"<template><script>{RUN}</script></template>",
    f"<a href=\"javascript:{RUN}\">x</a>", f"<p style=\"animation-name:x\" onanimationstart={RUN}>", f"<b/onmouseover={RUN}>x</b>", f"<select><script>{RUN}</script>",
    f"<object data=\"data:text/html,<script>{RUN}</script>\"></object>", f"<xmp><script>{RUN}</script></xmp>", f"<plaintext><script>{RUN}</script>",
]  # fmt: skip
_COMMENTS = [
    "<!-->", "<!--->", "<!--", "-->", "--!>", "<!-- x -->", "<!----!>", "<![CDATA[", "]]>", "<![CDATA[ > ", "<![if x>", "<![endif]-->", "<!--[if IE]>", "<?", "<?php ?>", "?>",
    "<!x>", "<!doctype x [ >", "</ x>", "</>", "<!", "<!-", "<!-- <!-- -->", "<!--\n\n-->",
]  # fmt: skip
_PARTS = [
    "<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<div>", "</div>", "<div title=\"", "<div title='", "\">", "'>", "<span lang=", "=", "\"", "'", "`", "<br/>", "</br>", "<table>", "</table>",
    "<tr>", "<td>", "</td>", "</tr>", "<caption>", "<ul>", "<li>", "</li>", "</ul>", "<pre>", "</pre>", "<pre>\n", "<details>", "<summary>", "</details>", "</main>", "</article>", "</body>",
    "</html>", "<html>", "<body>", "<head>", "<frameset>", "<select>", "<option>", "<math>", "<svg>", "</svg>", "<mi>", "<foreignObject>", "<desc>", "<a>", "<a href=x>", "</a>", "<img>",
    "<form>", "<input>", "<button>", "<ruby>", "<rt>", "<nobr>", "<marquee>", "<font>", "<image>", "<h2>", "</h2>", "<x>", "<b", "<", ">", "/>", "&lt;", "&#60;", "&#x3c;script&#x3e;",
    "&quot;", "&#34;", "&amp;", "&#0;", "&#1;", "&#xd800;", "&#x202e;", "&notit;", "&#xe000;0&#xe001;", "\x02", "\x03", "klzzwxh:0000",
]  # fmt: skip
_MARKDOWN = [
    "\n", "\n\n", "- ", "> ", "## ", "1. ", "    ", "|", "\n|-|-|\n", "**", "*", "_", "`", "```\n", "[", "](", ")", "](index.md)", "![", "[^1]", "\n\n[^1]: ", "*[x]: ", "{: ", " }", "{#main}",
    "{.site-header}", "{: onclick=x }", "\n: ", "\\", "x", " words ", "<https://example.org/>", "<a@example.org>", "javascript:", "&colon;", "\n[x]: ", "---\n",
]  # fmt: skip
pieces = st.one_of(*(st.sampled_from(some) for some in (_HOSTILE, _COMMENTS, _PARTS, _MARKDOWN)))
texts = st.lists(pieces, min_size=1, max_size=12).map("".join)

SHELL = (
    '<!doctype html><html lang="en"><head><title>t</title></head><body><header></header><div class="layout"><main id="main"><article>'
    '<div class="prose">{}</div></article></main><aside></aside></div><footer></footer></body></html>'
)
