"""The backend that DATABASES names: Django's own, whose connections may lose patience."""

from types import SimpleNamespace

import psycopg
from django.db.backends.postgresql import base

from .impatient import ImpatientConnection


class DatabaseWrapper(base.DatabaseWrapper):
    Database = SimpleNamespace(**vars(psycopg) | {"connect": ImpatientConnection.connect})
