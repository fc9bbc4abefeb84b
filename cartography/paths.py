"""Lines as the shortest path data of SVG (relative, one decimal), and back to points."""

import re

LINE = re.compile(r"M([^lMz]+)(?:l([^Mz]*))?(z?)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def line_path(points):
    return _path(points, closed=False)


def ring_path(points):
    return _path(points, closed=True)


def _path(points, closed):
    tenths = []
    for x, y in points:
        point = round(x * 10), round(y * 10)
        if not tenths or point != tenths[-1]:
            tenths.append(point)
    if closed and len(tenths) > 1 and tenths[0] == tenths[-1]:
        tenths.pop()
    if len(tenths) < (3 if closed else 2):
        return ""
    steps = [
        f"{figure(b[0] - a[0])} {figure(b[1] - a[1])}"
        for a, b in zip(tenths, tenths[1:], strict=False)
    ]
    start = f"M{figure(tenths[0][0])} {figure(tenths[0][1])}"
    return f"{start}l{' '.join(steps)}".replace(" -", "-") + ("z" if closed else "")


def figure(tenths):
    """A number of tenths, as short as SVG takes it."""
    sign, whole, rest = "-" if tenths < 0 else "", *divmod(abs(tenths), 10)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"


def points_of(data):
    """Each line of path data written here, as points; a ring repeats its first."""
    for start, steps, closed in LINE.findall(data):
        x, y = (float(number) for number in NUMBER.findall(start))
        line = [(x, y)]
        moves = [float(number) for number in NUMBER.findall(steps)]
        for across, along in zip(moves[::2], moves[1::2], strict=True):
            x, y = x + across, y + along
            line.append((x, y))
        yield [*line, line[0]] if closed else line
