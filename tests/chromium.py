"""The browser of the tests, where this machine has one."""

import shutil

# The same engine without windows of its own opens a page in a third of the time.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
