"""Templates and style sheets that one can read and diff: the tools of ``make lint`` lay them
out, but break no tag of Django and no text that would show it."""

import pytest
from django.conf import settings

LONGEST, ON_AVERAGE = 110, 45  # columns

each_kind = pytest.mark.parametrize("kind", ["templates/**/*.html", "static/css/*.css"])


def lines_of(kind):
    """(file, line) of all lines that are not empty."""
    for path in settings.BASE_DIR.glob(kind):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line:
                yield path.name, line


@each_kind
def test_no_line_is_wider_than_a_screen(kind):
    assert [(name, line) for name, line in lines_of(kind) if len(line) > LONGEST] == []


@each_kind
def test_lines_are_short_on_average(kind):
    widths = [len(line) for _name, line in lines_of(kind)]

    assert widths
    assert sum(widths) / len(widths) <= ON_AVERAGE
