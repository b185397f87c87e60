"""What differs when we publish: drafts stay at home."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
from pelicanconf import *

DRAFTS = False
SEARCH = True

# Where ./site publish puts the site, by name. Targets that receive a secret (SITE_GIT_TOKEN, keys of a store) or run a
# command after publishing are configured here: everybody who writes pages can change content/project.yaml.
TARGETS: dict[str, dict[str, str]] = {}
