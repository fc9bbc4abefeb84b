import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .database import lose_patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
lose_patience(settings.DATABASE_SECONDS)
# A thread that reckons gives way to others after a millisecond, not five: a page that is ready
# waits for its turn several times on its way out, and a search keeps a processor for long.
sys.setswitchinterval(0.001)
