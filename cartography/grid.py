"""The grid of the sheet: columns A–L and rows 1–6 of 30°, from 180° W and 90° N."""

CELL = 30  # degrees
COLUMNS, ROWS = "ABCDEFGHIJKL", "123456"


def reference(longitude, latitude):
    """The cell of a point: Bogota is in D3. The last column and row keep their far edge."""
    column = min(int((float(longitude) + 180) // CELL), len(COLUMNS) - 1)
    row = min(int((90 - float(latitude)) // CELL), len(ROWS) - 1)
    return f"{COLUMNS[column]}{ROWS[row]}"


def columns():
    """(letter, its west, its east) in degrees."""
    for number, letter in enumerate(COLUMNS):
        yield letter, -180 + number * CELL, -180 + (number + 1) * CELL


def rows():
    """(figure, its south, its north) in degrees."""
    for number, name in enumerate(ROWS):
        yield name, 90 - (number + 1) * CELL, 90 - number * CELL
