"""What differs when we publish: drafts stay at home."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from pelicanconf import *

DRAFTS = False
