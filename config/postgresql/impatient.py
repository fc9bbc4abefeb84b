"""A connection that waits so long for an answer, and no longer.

The limit holds for whatever keeps an answer away: a long query, a lock that somebody holds, a
server that hangs, a network that swallows packets. It is counted here and not by the server,
since a server that hangs counts nothing, and what a pooler shares takes no settings of ours.
"""

from contextlib import suppress

import psycopg
from psycopg.errors import _WaitTimeout

CANCELLING = 2  # seconds for asking the server to stop what nobody waits for any more


class TooSlow(psycopg.OperationalError):
    """No answer within the limit; the connection is closed, and its transaction with it."""


class ImpatientConnection(psycopg.Connection):
    limit = None  # seconds, of all connections of the process; None: as long as it takes

    def wait(self, gen, *arguments, timeout=None, **options):
        try:
            return super().wait(gen, *arguments, timeout=timeout or self.limit, **options)
        except _WaitTimeout as error:
            if timeout:
                raise
            with suppress(psycopg.Error):
                self.cancel_safe(timeout=CANCELLING)
            self.pgconn.finish()  # what would still come belongs to nobody
            raise TooSlow(f"no answer within {self.limit} seconds") from error
