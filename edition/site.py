"""The public site as a stranger reads it: asked in this process, through the same middleware
and views, without a server. The day is that of the content, whenever it is asked; nothing is
counted, and nothing comes from the memory of pages, or goes there."""

from dataclasses import dataclass
from email.message import Message
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.utils.translation import override

from open_data.styles import consulted

# A key of a request that nobody can send: names of headers begin with HTTP_.
MARK = "atlas.edition"


def is_of_an_edition(request):
    return MARK in request.META


@dataclass(frozen=True)
class Answer:
    """``status`` of HTTP, ``kind`` is the media type without its parameters, ``body`` bytes."""

    status: int
    kind: str
    body: bytes

    @property
    def is_page(self):
        return self.kind == "text/html"


class Site:
    """``day``: that of the content."""

    def __init__(self, day):
        self.day = day
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.at = urlsplit(settings.SITE_URL)

    def answer(self, address):
        """What a GET of a path, perhaps with a query string, is answered."""
        # As in a thread of the server, where nobody read before.
        with override(None), consulted(self.day):
            response = self.handler.get_response(self.request(address))
            body = b"".join(
                response.streaming_content if response.streaming else [response.content]
            )
        return Answer(response.status_code, media_type(response), body)

    def request(self, address):
        path, _mark, query = address.partition("?")
        secure = self.at.scheme == "https"
        port = self.at.port or (443 if secure else 80)
        return WSGIRequest(
            {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "SERVER_NAME": self.at.hostname,
                "SERVER_PORT": str(port),
                "HTTP_HOST": self.at.netloc,
                "HTTP_X_FORWARDED_PROTO": self.at.scheme,
                "REMOTE_ADDR": "127.0.0.1",
                "wsgi.url_scheme": self.at.scheme,
                "wsgi.input": BytesIO(),
                MARK: True,
            }
        )


def media_type(response):
    header = Message()
    header["Content-Type"] = response.get("Content-Type", "application/octet-stream")
    return header.get_content_type()
