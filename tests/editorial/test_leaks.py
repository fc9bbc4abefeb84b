"""A pending change × every way out: nothing of it is seen, and every byte is as it was."""

import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, Organisation, Place
from contributions.models import Contribution
from editorial import catalogue, working_copies
from editorial.days import today
from editorial.models import Catalogue, User
from languages.texts import CODES
from letters.models import Letter
from open_data.exports import FORMATS
from open_data.models import Release, Selection
from tests.many_cases import add_cases, make_vocabulary
from tests.pages.test_size import A_LETTER, FEW, KINDS, NO_CHANGES, WHOLE

from .forms import add_row, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.long]
WORD = "Pendientix"  # it stands in every text of the change, and nowhere else
PLAIN = WORD.lower()


def addresses():
    """One of each kind of public address, in each language that it has; the kinds are those of
    the resolver (a test of sizes holds that)."""
    first = [address for address, _bytes in KINDS.values()] + [*WHOLE.values()]
    first += [f"/fr/cases/export.{name}" for name in FORMATS]
    first += [
        f"/fr/search/?q={PLAIN}",
        f"/fr/search/suggestions.json?q={PLAIN}",
        f"/fr/cases/?q={PLAIN}",
        f"/fr/cases/{PLAIN}/",
        f"/api/v1/cases/{PLAIN}/",
        f"/fr/cases/feed.atom?q={PLAIN}",
    ]
    for address in dict.fromkeys(first):
        for code in CODES if address.startswith(("/fr/", "/sitemap-fr")) else CODES[:1]:
            yield address.replace("/fr/", f"/{code}/").replace("-fr-", f"-{code}-")


def taken(address):
    """(status, bytes) of what is made now: it is kept for nobody who has a session."""
    reader = Client(raise_request_exception=False)
    reader.cookies["sessionid"] = "ended"
    response = reader.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):  # an archive says at which second it was packed
        packed = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(name.encode() + packed.read(name) for name in packed.namelist())
    body = re.sub(rb'name="opened"\s+value="[^"]+"', b"", body)  # signed with the time
    return response.status_code, body


def write_all_over(desk, thing, **more):
    """Each text of a thing gets the word; sent without publishing it."""
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    address = reverse(name, args=[thing.pk])
    form = form_of(desk.get(address), publish=False)
    for field, texts in form.items():
        if re.search(r"_(fr|en|es)$", field):
            form[field] = [f"{texts[0]} {WORD}".strip()]
    form |= {"slug": [PLAIN], **more}
    if "sources-TOTAL_FORMS" in form:
        add_row(form, "sources", title=WORD, publisher=WORD, language="fr", kind="ngo")
        una = Organisation.objects.get(slug="una")
        add_row(form, "case_organisations", role="lead", organisation=una.pk)
        place = Place.objects.exclude(cases=thing).exclude(latitude=None).first()
        add_row(form, "case_places", place=place.pk)
        form["case_places-0-DELETE"] = ["on"]
    answer = desk.post(address, form)
    assert answer.status_code == 302, answer.context["errors"]


def say_it_at_the_desk(desk, thing):
    """A comment and a translation, each with the word."""
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_comments"
    answer = desk.post(reverse(name, args=[thing.pk]), {"words": f"{WORD} ?"})
    assert answer.status_code == 302, answer.text
    address = f"/admin/translations/{thing._meta.model_name}/{thing.pk}/en/title/"
    form = form_of(desk.get(address), only="pair_form")
    answer = desk.post(address, form | {"text": [f"{WORD} once more"]})
    assert answer.status_code == 302, answer.text


# Of the desk alone: whoever has no account is asked for one, and told nothing of it.
AT_DESK = [
    "/admin/translations/", "/admin/translations/?state=current",
    "/admin/translations/sheet.xlsx?state=current", "/admin/translations/sheet.csv",
    "/admin/translations/sheet/", "/admin/translations/{kind}/{pk}/en/title/",
    "/admin/translations/skip/{kind}/{pk}/en/title/", "/admin/{app}/{kind}/{pk}/comments/",
    "/admin/{app}/{kind}/{pk}/pending/", "/admin/{app}/{kind}/{pk}/here/", "/admin/guide/",
]  # fmt: skip


@pytest.fixture
def pending(django_db_setup):
    """58 cases, and what is to be changed, with what would appear only by the change."""
    make_vocabulary()
    Release.objects.create(number=1, as_of=today(), size=1, case_count=1, changes=NO_CHANGES)
    Selection.objects.create(code="abcdefgh", made_at=timezone.now())
    Letter.objects.create(**A_LETTER)
    add_cases(range(FEW))
    catalogue.stamp_anew()
    return Case.objects.get(slug="case-7"), Contribution.objects.get(slug="synthesis")


def test_nothing_of_a_pending_change_is_seen_by_any_way(pending):
    desk = Client()
    desk.force_login(User.objects.create_superuser("edith"))
    Organisation.objects.create(slug="una", name="Una", kind="ngo")
    catalogue.stamp_anew()
    before = {address: taken(address) for address in addresses()}
    rows = {thing: working_copies.document_of(thing) for thing in pending}
    stamp = catalogue.stamp()

    for thing in pending:
        write_all_over(desk, thing)
        say_it_at_the_desk(desk, thing)

    for model in (Case, Contribution):
        assert PLAIN in str(model._base_manager.exclude(replaces=None).values().get()).lower()
    assert catalogue.stamp() == stamp
    assert {thing: working_copies.document_of(thing) for thing in pending} == rows
    Catalogue.objects.update(stamp="a" * 22)  # what is kept by it is made anew, of the same day
    for address, (status, body) in before.items():
        now = taken(address)
        assert WORD.encode() not in now[1], address
        assert now == (status, body), address


@pytest.mark.parametrize("address", AT_DESK)
def test_whoever_has_no_account_is_shown_nothing_of_the_desk(address, pending):
    for thing in pending:
        opts = thing._meta
        told = {"app": opts.app_label, "kind": opts.model_name, "pk": thing.pk}
        status, body = taken(address.format(**told))

        assert status == 302
        assert str(thing).encode() not in body
