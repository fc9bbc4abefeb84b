"""The shared cache. When it is away, pages are made as if it were empty, each machine counts
for itself, and nobody waits."""

import logging
from math import ceil
from time import monotonic

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

REST = 15  # seconds that a cache which did not answer is left alone
log = logging.getLogger("atlas.cache")


class SharedCache(RedisCache):
    away_until = 0.0  # of the process: each of its threads has a cache object of its own

    def get(self, key, default=None, version=None):
        return self._try(super().get, default, key, default, version)

    def set(self, key, value, *timeout_and_version, **options):
        return self._try(super().set, None, key, value, *timeout_and_version, **options)

    def count_request(self, who, now, until, most):
        """As ``MachineCounter`` does, for all machines; None when it is away."""
        return self._try(self._count_request, None, self.make_key(who.hex()), now, until, most)

    def _count_request(self, key, now, until, most):
        """Counted first and taken back if it was too many: of two who ask at once for the
        last one, only one has it."""
        client = self._cache.get_client(key, write=True)
        steps = client.pipeline().hincrby(key, until, 1).expireat(key, ceil(until))
        counted = steps.hgetall(key).execute()[-1]
        ended = [part for part in counted if float(part) <= now]
        if ended:
            client.hdel(key, *ended)
        others = {float(part): int(times) for part, times in counted.items()
                  if part not in ended}  # fmt: skip
        if sum(others.values()) <= most:
            return 0
        if client.hincrby(key, until, -1) == 0:
            client.hdel(key, until)
            others.pop(until, None)
        return min(others, default=until) - now

    def _try(self, deed, otherwise, *arguments, **options):
        if monotonic() < SharedCache.away_until:
            return otherwise
        try:
            return deed(*arguments, **options)
        except RedisError as error:
            SharedCache.away_until = monotonic() + REST
            log.warning("The shared cache does not answer; left alone a while: %s", error)
            return otherwise
