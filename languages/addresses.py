"""Addresses as others write them down, with the name of the site."""

from django.conf import settings


def absolute(path):
    return settings.SITE_URL.rstrip("/") + path
