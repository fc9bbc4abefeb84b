"""The files of releases in a bucket of RELEASES_URL, as ``STORAGES`` asks for it.

A bucket takes a file whole or not at all. One that is read comes here whole before anything of
it leaves, so that no reader gets the first half of a file.
"""

import logging
from functools import wraps

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from .database import FilesAway
from .environment import bucket_settings

log = logging.getLogger("atlas.bucket")
IN_MEMORY = 1 << 20  # bytes; a larger file waits on the disk of this machine
SECONDS = 5  # for each packet, twice: a minute is too long for who waits for a page


def answering(method):
    """Whatever a bucket says instead of an answer, as FilesAway. The log has its words."""

    @wraps(method)
    def asked(self, *arguments, **options):
        try:
            return method(self, *arguments, **options)
        except (Boto3Error, BotoCoreError, ClientError) as error:
            log.error("%s: %s", self.place_of(""), error)
            raise FilesAway(self.place_of("")) from error

    return asked


class Bucket(S3Storage):
    def __init__(self):
        super().__init__(
            **bucket_settings(settings.RELEASES_URL),
            default_acl=None,
            file_overwrite=True,
            max_memory_size=IN_MEMORY,
            client_config=Config(
                connect_timeout=SECONDS,
                read_timeout=SECONDS,
                retries={"total_max_attempts": 2, "mode": "standard"},
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                # Sums that only newer servers know are left out where they are not asked for.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def place_of(self, name):
        return "/".join(
            filter(None, [self.endpoint_url, self.bucket_name, self.location, name])
        )

    @answering
    def _open(self, name, mode="rb"):
        opened = super()._open(name, mode)
        try:
            opened.file.seek(0)  # asks for all of it, now
        except BaseException:
            opened.close()
            raise
        return opened

    _save = answering(S3Storage._save)
    delete = answering(S3Storage.delete)
    exists = answering(S3Storage.exists)
    get_modified_time = answering(S3Storage.get_modified_time)
    size = answering(S3Storage.size)
