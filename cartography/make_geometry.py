"""Make ``world.json`` and ``countries.json``. A developer runs it once, not the site.

    cd /tmp && npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python -m cartography.make_geometry /tmp/package

Source: world-atlas 2.0.2 by Michael Bostock (ISC licence), a redistribution of Natural
Earth 4.1 (public domain): countries and land at 1:110 million for the world, countries at
1:50 million for locators and parts of the world.
"""

import argparse
import json
from math import cos, radians
from pathlib import Path

from .countries import FILE as COUNTRIES
from .countries import UNIT, joined
from .paths import line_path, ring_path
from .rings import area, cut_at_antimeridian, simplify, simplify_ring
from .sheet import FILE as WORLD
from .sheet import SMALLEST, TOLERANCE, graticule, on_world

ANTARCTICA = "010"
ANTARCTIC_COAST = -58  # degrees; land that lies wholly below is left out
FINE = 0.035  # degrees of latitude, 4 km: the tolerance of countries.json
ISLET = 0.006  # squared degrees, 75 km²: smaller rings are left out, but never all of a country


class Topology:
    """A TopoJSON file: arcs in degrees, and objects whose rings are lists of arcs."""

    def __init__(self, path):
        data = json.loads(path.read_text(encoding="utf-8"))
        self.objects = data["objects"]
        scale, shift = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs = [list(self._degrees(arc, scale, shift)) for arc in data["arcs"]]

    @staticmethod
    def _degrees(steps, scale, shift):
        x = y = 0
        for across, along in steps:
            x, y = x + across, y + along
            yield x * scale[0] + shift[0], y * scale[1] + shift[1]

    def outlines(self, name):
        """(id, [list of arcs for each ring]) of each geometry."""
        for shape in self.objects[name]["geometries"]:
            polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}
            found = polygons.get(shape["type"], [])
            yield shape.get("id", ""), [ring for polygon in found for ring in polygon]

    def ring(self, outline):
        arcs = [self.arcs[number if number >= 0 else ~number] for number in outline]
        return joined(arcs, outline)


def world(folder):
    """Land, borders and graticule of the whole world, in units of the sheet."""
    topology = Topology(folder / "countries-110m.json")
    return {
        "land": "".join(coast(topology)),
        "borders": "".join(
            line_path(simplify([on_world(*point) for point in arc], TOLERANCE))
            for arc in shared_arcs(topology)
        ),
        "graticule": "".join(line_path(simplify(line, 0.1)) for line in graticule()),
    }


def coast(topology):
    for _id, outlines in topology.outlines("land"):
        for outline in outlines:
            for piece in cut_at_antimeridian(topology.ring(outline)):
                ring = simplify_ring([on_world(*point) for point in piece], TOLERANCE)
                if max(y for _, y in piece) > ANTARCTIC_COAST and area(ring) > SMALLEST:
                    yield ring_path(ring)


def shared_arcs(topology):
    users = {}
    for number, (_id, outlines) in enumerate(topology.outlines("countries")):
        for arc in (arc for outline in outlines for arc in outline):
            users.setdefault(arc if arc >= 0 else ~arc, set()).add(number)
    return [topology.arcs[arc] for arc, found in users.items() if len(found) > 1]


def countries(folder):
    """Arcs simplified and in hundredths of a degree; countries by M49 code."""
    topology = Topology(folder / "countries-50m.json")
    numbers, arcs = {}, []

    def renumbered(arc):
        place = arc if arc >= 0 else ~arc
        if place not in numbers:
            numbers[place] = len(arcs)
            arcs.append(steps(simplify_arc(topology.arcs[place])))
        return numbers[place] if arc >= 0 else ~numbers[place]

    shapes = []
    for code, outlines in sorted(topology.outlines("countries")):
        if code != ANTARCTICA:
            kept = without_islets(topology, outlines)
            shapes.append([code, [[renumbered(arc) for arc in ring] for ring in kept]])
    return {"arcs": arcs, "countries": shapes}


def without_islets(topology, outlines):
    sizes = [(land_area(topology.ring(outline)), outline) for outline in outlines]
    largest = max(size for size, _ in sizes)
    return [outline for size, outline in sizes if size >= ISLET or size == largest]


def land_area(ring):
    """In squared degrees of latitude, near enough to tell an islet."""
    middle = sum(y for _, y in ring) / len(ring)
    return area(ring) * cos(radians(middle))


def simplify_arc(arc):
    """Within the tolerance on the ground: a degree of longitude shrinks to the poles."""
    narrow = cos(radians(sum(y for _, y in arc) / len(arc)))
    squeezed = [(x * narrow, y) for x, y in arc]
    is_ring = squeezed[0] == squeezed[-1]
    kept = (simplify_ring if is_ring else simplify)(squeezed, FINE)
    return [(x / narrow, y) for x, y in kept]


def steps(points):
    """[x, y, dx, dy, …] in hundredths of a degree."""
    found, before = [], (0, 0)
    for point in points:
        now = tuple(round(degrees * UNIT) for degrees in point)
        if now != before or not found:
            found += [now[0] - before[0], now[1] - before[1]]
        before = now
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="the unpacked npm package world-atlas")
    folder = parser.parse_args().package
    for file, made in ((WORLD, world(folder)), (COUNTRIES, countries(folder))):
        file.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
