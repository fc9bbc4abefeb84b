"""Is a weakness known of anything in the locks?

    make audit

Asks pip-audit, which asks the index of packages, then a database of its own. Ends with 1 if a
weakness is known. Where nobody answers it says so and ends with 0: what was not asked is not
known, and no reason to stop.
"""

import json
import os
import subprocess
import sys

LOCKS = ["requirements-bucket.lock", "requirements-dev.lock"]  # the first has all that runs
SERVICES = ["pypi", "osv"]
SECONDS = 240
PLACE = ".tools/audit"


def main():
    wrong = 0
    for lock in LOCKS:
        lines, is_weak = words_of(lock, answer_of(lock))
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        wrong += is_weak
    sys.exit(bool(wrong))


def answer_of(lock):
    """What the first service that knows a package says of each; else []."""
    for service in SERVICES:
        told = asked(lock, service)
        if any("skip_reason" not in one for one in told):
            return told
    return []


def asked(lock, service):
    """[{"name", "version", "vulns": [{"id", "fix_versions"}]} or {"name", "skip_reason"}];
    nothing if there was no answer."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes",
               "--disable-pip", "--vulnerability-service", service, "--format", "json",
               "--progress-spinner", "off"]  # fmt: skip
    try:
        ended = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS,
            env=os.environ | {"PYTHONPATH": PLACE},
        )  # fmt: skip
        return json.loads(ended.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []


def words_of(lock, told):
    """(lines, whether a weakness is known)"""
    if not told:
        return [f"NOT AUDITED: {lock}. No database of weaknesses answered."], False
    lines = [
        f"WEAK: {one['name']} {one['version']}, {weakness['id']}, mended in "
        f"{', '.join(weakness['fix_versions']) or 'no version'}"
        for one in told
        for weakness in one.get("vulns", [])
    ]
    unknown = [one["name"] for one in told if "skip_reason" in one]
    known = len(told) - len(unknown)
    said = f"{lock}: {known} packages audited, {len(lines)} weaknesses known"
    if unknown:
        said += f", not audited: {', '.join(unknown)}"
    return [*lines, f"{said}."], bool(lines)


if __name__ == "__main__":
    main()
