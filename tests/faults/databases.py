"""Empty databases beside that of the tests, made and dropped here."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def empty_databases(django_db_blocker, *ends):
    """Their addresses: the name of the database of the tests, with each of these at its end."""
    has = connection.settings_dict
    names = [f"{has['NAME']}_{end}" for end in ends]
    with django_db_blocker.unblock(), connection.creation._nodb_cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
        yield [address_of(name) for name in names]
        for name in names:
            cursor.execute(f"DROP DATABASE {connection.ops.quote_name(name)}")


def address_of(name):
    has = connection.settings_dict
    who = f"{has['USER']}:{has['PASSWORD']}".removesuffix(":")
    return f"postgres://{who}@{has['HOST']}:{has['PORT']}/{name}"
