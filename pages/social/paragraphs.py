"""Words set in lines of even length, at the largest size that a space allows."""

from dataclasses import dataclass

from .faces import Face

ELLIPSIS = "…"
WORTH_A_LINE = 0.87  # the part of a size that may be given up for a line fewer


@dataclass(frozen=True)
class Paragraph:
    lines: list
    face: Face
    size: int  # pixels
    leading: float  # from a baseline to the next, in sizes

    @property
    def step(self):
        return self.size * self.leading

    @property
    def height(self):
        return len(self.lines) * self.step

    def draw(self, canvas, x, baseline, colour):
        """The baseline is that of the first line."""
        for number, line in enumerate(self.lines):
            canvas.words(x, baseline + number * self.step, line, self.face, self.size, colour)


def fitted(words, face, sizes, width, height, leading=1.12):
    """The first of some sizes, in falling order, whose lines have the room, or one not much
    smaller that saves a line; at the last size, what has no room is cut."""
    best, first = None, 0
    for size in sizes:
        if size < first * WORTH_A_LINE:
            break
        found = wrapped(words, face, size, width)
        room = max(1, int(height // (size * leading)))
        whole = all(face.length(line, size) <= width for line in found)
        if whole and len(found) <= room and (not best or len(found) < len(best.lines)):
            even = evened(words, face, size, width, len(found))
            best, first = Paragraph(even, face, size, leading), first or size
    return best or Paragraph(cut(found, face, size, width, room), face, size, leading)


def wrapped(words, face, size, width):
    """As many words on each line as it holds; a single word may be longer than its line."""
    first, *others = words.split(" ")
    lines = [first]
    for word in others:
        longer = f"{lines[-1]} {word}"
        if face.length(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def evened(words, face, size, width, count):
    """The same number of lines, none of them nearly empty: of all breaks, those that leave
    the least sum of squared spaces."""
    pieces = words.split(" ")
    best = {0: (0, [])}  # {words set: (cost, lines)}, after each line
    for _line in range(count):
        after = {}
        for start, (cost, lines) in best.items():
            for end in range(start + 1, len(pieces) + 1):
                line = " ".join(pieces[start:end])
                space = width - face.length(line, size)
                if space < 0:
                    break
                found = cost + space**2, [*lines, line]
                after[end] = min(after.get(end, found), found)
        best = after
    return best[len(pieces)][1]


def cut(lines, face, size, width, room):
    """The first lines, each shortened to the width; the last says that more follows."""
    kept = lines[:room]
    if len(lines) > room:
        kept[-1] += ELLIPSIS
    return [shortened(line, face, size, width) for line in kept]


def shortened(line, face, size, width):
    if face.length(line, size) <= width:
        return line
    letters = line.rstrip(ELLIPSIS)
    while letters and face.length(letters + ELLIPSIS, size) > width:
        letters = letters[:-1]
    return letters.rstrip() + ELLIPSIS
