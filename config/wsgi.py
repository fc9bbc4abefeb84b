import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .database import lose_patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
lose_patience(settings.DATABASE_SECONDS)
import_module(settings.ROOT_URLCONF)  # and all views: before the first reader, not meanwhile
# A thread that reckons gives way after a fifth of a millisecond, not five: a page that is ready
# waits for its turn several times on its way out, and a search reckons for long.
sys.setswitchinterval(0.0002)
