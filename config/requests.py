"""What holds for every request: its name, so that an error page and a log line can be matched;
and that HEAD is answered as GET is, without the body."""

import logging
import uuid
from contextvars import ContextVar
from time import perf_counter

log = logging.getLogger("atlas.requests")
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
            log.info(
                "%s %s %s",
                request.method,
                request.path,  # never the query string: it is what a person asked
                response.status_code,
                extra={"milliseconds": round((perf_counter() - started) * 1000)},
            )
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = request.id
        return response


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
