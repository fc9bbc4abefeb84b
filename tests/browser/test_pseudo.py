"""The site in a language that nobody speaks: longer, and read from the right."""

import pytest

from ..pseudo.catalogue import written
from .conftest import KINDS, free_port, served

OVER = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return [document.dir, Math.max(0, scrollWidth - clientWidth)];
}"""


@pytest.fixture(scope="module")
def mirrored(made, tmp_path_factory):
    """The address of the site as it runs for its readers."""
    folder, environment = made
    locale = written(tmp_path_factory.mktemp("pseudo") / "locale")
    with free_port() as port:
        address = f"http://127.0.0.1:{port}"
        environment = environment | {
            "SITE_URL": address,
            "DJANGO_SETTINGS_MODULE": "tests.pseudo.settings",
            "PSEUDO_LOCALE": str(locale),
        }
        with served(environment, port, folder / "mirrored.log"):
            yield address


@pytest.mark.parametrize("width", [360, 1280])
def test_no_kind_of_page_leaves_the_window_sideways(chromium, mirrored, width):
    context = chromium.new_context(
        base_url=mirrored, viewport={"width": width, "height": 800}, locale="en-GB"
    )
    page, seen = context.new_page(), {}
    for kind in KINDS:
        assert page.goto(kind.address("en")).status == kind.status
        seen[kind.name] = page.evaluate(OVER)
    context.close()

    assert {name: over for name, over in seen.items() if over != ["rtl", 0]} == {}
