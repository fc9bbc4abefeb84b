#!/usr/bin/env python
"""Django's command line."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from config.database import what_is_wrong

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        # A stranger whose database is down needs one line, not a traceback.
        sys.exit(what_is_wrong(error))


if __name__ == "__main__":
    main()
