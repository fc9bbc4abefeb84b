"""What every page needs in order to offer itself in the other languages."""

from django.urls import translate_url

from .addresses import absolute
from .texts import CODES

# Each language named in itself: a reader looks for their own word.
OWN_NAMES = {"fr": "français", "en": "English", "es": "español"}


def languages(request):
    return {"tongues": [tongue(request, code) for code in CODES]}


def tongue(request, code):
    address = translate_url(request.get_full_path(), code)
    return {
        "code": code,
        "name": OWN_NAMES[code],
        "href": address,
        "absolute": absolute(address),
        "current": code == request.LANGUAGE_CODE,
    }
