"""What every start of gunicorn reads, where it stands at the root of the project."""

import os
import tempfile
from pathlib import Path

# The address of a council note carries the reader's own words (council/reader_words.py).
limit_request_line = 8190
# A worker says in a file that it lives: not on a disk, which may be full or slow.
if Path("/dev/shm").is_dir():
    worker_tmp_dir = "/dev/shm"
# What was begun may end when workers are replaced.
graceful_timeout = 30

# One folder for all workers and all reloads of this start (config/metrics.py).
if os.environ.get("METRICS_TOKEN"):
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="atlas-metrics-"))


def child_exit(server, worker):
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)
