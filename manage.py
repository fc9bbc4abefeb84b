#!/usr/bin/env python
"""Django's command line."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from config.database import where_it_is

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        # A stranger whose database is down needs one line, not a traceback.
        reason = str(error).strip().splitlines()[-1]
        sys.exit(f"The database at {where_it_is()} does not answer: {reason}")


if __name__ == "__main__":
    main()
