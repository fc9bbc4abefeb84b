"""``make bench``: synthetic atlases through the real server, beside Datasette and plain SQL."""

import argparse
import os
import platform
import subprocess
from contextlib import ExitStack
from datetime import date
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from . import atlases, exports, pages, profile, servers

ROOT = Path(__file__).resolve().parents[1]
WORDS = ["eau", "women", "vivienda", "market", "enfants", "participación", "climate", "santé"]
PAGES = {
    "list": "/{l}/cases/?n={n}",
    "list, three facets": "/{l}/cases/?operation=planned&group=all-residents&region=019&n={n}",
    "search": "/{l}/cases/?q={word}&n={n}",
    "map": "/{l}/cases/map/?country=NZ&n={n}",
    "matrix": "/{l}/cases/matrix/?n={n}",
    "case page": "/{l}/cases/case-{n}/",
    "case page in a list": "/{l}/cases/case-{n}/?operation=planned&operation=ongoing",
    "CSV of a country": "/{l}/cases/export.csv?country=NZ&n={n}",
}
WARM = 8  # rounds that are not counted
FOUR = "&".join(
    ["_facet=operation"]
    + [f"_facet_m2m={name}" for name in ("infrastructures_lever", "cases_group", "cases_theme")]
)


def main():
    """First the pages, which want a machine that does nothing else; then the rest."""
    options = arguments()
    load, lines = os.getloadavg()[0], {}
    with ExitStack() as stack:
        there = {name: stack.enter_context(atlases.server_of(name)) for name in options.engines}
        for engine, server in there.items():
            made = {size: atlases.atlas(engine, size, server) for size in options.sizes}
            lines[engine] = [*report(engine, measure(engine, made, options))]
            write(lines, load)
        lines["pages"] = list(pages.table())
        for engine, server in there.items():
            lines[engine] += judged(atlases.atlas(engine, "real", server))
            ends = [options.sizes[0], options.sizes[-1]]
            lines[engine] += profile.report(engine, ends, server)
            lines[engine] += exports.report(engine, *few_and_many(options.sizes), server)
            write(lines, load)


def arguments():
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", default=atlases.engines())
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--slow", type=int, default=4, help="rounds of what takes seconds")
    return parser.parse_args()


def few_and_many(sizes):
    return min(sizes, key=lambda size: abs(size - 1_000)), sizes[-1]


def measure(engine, made, options):
    """{size: {what: figures}} of {size: address}. All are served at once, asked in turns."""
    found = {size: index_cost(url) for size, url in made.items()}
    with ExitStack() as served:
        sites = {}
        for size, url in made.items():
            sites[size], process = served.enter_context(servers.atlas(url))
            before = servers.memory(process)
            servers.get(sites[size] + "/fr/cases/")  # which waits for the index
            found[size]["memory"] = servers.memory(process) - before
        say(f"{engine}: pages")
        for name, path in PAGES.items():
            asked = {size: address(site, path, size) for size, site in sites.items()}
            servers.interleaved(asked, WARM)
            for size, figures in servers.interleaved(asked, options.rounds, first=WARM).items():
                found[size][name] = figures
        for size, url in made.items():
            say(f"{engine} {size}: side by side")
            found[size] |= compared(sites[size], url, options)
    return found


def address(site, path, size):
    """A new address for each round: pages of other words and cases, few asked twice."""

    def of_round(n):
        word = quote(WORDS[n % len(WORDS)])
        return site + path.format(l=("fr", "en", "es")[n % 3], n=n * 37 % size, word=word)

    return of_round


def compared(site, url, options):
    """The list of this site, of plain SQL and of Datasette, in turns."""
    asked = {"list beside": lambda n: f"{site}/fr/cases/?n={n}"}
    with ExitStack() as served:
        plain, _process = served.enter_context(servers.atlas(url, "bench.plain"))
        asked["plain SQL"] = lambda n: f"{plain}/fr/cases/?n={n}"
        if url.startswith("sqlite"):
            path = Path(url.removeprefix("sqlite:///"))
            other, _process = served.enter_context(servers.datasette(path))
            asked["Datasette"] = lambda n: (
                f"{other}/{path.stem}/cases_case?_size=20&{FOUR}&_n={n}"
            )
        servers.interleaved(asked, 1)
        return servers.interleaved(asked, options.slow)


def index_cost(url):
    """Seconds of a process without a server: by the clock, and of its processor."""
    code = (
        "import time; from cases.facet_index import FacetIndex;"
        "clock, worked = time.perf_counter(), time.process_time(); i = FacetIndex('');"
        "print(time.perf_counter() - clock, time.process_time() - worked)"
    )
    clock, worked = map(float, atlases.run(url, code).split())
    return {"clock": clock, "worked": worked}


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
    for name, words in [
        ("memory", "index, MB a process"),
        ("clock", "index, seconds to make"),
        ("worked", "index, CPU seconds"),
    ]:
        yield f"| {words} | {' | '.join(f'{row[name]:.1f}' for row in measured.values())} |"
    yield ""
    yield from ratios(measured)


def judged(url):
    """How well the judged queries are answered on the real content."""
    code = (
        "from tests.search.judged import table\n"
        "for row in table(): print('| {} | {} | {} | {:.3f} | {:.3f} | {:.3f} |'.format(*row))"
    )
    yield "\nJudged queries: a right case among ten, recall among ten, mean reciprocal rank.\n"
    yield "| kind | part | queries | found | recall@10 | MRR |\n|---|---|---|---|---|---|"
    yield atlases.run(url, code)


def ratios(measured):
    sizes = list(measured)
    small, large = measured[sizes[0]], measured[sizes[-1]]
    for name in PAGES:
        ratio = large[name][0] / small[name][0]
        yield f"* {name}: {ratio:.2f} × from {sizes[0]:,} to {sizes[-1]:,} cases"
    if 1_000 in measured and 100_000 in measured:
        ratio = measured[100_000]["search"][0] / measured[1_000]["search"][0]
        yield f"* search: {ratio:.2f} × from 1,000 to 100,000 cases"
    for other in ("plain SQL", "Datasette"):
        for size, row in measured.items():
            if other in row:
                ratio = row[other][0] / row["list beside"][0]
                yield f"* {other} takes {ratio:.1f} × the time of the list at {size:,} cases"


def write(lines, load):
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT
    ).stdout.strip()
    head = [
        "# What the pages cost\n",
        f"{date.today()}, commit {commit}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, load {load:.1f} "
        "before. Made by `make bench`:",
        "one server process for each size; the rounds go from size to size, so that the ratios",
        "mean more than the times.",
    ]
    all_lines = [*head, *chain(*lines.values())]
    (ROOT / "bench" / "results.md").write_text("\n".join(all_lines) + "\n")
    say("bench/results.md is written")


def say(words):
    print(words, flush=True)


if __name__ == "__main__":
    main()
