"""The static files that pages need, as they open from a disk."""

import base64
import mimetypes
import re
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

URL = re.compile(r'url\(\s*["\']?([^"\')]+)["\']?\s*\)')


def read(path):
    """The bytes of a static file by its address; FileNotFoundError if there is none."""
    name = path.removeprefix(settings.STATIC_URL)
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(path)
    with open(found, "rb") as file:
        return file.read()


def on_disk(path):
    """The same, with the fonts of a style sheet inside it: a browser lets no page of a disk
    read a font that stands beside it."""
    body = read(path)
    if not path.endswith(".css"):
        return body
    return URL.sub(lambda found: inside(path, found[1], found[0]), body.decode()).encode()


def inside(path, link, written):
    if link.startswith(("data:", "#")):
        return written
    file = joined(path, link.partition("#")[0].partition("?")[0])
    kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
    kind = "font/woff2" if file.endswith(".woff2") else kind
    data = base64.b64encode(read(file)).decode()
    return f'url("data:{kind};base64,{data}")'


def joined(path, link):
    return urlsplit(urljoin(f"http://static{path}", link)).path
