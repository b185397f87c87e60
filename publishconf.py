"""What differs when we publish: drafts stay at home."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from pelicanconf import *  # noqa: E402, F403 (Pelican reads the names of this module)

DRAFTS = False
