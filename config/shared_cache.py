"""The shared cache, when it is away: pages are made as if it were empty, and nobody waits."""

import logging
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

    def _try(self, deed, otherwise, *arguments, **options):
        if monotonic() < SharedCache.away_until:
            return otherwise
        try:
            return deed(*arguments, **options)
        except RedisError as error:
            SharedCache.away_until = monotonic() + REST
            log.warning("The shared cache does not answer; left alone a while: %s", error)
            return otherwise
