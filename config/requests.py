"""What holds for every request: its name, so that an error page and a log line can be matched;
that HEAD is answered as GET is, without the body; and what no page may ask of a browser."""

import logging
import uuid
from contextvars import ContextVar
from time import perf_counter

from django.conf import settings

from . import metrics

log = logging.getLogger("atlas.requests")
PLACES = ("/healthz", "/readyz", "/metrics")  # what machines ask (health.py)
request_id = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = uuid.uuid4().hex[:12]
        token = request_id.set(request.id)
        started = perf_counter()
        try:
            response = self.get_response(request)
            tell(request, response, perf_counter() - started)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = request.id
        return response


def tell(request, response, took):
    """A line for each request, a warning for a slow one; what machines ask is no news."""
    milliseconds = round(took * 1000)
    level = logging.INFO
    if request.path_info in PLACES:
        level = logging.DEBUG
    elif milliseconds >= settings.SLOW_MS:
        level = logging.WARNING
    log.log(
        level,
        "Slow: %s %s %s, %s ms" if level == logging.WARNING else "%s %s %s",
        request.method,
        request.path,  # never the query string: it is what a person asked
        response.status_code,
        *([milliseconds] if level == logging.WARNING else []),
        extra={"milliseconds": milliseconds},
    )
    metrics.count(request, response.status_code, took)


class NoBodyForHead:
    """Views answer HEAD as they answer GET. Servers warn of a body that nobody may have."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "HEAD":
            self.empty(response)
        return response

    def empty(self, response):
        """In place, so that what was opened for it is closed with it."""
        if response.streaming:
            response.streaming_content = []
        elif response.content:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""


# Keys (WebAuthn) are asked for at the desk; a page may put an address into the clipboard.
ASKED_OF_BROWSERS = ["publickey-credentials-create", "publickey-credentials-get",
                     "clipboard-write", "fullscreen"]  # fmt: skip
NEVER_ASKED = [
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "clipboard-read",
    "display-capture", "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid",
    "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone",
    "midi", "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock", "serial",
    "storage-access", "usb", "window-management", "xr-spatial-tracking",
]  # fmt: skip
POLICY = ", ".join(
    [*(f"{name}=(self)" for name in ASKED_OF_BROWSERS), *(f"{name}=()" for name in NEVER_ASKED)]
)


class PermissionsPolicy:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response
