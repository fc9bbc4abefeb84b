"""What is counted for Prometheus, where METRICS_TOKEN asks for it: requests by view, never by
what anybody asked.

Several processes write into files of PROMETHEUS_MULTIPROC_DIR, which gunicorn.conf.py makes,
and whichever is asked adds up the files of all.
"""

import os
from functools import cache

from django.conf import settings

STEPS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds


@cache
def seconds():
    from prometheus_client import Histogram

    return Histogram(
        "atlas_request_seconds", "How long requests took, by view",
        ["view", "method", "status"], buckets=STEPS,
    )  # fmt: skip


METHODS = {"GET", "HEAD", "POST"}


def count(request, status, took):
    if not settings.METRICS_TOKEN:
        return
    place = request.resolver_match
    view = place.view_name if place and place.view_name else "-"
    method = request.method if request.method in METHODS else "other"
    seconds().labels(view, method, f"{status // 100}xx").observe(took)


def exposed(readiness):
    """(body, content type) of what all processes counted, and of how the atlas is."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    else:
        registry = CollectorRegistry()
        registry.register(seconds())
    own = CollectorRegistry()
    own.register(State(readiness))
    return generate_latest(registry) + generate_latest(own), CONTENT_TYPE_LATEST


class State:
    """How the atlas is when it is asked."""

    def __init__(self, readiness):
        self.told = readiness

    def collect(self):
        from prometheus_client.core import GaugeMetricFamily

        release = self.told["release"] or {"number": 0}
        yield GaugeMetricFamily("atlas_ready", "1 if readers are answered",
                                value=int(self.told["ready"]))  # fmt: skip
        yield GaugeMetricFamily("atlas_notes", "How much lacks that hinders nobody",
                                value=len(self.told["notes"]))  # fmt: skip
        yield GaugeMetricFamily("atlas_release", "Number of the last release",
                                value=release["number"])  # fmt: skip
