"""The first cell of each row of a table, tagged as the head of its row.

Typst tags the heads of columns, and here has no way to say that a cell heads its row: whoever
hears the table would not know which question a cell answers. What Typst writes is plain:
objects one after another, and a table of where each begins, which is written anew.
"""

import re

# How many objects, where each begins, and the trailer.
WHERE = re.compile(
    rb"xref\r?\n0 (\d+)\r?\n((?:\d{10} \d{5} [fn] ?\r?\n)+)(trailer.*?)startxref", re.DOTALL
)
# All from the beginning of an object on: words of a reader stand in some of them.
ROW = re.compile(rb"\d+ 0 obj\s+<</Type/StructElem/S/TR/P (\d+) 0 R/K\[([\d R]*)\]")
BODY = re.compile(rb"\d+ 0 obj\s+<</Type/StructElem/S/TBody\b")
CELL = re.compile(
    rb"^(\d+ 0 obj\s+<</Type/StructElem/S/)TD(/P \d+ 0 R)(.*?/O/Table)/Headers\[([^\]]*)\]"
)
NAMES = re.compile(rb"^(\d+ 0 obj\s+<</Type/StructTreeRoot.*?/IDTree<</Names\[)([^\]]*)(\]>>)")
NAME = re.compile(rb"\(([^()]*)\)(\d+ 0 R)")


def with_row_heads(file):
    """The same PDF, in which each row of a table has a head."""
    start = int(file[file.rindex(b"startxref") :].split()[1])
    where = WHERE.match(file, start)
    offsets = [int(line.split()[0]) for line in where[2].splitlines()][1:]
    objects = parts_of(file, offsets, start)
    heads = {}
    for parent, cells in rows_of(objects):
        if cells and BODY.match(objects[parent]):
            name = b"row-%d" % cells[0]
            heads[name] = b"%d 0 R" % cells[0]
            tag(objects, cells, name)
    return written(file[: min(offsets)], named(objects, heads), where[3])


def parts_of(file, offsets, end):
    """{number of an object: its bytes}, in the order of the file."""
    ordered = sorted(range(len(offsets)), key=offsets.__getitem__)
    ends = [*(offsets[number] for number in ordered[1:]), end]
    return {
        number + 1: file[offsets[number] : stop]
        for number, stop in zip(ordered, ends, strict=True)
    }


def rows_of(objects):
    """(number of what a row is in, numbers of its cells)"""
    for part in list(objects.values()):
        if row := ROW.match(part):
            yield int(row[1]), [int(number) for number in row[2].split()[::3]]


def tag(objects, cells, name):
    head, *others = cells
    objects[head] = CELL.sub(
        lambda cell: (
            cell[1] + b"TH" + cell[2] + b"/ID(" + name + b")" + cell[3]
            + b"/Scope/Row/Headers[" + cell[4] + b"]"
        ),
        objects[head],
    )  # fmt: skip
    for other in others:
        objects[other] = CELL.sub(
            lambda cell: (
                cell[1]
                + b"TD"
                + cell[2]
                + cell[3]
                + b"/Headers["
                + cell[4]
                + b"("
                + name
                + b")]"
            ),
            objects[other],
        )


def named(objects, heads):
    """With the names of the heads in the tree of names, which is in their order."""

    def all_of(tree):
        names = sorted({**dict(NAME.findall(tree[2])), **heads}.items())
        return tree[1] + b"".join(b"(%s)%s" % one for one in names) + tree[3]

    return {number: NAMES.sub(all_of, part) for number, part in objects.items()}


def written(head, objects, trailer):
    offsets, at = {}, len(head)
    for number, part in objects.items():
        offsets[number], at = at, at + len(part)
    lines = [b"%010d 00000 n\r\n" % offsets[number] for number in sorted(objects)]
    table = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(lines) + 1) + b"".join(lines)
    parts = [head, *objects.values(), table, trailer, b"startxref\n%d\n%%%%EOF" % at]
    return b"".join(parts)
