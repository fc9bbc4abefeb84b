"""A small folder of real content, for tests of what is done with files."""

import shutil

import pytest
from django.conf import settings

from languages.canonical import written
from languages.content import read

FIXTURES = settings.BASE_DIR / "fixtures"
BOGOTA = "cases/bogota-manzanas-del-cuidado.yaml"
ODISHA = "cases/odisha-sanitation-self-help-groups.yaml"
WATER = "contributions/gwopa-water-and-sanitation.yaml"


@pytest.fixture(scope="session")
def two_cases(tmp_path_factory):
    """The real vocabulary with two cases and one contribution, and the places, organisations
    and countries that these and the tests name: reading all would take seconds each time."""
    copy = tmp_path_factory.mktemp("two") / "fixtures"
    shutil.copytree(FIXTURES, copy, ignore=shutil.ignore_patterns("cases", "contributions"))
    for name in [BOGOTA, ODISHA, WATER]:
        (copy / name).parent.mkdir(exist_ok=True)
        shutil.copy(FIXTURES / name, copy / name)
    named = "".join((copy / name).read_text() for name in [BOGOTA, ODISHA, WATER]) + "accra"
    for name in ["places", "organisations"]:
        some = [entry for entry in read(copy / f"{name}.yaml") if entry["slug"] in named]
        (copy / f"{name}.yaml").write_text(written(some))
    lines = (copy / "geography" / "countries.csv").read_text().splitlines(keepends=True)
    some = [line for line in lines if line[:2] in ("is", "CO", "GH", "IN")]
    (copy / "geography" / "countries.csv").write_text("".join(some))
    return copy


@pytest.fixture
def folder(two_cases, tmp_path):
    return shutil.copytree(two_cases, tmp_path / "fixtures")
