"""What was called otherwise is known by its former slugs."""

from django.urls import reverse

from cases.models import Theme
from editorial.models import FormerSlug

from .forms import form_of


def test_a_slug_that_the_desk_changes_is_remembered_there_and_back(desk):
    theme = Theme.objects.create(slug="water", name="water", label_fr="Eau")
    address = reverse("admin:cases_theme_change", args=[theme.pk])

    for slug in ("waters", "eau", "water"):
        typed = form_of(desk.get(address)) | {"slug": slug}
        assert desk.post(address, typed).status_code == 302

    assert FormerSlug.objects.by_thing("theme") == {"water": ["water", "waters", "eau"]}
    assert FormerSlug.objects.now("theme", "waters") == "water"
