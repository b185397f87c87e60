"""Whatever is repeated a hundred thousand times, wherever it is written: the check says so, and does not take minutes for it."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SMALL

SIZE = 100_000  # characters: below the limit of a text, above those of a line and a value
SECONDS = 60  # of the processor; what takes time in the square of its length would need many more
REPEATED = (
    *(
        "a",
        "a.",
        "a-",
        "a@",
        "a:",
        "a/",
        "- ",
        "--- ",
        "> ",
        "| ",
        "[a](",
        "[",
        "(",
        "_",
        "**a",
        "`",
        "\\",
        "&#",
        "<a ",
        "<!--",
    ),
    *(
        "1. ",
        "}",
        "“a”",
        "http://a",
        "é.",
        "\u00a0",
        "dot ",
        "a at b dot ",
        "—",
        "../",
        "%",
        " ",
        "{#a}",
        "~",
        "=",
        "www.",
        "·",
    ),
)
WRITTEN = {
    "title": "---\ntitle: {}\n---\n\nText here.\n",
    "name": "---\ntitle: A page\n{}: b\n---\n\nText here.\n",
    "alias": "---\ntitle: A page\naliases: [/{}/]\n---\n\nText here.\n",
    "before": "{}\n---\ntitle: A page\n---\n\nText here.\n",
    "text": "---\ntitle: A page\n---\n\n{}\n",
}
CHECK = """
import sys
from pathlib import Path
from tests.cases.laid import checked
print(checked(Path(sys.argv[1])))
"""


def in_lines(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def pages() -> dict[str, str]:
    """Return pages by name: each repeated text as a field, as one line, as long lines and as short ones."""
    found = {}
    for number, one in enumerate(REPEATED):
        long = (one * SIZE)[:SIZE]
        for place, page in WRITTEN.items():
            found[f"{place}-{number}"] = page.format(long)
        for width in (60, 9_000):
            found[f"lines-{width}-{number}"] = WRITTEN["text"].format(in_lines(long, width))
    return found


def test_the_time_of_the_check_does_not_grow_with_the_square_of_a_text(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SMALL, content)
    found = pages()
    for name, text in found.items():
        (content / f"{name}.md").write_text(text, "utf-8")
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # noqa: E731
    done = subprocess.run(
        [sys.executable, "-c", CHECK, str(content)],
        cwd=ROOT,
        check=False,
        preexec_fn=limit,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr[-2_000:]
    for name in found:
        if name.startswith("text"):
            assert f"{name}.md:5: this line has 100,000 characters" in done.stdout
    assert "E066" in done.stdout
    assert len(done.stdout) < 3_000_000  # each message is cut to a length that can be read
