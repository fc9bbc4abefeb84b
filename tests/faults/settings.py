"""The settings of a deployment, but for static files, which need not be collected."""

import os

from config.settings import *  # noqa: F403

STORAGES["staticfiles"]["BACKEND"] = (  # noqa: F405
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
if "LIMITS_FILE" in os.environ:
    LIMITS_FILE = os.environ["LIMITS_FILE"]
