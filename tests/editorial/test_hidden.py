"""State × way out: nothing that is not published is told by any address, to anybody without the
right. The addresses are those of the project itself: a new kind of address without a value for
what it names fails here."""

import io
import re
import zipfile

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from cases.models import Case, Group, Organisation, Place, Source, Theme
from contributions.models import Author, Authorship, Contribution
from editorial import catalogue
from editorial.days import today
from editorial.models import Tombstone, User
from editorial.publication import State
from languages.texts import CODES
from letters.models import Letter
from open_data.models import Release, Selection
from tests.many_cases import add_cases, make_vocabulary
from tests.pages.test_size import A_LETTER, NO_CHANGES

pytestmark = [pytest.mark.django_db, pytest.mark.long]
STATES = [State.DRAFT, State.IN_REVIEW, State.ARCHIVED]
WORD = "Secretix"  # in each text of what is hidden; of what was withdrawn, not in its title
SLUG = "hushed"  # its slug begins with it
# What an address names, by the name of its part: keys of what is hidden, and of what is shown
# beside it. A new name wants a line.
VALUES = {
    "slug": [f"{SLUG}-{kind}-{state}" for kind in ("case", "paper") for state in STATES]
    + [f"{SLUG}-{kind}" for kind in ("organisation", "author")]
    + ["case-1", "synthesis", "social", "physical-1", "a-city", "ada-byron"],
    "key": [f"{SLUG}-{kind}" for kind in ("theme", "group", "place", "organisation")]
    + [f"{SLUG}-paper-{state}" for state in STATES]
    + ["all", "food", "social", "019", "AA"],
    "code": ["abcdefgh", "019", "fr"],
    "number": [1],
    "extension": ["csv", "xlsx", "json", "geojson", "bib", "ris", "pdf", "docx", "zip"],
    "token": ["nonsense"],
    "uidb64": ["MQ"],
    "provider_id": ["city"],
    "pk": [1],
    "object_id": [],  # below, for each thing that is hidden
    "content_type_id": [],
    "url": ["nowhere"],
    "name": ["first"],
    "language": ["en"],
    "kind": ["case", "contribution", "theme"],
    "path": ["title"],
}
QUESTIONS = [f"?q={WORD}", f"?theme={SLUG}-theme", f"?group={SLUG}-group",
             f"?organisation={SLUG}-organisation", f"?case={SLUG}-case-draft&case=case-1",
             f"?town={WORD}"]  # fmt: skip


