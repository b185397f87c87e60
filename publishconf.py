"""What differs when we publish: drafts stay at home."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from pelicanconf import *

DRAFTS = False
SEARCH = True

# Where ./site publish puts the site, by name: what "targets" in content/project.yaml says, for what must not stand there.
TARGETS: dict[str, dict[str, str]] = {}
