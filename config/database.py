"""What the project says of its database, never with the password."""


def where_it_is():
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(settings["NAME"])
    host, port = settings["HOST"] or "the local socket", settings["PORT"] or "5432"
    return f"{host}:{port}/{settings['NAME']}"
