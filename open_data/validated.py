"""A tag for what has no other validator: of what it says, for GET and HEAD alike."""

from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.decorators import decorator_from_middleware
from django.utils.deprecation import MiddlewareMixin


class _Validated(MiddlewareMixin):
    def process_response(self, request, response):
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            return response
        set_response_etag(response)
        return get_conditional_response(request, response["ETag"], response=response)


validated = decorator_from_middleware(_Validated)
