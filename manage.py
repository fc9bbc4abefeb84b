#!/usr/bin/env python
"""Django's command line."""

import os
import sqlite3
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line
    from django.db import Error

    from config.database import is_told, what_is_wrong

    # A stranger whose database is down, or whose folder is not, needs one line, no traceback.
    try:
        execute_from_command_line(sys.argv)
    except (Error, sqlite3.Error) as error:
        if "--traceback" in sys.argv or not is_told(error):
            raise
        sys.exit(what_is_wrong(error))
    except OSError as error:
        if "--traceback" in sys.argv or not error.filename:
            raise
        sys.exit(f"{error.filename}: {error.strerror}.")


if __name__ == "__main__":
    main()
