"""Every kind of public page in every language, as the Nu checker of HTML reads it."""

import json
import subprocess

import pytest
from django.utils import timezone

from cases.models import Case
from languages.texts import CODES
from open_data.models import Selection

from ..browser.conftest import KINDS, Kind
from ..checkers import CHECKERS

# In templates/base.html, <link rel="expect" blocking="render"> follows the standard of 2024;
# the checker of today knows `blocking` of style sheets and scripts alone.
BEHIND_THE_STANDARD = (
    "A “link” element with a “blocking” attribute must have a “rel” attribute whose value is "
    "“stylesheet”."
)
MORE = [
    Kind("organisation", "organisations/secretaria-distrital-de-la-mujer-de-bogota/"),
    Kind("matrix", "cases/matrix/"),
    Kind("matrix-refused", "cases/matrix/?rows=lever&columns=lever", 400),
    Kind("changes-of-a-case", "cases/bogota-manzanas-del-cuidado/changes/"),
    Kind("changes-of-a-contribution", "contributions/stage-2-synthesis/changes/"),
    Kind("near", "cases/near/"),
    Kind("selection", "selections/abcdefgh/"),
    Kind("sent", "letters/sent/abcdefgh/"),
]


@pytest.fixture
def pages(atlas, visitor, make_letter, tmp_path):
    """The folder of all of them, as they leave the server."""
    Selection.objects.create(code="abcdefgh", made_at=timezone.now())
    make_letter(code="abcdefgh", case=Case.objects.published().first())
    for kind in [*KINDS, *MORE]:
        for language in CODES:
            answer = visitor.get(kind.address(language))
            assert answer.status_code == kind.status, kind.address(language)
            (tmp_path / f"{kind.name}.{language}.html").write_bytes(answer.content)
    return tmp_path


def said_by_nu(folder):
    """["list.fr.html, line 3: …"]: one process reads all, since its start costs the most."""
    options = ["--errors-only", "--format", "json", "--exit-zero-always"]
    done = subprocess.run(
        ["java", "-jar", CHECKERS["nu"].file, *options, folder], capture_output=True, text=True
    )
    for said in json.loads(done.stderr)["messages"]:
        if said["message"] == BEHIND_THE_STANDARD:
            continue
        page = said["url"].rpartition("/")[2]
        yield f"{page}, line {said.get('lastLine')}: {said['message']}"


@pytest.mark.long
@pytest.mark.checker("nu")
@pytest.mark.only("sqlite")  # the pages are the same on both
def test_every_kind_of_page_is_valid_in_every_language(pages):
    assert list(said_by_nu(pages)) == []
