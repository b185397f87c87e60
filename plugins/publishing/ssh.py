"""A folder of a host over SSH, with the releases and the link of `folder.py`, moved by rsync and plain shell words."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from core.hosting.headers import is_hashed
from plugins.publishing.folder import KEPT, MARK, NAMES, RELEASE
from plugins.publishing.programs import run
from plugins.publishing.targets import Changes, Target

# Stops for a folder that is not ours; afterwards it is the working folder.
_OURS = f"""set -eu; umask 022
stop() {{ echo "$1" >&2; exit 3; }}
judge() {{
[ ! -L "$f" ] || stop "$f is a link, not a place for a site"
if [ -d "$f" ]; then
  cd -- "$f"; here=$(pwd -P)
  [ "$here" != / ] && [ "$here" != "$(cd "$HOME" && pwd -P)" ] || stop "$f is not a place for a site; name a folder of its own"
  [ ! -L releases ] && [ ! -L {MARK} ] || stop "$f holds links to other places; nothing is written through them"
  [ -z "$(ls -A)" ] || [ -f {MARK} ] || stop "$f holds other things; name an empty or new folder, or create {MARK} in it if it is ours"
else
  [ "$f" != / ] && [ ! -e "$f" ] || stop "$f is not a folder"
fi
}}
judge
live=; if [ -L "$f/current" ]; then live=$(basename "$(readlink "$f/current")"); fi
"""
# Judged again once it is there: somebody else may have made it in between. Only what is named like a release goes.
_READY = f"""mkdir -p "$f"; judge; cd -- "$f"; mkdir -p releases; touch {MARK}; chmod a+rx releases
rm -rf releases/????????T??????Z.partial; echo "$live" """
# What is noted after the switch may be missing where that was interrupted.
_NOTED = f"""[ -z "$live" ] || [ "$(tail -n 1 {MARK})" = "$live" ] || echo "$live" >> {MARK}
"""
_POINT = """rm -f current.new; ln -s "releases/$r" current.new
mv -T current.new current 2>/dev/null || mv -h current.new current
"""
# The names of style sheets and scripts come in; those of the release before stay for who has just loaded one of its pages.
_SWITCH = f"""p="releases/$r.partial"; cat > "$p/{NAMES}"
if [ -n "$live" ] && [ -f "releases/$live/{NAMES}" ]; then
  while IFS= read -r n; do
    [ -e "$p/$n" ] || [ ! -f "releases/$live/$n" ] || {{ mkdir -p "$p/$(dirname "$n")"; ln "releases/$live/$n" "$p/$n" 2>/dev/null || cp "releases/$live/$n" "$p/$n"; }}
  done < "releases/$live/{NAMES}"
fi
mv "$p" "releases/$r"
{_NOTED}{_POINT}echo "$r" >> {MARK}
ls -d releases/????????T??????Z | sort -r | tail -n +{KEPT + 1} | while IFS= read -r d; do
  n=${{d#releases/}}; [ "$n" = "$r" ] || [ "$n" = "$live" ] || rm -rf -- "$d"
done
"""
_BACK = f"""[ -n "$live" ] || stop "$f has no release that is live"
{_NOTED}r=
while IFS= read -r n; do if [ "$n" != "$live" ] && [ -d "releases/$n" ]; then r=$n; fi; done < {MARK}
[ -n "$r" ] || stop "$f has no release before the one that is live"
{_POINT}grep -vxF "$live" {MARK} > {MARK}.new; mv {MARK}.new {MARK}; echo "$r"
"""


class Host:
    """Publishes into a folder of a host. Files that did not change are linked from the release before, over there."""

    packed = True
    patience = 0

    def __init__(self, target: Target) -> None:
        self.target = target

    def changes(self, site: Path) -> Changes:
        """Return what publishing would change."""
        live = self._there(_OURS + 'echo "$live"').strip()
        here = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
        if not live:
            return Changes(new=sorted(here))
        told = self._rsync("--dry-run", "--delete", "--out-format=%i %n", site=site, place=f"releases/{live}/")
        changes = Changes()
        for line in told.splitlines():
            kind, _, path = line.partition(" ")
            path = path.strip()
            if kind == "*deleting" and not path.endswith("/") and path != NAMES and not is_hashed(path):
                changes.removed.append(path)
            elif kind.startswith("<f"):
                (changes.new if "+" in kind else changes.changed if kind[2] == "c" else []).append(path)
        pages = sum(path.endswith(".html") for path in here)
        changes.kept = pages - sum(path.endswith(".html") for path in changes.new)
        return changes

    def put(self, site: Path, release: str) -> None:
        """Put up a built site as a new release and switch the link to it, which is one rename."""
        if not RELEASE.fullmatch(release):
            raise ValueError(release)
        live = self._there(_OURS + _READY).strip()
        link = [f"--link-dest={self.target.folder}/releases/{live}/"] if RELEASE.fullmatch(live) else []
        self._rsync(*link, site=site, place=f"releases/{release}.partial/")
        names = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")))
        hashed = "".join(f"{name}\n" for name in names if is_hashed(name))
        self._there(f"r={release}\n{_OURS}{_SWITCH}", hashed)

    def back(self) -> str:
        """Switch to the release that was live before this one; return it."""
        return self._there(f"{_OURS}{_BACK}").strip()

    def follow(self) -> None:
        """Run what the target wants run on the host, in the folder."""
        self._there(f'set -eu\ncd -- "$f"\n{self.target.after}')

    def _rsync(self, *options: str, site: Path, place: str) -> str:
        path = f"{self.target.folder}/{place}"
        # No shell there takes the path apart. Not every rsync knows the option, and few paths need it.
        plain = ["--protect-args"] if shlex.quote(path) != path else []
        # Without their times, so that a file that did not change is the same file as before.
        usual = ["--recursive", "--checksum", "--perms", "--chmod=D755,F644"]
        to = f"{self.target.host}:{path}"
        return run(["rsync", *usual, *plain, *options, "-e", _shell(), "--", f"{site}/", to])

    def _there(self, words: str, text: str = "") -> str:
        # The folder arrives as a word of the shell there: everything is quoted.
        script = f"f={shlex.quote(self.target.folder)}\n{words}"
        return run([*shlex.split(_shell()), self.target.host, f"sh -c {shlex.quote(script)}"], text=text)


def _shell() -> str:
    return os.environ.get("SITE_SSH", "ssh -a -x -o BatchMode=yes")  # a host gets neither the agent nor the display
