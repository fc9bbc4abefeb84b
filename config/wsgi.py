import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .database import lose_patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
lose_patience(settings.DATABASE_SECONDS)
