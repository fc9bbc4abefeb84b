"""Keys that are made from the one of the project, one for each use."""

from base64 import urlsafe_b64encode
from hashlib import blake2b


def fernet_key(secret):
    digest = blake2b(secret.encode(), digest_size=32, person=b"second step")
    return urlsafe_b64encode(digest.digest())
