"""The site as in production, with English as the language that nobody speaks."""

import os

from config.settings import *  # noqa: F403

LOCALE_PATHS = [os.environ["PSEUDO_LOCALE"], *LOCALE_PATHS]  # noqa: F405
LANGUAGES_BIDI = ["en"]