def patterns(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from patterns(pattern, namespace + inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield namespace + pattern.name, pattern


def ways_out():
    """Every address of every kind, with each value of what it names."""
    names = {}
    for name, pattern in patterns(get_resolver()):
        parts = list(pattern.pattern.regex.groupindex)
        unknown = set(parts) - set(VALUES)
        assert not unknown, f"{name} names {unknown}: it wants a line of VALUES"
        names[name] = parts
    for name, parts in names.items():
        for chosen in choices(parts):
            yield from of_kind(name, chosen)


def choices(parts):
    found = [{}]
    for part in parts:
        found = [one | {part: value} for one in found for value in VALUES[part]]
    return found


def of_kind(name, chosen):
    # A file says the same words in each language; of pages, all languages are asked.
    for code in CODES if "extension" not in chosen else CODES[:1]:
        with override(code):
            try:
                address = reverse(name, kwargs=chosen)
            except NoReverseMatch:
                return
        yield address
        if not address.startswith(f"/{code}/"):
            return


def text_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(name.encode() + packed.read(name) for name in packed.namelist())
    return body.decode("utf-8", "replace")


def told(browser, address):
    """What an answer says that was not in the question."""
    response = browser.get(address)
    assert response.status_code < 500, address
    text = text_of(response) + str(dict(response.headers))
    if SLUG in address or WORD in address:
        # The question itself is shown again, as it was asked.
        text = re.sub(rf"{WORD}", "", text) if WORD in address else text
        text = re.sub(rf"{SLUG}[-a-z]*", "", text)
    return text


def words(model, title=WORD):
    """A text for each column of words."""
    found = {
        field.name: WORD
        for field in model._meta.fields
        if re.search(r"_(fr|en|es)$", field.name) and field.name != "locator"
    }
    return found | {f"title_{code}": title for code in CODES}


@pytest.fixture
def hidden(django_db_setup):
    """A case and a document of each state, with all that only they name."""
    make_vocabulary()
    Release.objects.create(number=1, as_of=today(), size=1, case_count=1, changes=NO_CHANGES)
    Selection.objects.create(code="abcdefgh", made_at=timezone.now())
    Letter.objects.create(**A_LETTER)
    add_cases(range(3))
    theme = Theme.objects.create(slug=f"{SLUG}-theme", name=WORD, label_fr=WORD,
                                 definition_fr=WORD, alternative_names_fr=WORD)  # fmt: skip
    group = Group.objects.create(slug=f"{SLUG}-group", name_fr=WORD, definition_fr=WORD)
    city = Organisation.objects.create(slug=f"{SLUG}-organisation", name=WORD, kind="ngo")
    place = Place.objects.create(slug=f"{SLUG}-place", name_fr=WORD,
                                 country=Place.objects.first().country)  # fmt: skip
    author = Author.objects.create(slug=f"{SLUG}-author", name=WORD)
    things = []
    for state in STATES:
        was_shown = state == State.ARCHIVED
        days = {"published_on": today(), "revised_on": today()} if was_shown else {}
        title = "Un titre retiré" if was_shown else WORD
        case = Case.objects.create(
            slug=f"{SLUG}-case-{state}", state=state, **words(Case, title), **days
        )
        case.themes.add(theme)
        case.groups.add(group)
        case.case_organisations.create(organisation=city, role="lead")
        case.case_places.create(place=place, position=1)
        Source.objects.create(case=case, position=1, title=WORD, publisher=WORD, language="fr",
                              kind="ngo")  # fmt: skip
        paper = Contribution.objects.create(
            slug=f"{SLUG}-paper-{state}", state=state, language="fr",
            original_title=title, **words(Contribution, title), **days,
        )  # fmt: skip
        Authorship.objects.create(contribution=paper, author=author)
        things += [case, paper]
        if was_shown:
            Tombstone.objects.raise_for([case])
            Tombstone.objects.raise_for([paper])
    catalogue.changed(*things, theme, group, city, place)
    return things


@pytest.mark.parametrize("who", ["anybody", "account without rights"])
def test_nothing_hidden_is_told_by_any_address(hidden, who):
    browser = Client(raise_request_exception=False)
    if who != "anybody":
        browser.force_login(User.objects.create_user("nemo", password="x"))
    asked = [*ways_out()]
    if who != "anybody":
        asked = [address for address in asked if not address.startswith(("/en/", "/es/"))]
    asked += [
        f"{address}{question}"
        for address in asked
        if re.fullmatch(r"/fr/(cases|search)/[a-z.]*/?|/fr/cases/export\.csv|/api/v1/cases/",
                        address)
        for question in QUESTIONS
    ]  # fmt: skip
    assert len(asked) > 300

    leaks = []
    for address in dict.fromkeys(asked):
        text = told(browser, address)
        leaks += [(address, word) for word in (WORD, SLUG) if word in text]

    assert leaks == []


def test_the_desk_tells_no_slug_of_a_draft_to_who_may_not_see_it(hidden, person):
    _nobody, nobody = person()
    staff = Client()
    staff.force_login(User.objects.create_user("stan", password="x", is_staff=True))
    _editor, editor = person("editor")
    for thing in hidden:
        number = ContentType.objects.get_for_model(type(thing)).pk
        address = f"/admin/r/{number}/{thing.pk}/"
        assert nobody.get(address).status_code == 302
        assert staff.get(address).status_code == 404
        assert editor.get(address).status_code == 404  # there is no page to lead to
    shown = Case.objects.get(slug="case-1")
    number = ContentType.objects.get_for_model(Case).pk
    assert editor.get(f"/admin/r/{number}/{shown.pk}/")["Location"] == "/fr/cases/case-1/"
    assert staff.get(f"/admin/r/{number}/{shown.pk}/").status_code == 404
    for nonsense in (f"{number}/999999999", f"{number}/x", "999999/1"):
        assert editor.get(f"/admin/r/{nonsense}/").status_code == 404


def test_a_theme_is_public_as_soon_as_something_published_has_it(hidden):
    browser = Client()
    assert browser.get(f"/api/v1/themes/{SLUG}-theme/").status_code == 404
    case = Case.objects.get(slug="case-1")

    case.themes.add(Theme.objects.get(slug=f"{SLUG}-theme"))
    catalogue.changed(case)

    assert browser.get(f"/api/v1/themes/{SLUG}-theme/").status_code == 200
    for address in ("/fr/cases/", "/fr/data/codebook/values/", f"/fr/search/?q={WORD}"):
        assert WORD in browser.get(address).text, address
