"""The files of releases in RELEASES_DIR, as ``STORAGES`` asks for it."""

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class ReleaseFolder(FileSystemStorage):
    def __init__(self):
        super().__init__(allow_overwrite=True, file_permissions_mode=0o444)

    @property
    def location(self):
        return os.path.abspath(settings.RELEASES_DIR)

    def place_of(self, name):
        return os.path.join(self.location, name) if name else self.location
