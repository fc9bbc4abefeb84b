"""The shared cache. When it is away, or slow, pages are made as if it were empty, each machine
counts for itself, and nobody waits."""

import logging
from math import ceil
from time import monotonic

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

REST = 15  # seconds that a cache which did not answer is left alone
SLOW = 0.2  # seconds; to make most pages takes less
log = logging.getLogger("atlas.cache")


def holding(counted, now, until):
    """{end: times} of what was counted and has not ended; what lies too far ahead was counted
    before the clock was set back."""
    parts = {float(part): int(times) for part, times in counted.items()}
    return {part: times for part, times in parts.items() if now < part <= 2 * until - now}


class SharedCache(RedisCache):
    away_until = 0.0  # of the process: each of its threads has a cache object of its own

    def get(self, key, default=None, version=None):
        return self._try(super().get, default, key, default, version)

    def set(self, key, value, *timeout_and_version, **options):
        return self._try(super().set, None, key, value, *timeout_and_version, **options)

    def add(self, key, value, *timeout_and_version, **options):
        return self._try(super().add, True, key, value, *timeout_and_version, **options)

    def count_request(self, who, now, until, most):
        """As ``MachineCounter`` does, for all machines; None when it is away."""
        return self._try(self._count_request, None, self.make_key(who.hex()), now, until, most)

    def look_up(self, who, now, until, most):
        """The same, and nothing is counted."""
        return self._try(self._look_up, None, self.make_key(who.hex()), now, until, most)

    def give_back(self, who):
        """Whether one that was counted could be taken back."""
        return self._try(self._give_back, False, self.make_key(who.hex()))

    def _give_back(self, key):
        client = self._cache.get_client(key, write=True)
        if counted := client.hkeys(key):
            client.hincrby(key, max(counted, key=float), -1)
        return bool(counted)

    def _count_request(self, key, now, until, most):
        """Counted first and taken back if it was too many: of two who ask at once for the
        last one, only one has it."""
        client = self._cache.get_client(key, write=True)
        steps = client.pipeline().hincrby(key, until, 1).expireat(key, ceil(until))
        counted = steps.hgetall(key).execute()[-1]
        others = holding(counted, now, until)
        if ended := [part for part in counted if float(part) not in others]:
            client.hdel(key, *ended)
        if sum(others.values()) <= most:
            return 0
        if client.hincrby(key, until, -1) == 0:
            client.hdel(key, until)
            others.pop(until, None)
        return min(others, default=until) - now

    def _look_up(self, key, now, until, most):
        counted = holding(self._cache.get_client(key).hgetall(key), now, until)
        is_over = sum(counted.values()) >= most
        return min(counted, default=until) - now if is_over else 0

    def _try(self, deed, otherwise, *arguments, **options):
        if self.is_left_alone():
            return otherwise
        started = monotonic()
        try:
            return deed(*arguments, **options)
        except RedisError as error:
            self._leave_alone(f"does not answer: {error}")
            return otherwise
        finally:
            if (took := monotonic() - started) > SLOW and SharedCache.away_until < started:
                self._leave_alone(f"took {took:.1f} s")

    def is_left_alone(self):
        return monotonic() < SharedCache.away_until

    def _leave_alone(self, why):
        SharedCache.away_until = monotonic() + REST
        log.warning("The shared cache %s; left alone for %s s", why, REST)
