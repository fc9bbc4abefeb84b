"""Whatever is sent to a form of the desk, it answers with words, and nothing is lost."""

import re
from itertools import cycle

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group as Rights
from django.urls import reverse

from cases.models import Case
from editorial.models import AccountEvent, Merging, Tombstone, User
from editorial.revisions import Revision
from languages.texts import LONGEST
from letters.models import Letter

from .forms import form_of

UNWRITTEN = {Merging, AccountEvent}  # nobody writes into them
FORMS = [model for model in admin.site._registry if model not in UNWRITTEN]
WITHOUT_VERSION = {User, Rights, Letter}
NOT_ADDED = {Letter, Tombstone}
TEXT = re.compile(r'<(?:textarea name="([^"]*)"|input type="text" name="([^"]*)")')
SELECT = re.compile(r'<select name="([^"]*)"')
ASKS = 'class="clash'  # the page that asks whose words are to stand
LONG = "Un très long texte. " * (600_000 // 20)


def name_of(model):
    return f"admin:{model._meta.app_label}_{model._meta.model_name}"


@pytest.fixture
def form(desk, atlas, make_letter):
    """form(model): (its address, the page, what a browser sends of it), of a row."""
    desk.raise_request_exception = False
    Case.objects.published().first().archive()
    make_letter(code="abcdefgh")
    Rights.objects.create(name="others")

    def opened(model, is_new=False):
        row = model._default_manager.order_by("pk").first()
        way, keys = ("_add", []) if is_new else ("_change", [row.pk])
        address = reverse(name_of(model) + way, args=keys)
        page = desk.get(address)
        return address, page.text, form_of(page)

    return opened


def rows_of(model):
    kept = [list(model._base_manager.order_by("pk").values()), Revision.objects.count()]
    return kept, Case.every_row.count()


def texts_in(page, typed):
    """The names of its texts, the longest boxes first."""
    areas = {name for name in map("".join, TEXT.findall(page)) if name in typed}
    return sorted(areas, key=lambda name: (f'<textarea name="{name}"' not in page, name))


def refused(desk, model, address, sent, status=400):
    before = rows_of(model)
    answer = desk.post(address, sent)
    assert answer.status_code == status, answer.text[:3000]
    assert rows_of(model) == before
    return answer


def has_words(answer):
    return any(sign in answer.text for sign in ("errornote", "messagelist", ASKS))


@pytest.mark.parametrize("model", FORMS, ids=lambda model: model.__name__)
def test_an_empty_form_is_refused_in_words(desk, form, model):
    for is_new in {False, model not in NOT_ADDED}:
        address, _page, _typed = form(model, is_new)
        assert has_words(refused(desk, model, address, {}))


VERSIONED = [model for model in FORMS if model not in WITHOUT_VERSION]


@pytest.mark.parametrize("model", VERSIONED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("version", ["kept", "missing", "forged"])
def test_a_form_with_one_text_alone_clears_no_other(desk, form, model, version):
    address, page, typed = form(model)
    name = texts_in(page, typed)[0]
    sent = {name: typed[name], "_base": typed["_base"], "_form": typed["_form"]}
    if version == "missing":
        del sent["_base"]
    elif version == "forged":
        sent["_base"] = ["nonsense"]
    if len(typed) - len(sent) < 4:
        pytest.skip("it has one text")

    answer = refused(desk, model, address, sent)

    assert "n’est pas arrivé" in answer.text or (version != "kept" and ASKS in answer.text)


@pytest.mark.parametrize("model", VERSIONED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("version", [[], ["nonsense"], ["é:\0"]])
def test_without_its_version_nothing_is_written_over(desk, form, model, version):
    address, page, typed = form(model)
    name = texts_in(page, typed)[0]
    sent = typed | {name: ["D’autres mots."], "_base": version}

    answer = refused(desk, model, address, sent)

    assert "D’autres mots." in answer.text.replace("<ins>", "").replace("</ins>", "")


@pytest.mark.parametrize("model", FORMS, ids=lambda model: model.__name__)
def test_a_sign_that_is_none_changes_nothing(desk, form, model):
    """It is left out of texts, as all that nobody sees."""
    address, page, typed = form(model)
    sent = typed | {name: [f"{typed[name][0]}\0"] for name in texts_in(page, typed)}
    before = rows_of(model)

    assert desk.post(address, sent).status_code < 500
    assert rows_of(model) == before


@pytest.mark.parametrize("model", FORMS, ids=lambda model: model.__name__)
def test_a_text_beyond_all_bounds_is_refused_beside_its_field(desk, form, model):
    address, page, typed = form(model)
    names = texts_in(page, typed)
    for name in {names[0], names[-1]} if names else ():
        sent = typed | {name: [LONG]} | ({"_deed": ["done"]} if model is Letter else {})
        answer = refused(desk, model, address, sent)
        assert has_words(answer)
        assert LONG[:200].strip() in answer.text or model is User


NONSENSE = ["nonsense", "9" * 30, "new:nonsense", "²", "-1"]


@pytest.mark.parametrize("model", FORMS, ids=lambda model: model.__name__)
def test_nonsense_for_every_select_is_refused_in_words(desk, form, model):
    for is_new in {False, model not in NOT_ADDED}:
        address, page, typed = form(model, is_new)
        names = [name for name in SELECT.findall(page) if "__prefix__" not in name]
        for first in range(len(NONSENSE)) if 0 < len(names) < 10 else range(bool(names)):
            turn = cycle(NONSENSE[first:] + NONSENSE[:first])
            sent = typed | {name: [next(turn)] for name in names}
            assert has_words(refused(desk, model, address, sent))


@pytest.mark.parametrize("count", ["99999999999", "-1", "x", ""])
def test_a_form_that_counts_more_rows_than_came_draws_no_more(desk, form, count):
    address, _page, typed = form(Case, is_new=True)
    sent = typed | {name: [count] for name in typed if name.endswith("TOTAL_FORMS")}

    answer = refused(desk, Case, address, sent)

    assert len(answer.text) < 2_000_000


def test_rows_with_holes_between_them_are_not_drawn(desk, form):
    address, _page, typed = form(Case, is_new=True)
    sent = typed | {"sources-TOTAL_FORMS": ["999"], "sources-998-title": ["Un rapport"]}

    refused(desk, Case, address, sent)


def test_the_longest_text_fits(desk, form):
    address, _page, typed = form(Case)

    answer = desk.post(address, typed | {"context_fr": ["Un mot. " * (LONGEST // 8)]})

    assert answer.status_code == 302


def test_a_row_with_one_field_alone_keeps_the_rest(desk, form):
    address, _page, typed = form(Case)
    gone = {
        name for name in typed if re.fullmatch(r"sources-0-(?!id|title$|position|case).*", name)
    }
    sent = {name: texts for name, texts in typed.items() if name not in gone}

    answer = refused(desk, Case, address, sent)

    assert "n’est pas arrivé" in answer.text


def test_names_that_the_form_does_not_know_are_passed_over(desk, form):
    address, _page, typed = form(Case)
    before = rows_of(Case)

    answer = desk.post(address, typed | {"pk": ["9"], "é\0": ["x"], "sources-x-title": ["y"]})

    assert answer.status_code == 302
    assert rows_of(Case) == before


@pytest.mark.parametrize("code", ["fr", "en", "es"])
@pytest.mark.parametrize("much", [{f"a{n}": "" for n in range(5_001)}, {"a": "x" * 3_000_000}])
@pytest.mark.parametrize("address", ["/admin/cases/theme/add/", "/api/v1/themes/"])
def test_more_than_one_request_may_bring_is_refused_in_words(desk, db, address, much, code):
    words = {"fr": "plus que", "en": "more than", "es": "más de lo"}[code]

    answer = desk.post(address, much, headers={"accept-language": code})

    assert answer.status_code in (413, 405 if "api" in address else 413)
    if answer.status_code == 413:
        assert words in answer.text
