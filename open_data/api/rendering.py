"""JSON as the files of the atlas write it: coordinates are numbers, moments are in UTC."""

from rest_framework.renderers import BaseRenderer

from ..formats.objects import encoded


class JSONRenderer(BaseRenderer):
    media_type, format, charset = "application/json", "json", None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return b"" if data is None else encoded(data).encode()
