"""``make bench``: synthetic atlases through the real server, beside Datasette and plain SQL."""

import argparse
import os
import platform
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from urllib.parse import quote

import django
import psycopg
from psycopg import sql

from . import servers

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".local" / "bench"
WORDS = ["eau", "women", "vivienda", "market", "enfants", "participación", "climate", "santé"]
PAGES = {
    "list": "/{l}/cases/?n={n}",
    "list, three facets": "/{l}/cases/?operation=planned&group=all-residents&region=019&n={n}",
    "search": "/{l}/cases/?q={word}&n={n}",
    "map": "/{l}/cases/map/?country=NZ&n={n}",
    "matrix": "/{l}/cases/matrix/?n={n}",
    "case page": "/{l}/cases/case-{n}/",
}
WARM = 8  # rounds that are not counted
FOUR = "&".join(
    ["_facet=operation"]
    + [f"_facet_m2m={name}" for name in ("infrastructures_lever", "cases_group", "cases_theme")]
)


def main():
    options = arguments()
    FOLDER.mkdir(parents=True, exist_ok=True)
    lines = []
    for engine in options.engines:
        lines += report(engine, measure(engine, options))
        lines += judged(engine, options)
        write(lines, options)


def arguments():
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--server", default=os.environ.get("BENCH_DATABASE_URL", ""))
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--slow", type=int, default=4, help="rounds of what takes seconds")
    return parser.parse_args()


def database(engine, size, options):
    """The address of an atlas of a size, made if need be; and its file, if it is one."""
    if engine == "sqlite":
        path = FOLDER / f"atlas-{size}.sqlite3"
        url, missing = f"sqlite:///{path}", not path.exists()
    else:
        path, url = None, f"{options.server.rstrip('/')}/atlas_bench_{size}"
        missing = not_there(options.server, f"atlas_bench_{size}")
    if missing:
        say(f"{engine} {size}: making the atlas")
        code = f"import django; django.setup(); from bench.atlas import make; make({size!r})"
        environment = {**os.environ, "DATABASE_URL": url, "LOG_LEVEL": "ERROR"}
        subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=ROOT)
    return url, path


def not_there(server, name):
    with psycopg.connect(f"{server.rstrip('/')}/postgres", autocommit=True) as connection:
        row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if row.fetchone():
            return False
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return True


def measure(engine, options):
    """{size: {what: figures}}. All sizes are served at once and asked in turns."""
    made = {size: database(engine, size, options) for size in options.sizes}
    found = {size: {"build": build_seconds(url)} for size, (url, _path) in made.items()}
    with ExitStack() as served:
        sites = {}
        for size, (url, _path) in made.items():
            sites[size], process = served.enter_context(servers.atlas(url))
            before = servers.memory(process)
            wait_for_index(sites[size])
            found[size]["memory"] = servers.memory(process) - before
        say(f"{engine}: pages")
        for name, path in PAGES.items():
            asked = {size: address(site, path, size) for size, site in sites.items()}
            servers.interleaved(asked, WARM)
            for size, figures in servers.interleaved(asked, options.rounds).items():
                found[size][name] = figures
        for size, (url, path) in made.items():
            say(f"{engine} {size}: side by side")
            found[size] |= compared(sites[size], url, path, options)
    return found


def address(site, path, size):
    """A new address for each round: pages of other words and cases, none asked twice."""

    def of_round(n):
        word = quote(WORDS[n % len(WORDS)])
        return site + path.format(l=("fr", "en", "es")[n % 3], n=n * 37 % size, word=word)

    return of_round


def compared(site, url, path, options):
    """The list of this site, of plain SQL and of Datasette, in turns."""
    asked = {"list beside": lambda n: f"{site}/fr/cases/?n={n}"}
    with ExitStack() as served:
        plain, _process = served.enter_context(servers.atlas(url, "bench.plain"))
        asked["plain SQL"] = lambda n: f"{plain}/fr/cases/?n={n}"
        if path:
            other, _process = served.enter_context(servers.datasette(path))
            asked["Datasette"] = lambda n: (
                f"{other}/{path.stem}/cases_case?_size=20&{FOUR}&_n={n}"
            )
        servers.interleaved(asked, 1)
        return servers.interleaved(asked, options.slow)


def wait_for_index(site):
    """A long index is made aside: until it is there, the list is slower."""
    best = servers.seconds(site + "/fr/cases/?wait")
    for _ in range(40):
        time.sleep(0.5)
        took = servers.seconds(site + "/fr/cases/?wait")
        if took > best * 0.7:
            return
        best = took


def build_seconds(url):
    code = (
        "import django; django.setup(); import time; from cases.index import Index;"
        "t = time.perf_counter(); i = Index(''); print(time.perf_counter() - t)"
    )
    environment = {**os.environ, "DATABASE_URL": url, "LOG_LEVEL": "ERROR"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, env=environment, cwd=ROOT, capture_output=True
    )
    return float(done.stdout)


def report(engine, measured):
    names = [*PAGES, "list beside", "plain SQL", "Datasette"]
    yield f"\n## {engine}\n"
    yield "Milliseconds, p50 / p95.\n"
    yield f"| | {' | '.join(f'{size:,}' for size in measured)} |"
    yield f"|---|{'---|' * len(measured)}"
    for name in names:
        cells = [
            f"{row[name][0]:.0f} / {row[name][1]:.0f}" if name in row else "–"
            for row in measured.values()
        ]
        yield f"| {name} | {' | '.join(cells)} |"
    for name, words in [("memory", "index, MB a process"), ("build", "index, seconds to make")]:
        yield f"| {words} | {' | '.join(f'{row[name]:.1f}' for row in measured.values())} |"
    yield ""
    yield from ratios(measured)


def judged(engine, options):
    """How well the judged queries are answered on the real content."""
    url, _path = database(engine, "real", options)
    code = (
        "import django; django.setup(); from tests.search.judged import table\n"
        "for row in table(): print('| {} | {} | {:.3f} | {:.3f} |'.format(*row))"
    )
    environment = {**os.environ, "DATABASE_URL": url, "LOG_LEVEL": "ERROR"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, env=environment, cwd=ROOT, capture_output=True
    )
    yield "\nJudged queries: recall among ten, mean reciprocal rank.\n"
    yield "| kind | queries | recall@10 | MRR |\n|---|---|---|---|"
    yield done.stdout.decode().strip()


def ratios(measured):
    sizes = list(measured)
    small, large = measured[sizes[0]], measured[sizes[-1]]
    for name in PAGES:
        ratio = large[name][0] / small[name][0]
        yield f"* {name}: {ratio:.2f} × from {sizes[0]:,} to {sizes[-1]:,} cases"
    if 1_000 in measured and 100_000 in measured:
        ratio = large["search"][0] / measured[1_000]["search"][0]
        yield f"* search: {ratio:.2f} × from 1,000 to 100,000 cases"
    for other in ("plain SQL", "Datasette"):
        for size, row in measured.items():
            if other in row:
                ratio = row[other][0] / row["list beside"][0]
                yield f"* {other} takes {ratio:.1f} × the time of the list at {size:,} cases"


def write(lines, options):
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT
    ).stdout.strip()
    head = [
        "# What the pages cost\n",
        f"{date.today()}, commit {commit}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}. Made by",
        "`make bench`:",
        "one server process; the runs alternate, other work went on beside them, so the ratios",
        "mean more than the times.",
    ]
    (ROOT / "bench" / "results.md").write_text("\n".join([*head, *lines]) + "\n")
    say("\n".join(lines))


def say(words):
    print(words, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
