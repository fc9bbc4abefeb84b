"""A dump that was loaded, or a database copied in part, has a search that works again."""

import pytest
from django.core.management import CommandError, call_command

from cases.models import Case

# A flush numbers them anew, a fresh database as the old one did.
DJANGO_S_OWN = ["contenttypes", "auth.permission"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "keys", [[], ["--natural-foreign", "--natural-primary"]], ids=["plain", "natural"]
)
def test_a_dump_is_loaded_and_found_again(visitor, site, make_case, tmp_path, keys):
    make_case("Une crèche", themes=["food"], groups=["children"])
    dump = tmp_path / "dump.json"
    call_command("dumpdata", *keys, exclude=DJANGO_S_OWN, output=str(dump), verbosity=0)
    before = set(Case.objects.values_list("slug", flat=True))

    call_command("flush", interactive=False, verbosity=0)
    make_case("Tout autre chose")  # leaves terms behind, under a number that will be taken
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(dump), verbosity=0)
    with pytest.raises(CommandError, match="not as they should be"):
        call_command("rebuild_search", "--check")
    call_command("rebuild_search", "--if-stale", verbosity=0)

    assert set(Case.objects.values_list("slug", flat=True)) == before
    for words in ("crèche", "food crèche", "lima cas"):
        response = visitor.get("/fr/cases/", {"q": words})
        assert len(response.context["cases"]) == 1, words
    assert not visitor.get("/fr/cases/", {"q": "autre"}).context["cases"]
    call_command("rebuild_search", "--check")
