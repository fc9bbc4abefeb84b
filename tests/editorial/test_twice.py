"""A deed that is sent twice is done once, and the second is led to where the first one led."""

import pytest

from cases.models import Case, Theme
from editorial import once
from editorial.comments import Comment
from editorial.models import Merging
from editorial.revisions import Deed, Revision

from .forms import form_of

CASE = "/admin/cases/case"
THEME = "/admin/cases/theme"


def publish(desk, make):
    case = make("Un cas", state="draft")
    return f"{CASE}/{case.pk}/deed/publish/", "deed_form", {}


def reopen(desk, make):
    case = make("Un cas", state="archived")
    return f"{CASE}/{case.pk}/deed/reopen/", "deed_form", {}


def delete(desk, make):
    case = make("Un cas", state="draft")
    return f"{CASE}/{case.pk}/delete/", "delete_form", {}


def comment(desk, make):
    case = make("Un cas", state="draft")
    return f"{CASE}/{case.pk}/comments/", "comment_form", {"words": ["Et la source ?"]}


DEEDS = [publish, reopen, delete, comment]


def counts():
    return [model.objects.count() for model in (Case, Theme, Comment, Merging, Revision)]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_that_is_sent_twice_is_done_once(desk, make_case, deed):
    address, form_name, typed = deed(desk, make_case)
    form = form_of(desk.get(address), form_name, publish=False) | typed
    first = desk.post(address, form)
    assert first.status_code == 302
    desk.get(first["Location"])  # its words are read
    done = counts()

    second = desk.post(address, form)

    assert second.status_code == 302
    assert second["Location"] == first["Location"]
    assert counts() == done
    assert "envoyé deux fois et fait une seule" in desk.get(second["Location"]).text


@pytest.mark.parametrize("deed", DEEDS)
def test_the_second_of_two_at_once_is_led_there_too(desk, make_case, monkeypatch, deed):
    address, form_name, typed = deed(desk, make_case)
    form = form_of(desk.get(address), form_name, publish=False) | typed
    first = desk.post(address, form)
    done, led = counts(), once.Sending.led
    looks = iter([True])  # when it came, the first was not done yet

    monkeypatch.setattr(once.Sending, "led", lambda self: "" if next(looks, 0) else led(self))
    second = desk.post(address, form)

    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert counts() == done


def test_restoring_twice_is_done_once(desk, make_case):
    case = make_case("Un cas", state="draft")
    address = f"{CASE}/{case.pk}/delete/"
    desk.post(address, form_of(desk.get(address), "delete_form", publish=False))
    gone = Revision.objects.order_by("-pk").first()
    address = f"{CASE}/deleted/{gone.pk}/"
    form = form_of(desk.get(address), "restore_form", publish=False)

    first, second = desk.post(address, form), desk.post(address, form)

    assert [first.status_code, second.status_code] == [302, 302]
    assert second["Location"] == first["Location"]
    assert Case.objects.count() == 1


def test_a_merging_and_its_undoing_are_done_once_each(desk, make_case):
    for name in ("eau", "eaux"):
        make_case(f"De {name}", themes=[name])
    gone, kept = Theme.objects.order_by("slug")
    address = f"{THEME}/{gone.pk}/merge/"
    form = form_of(desk.get(f"{address}?into={kept.pk}"), "merge_form", publish=False)
    first, second = desk.post(address, form), desk.post(address, form)
    assert [first.status_code, second.status_code] == [302, 302]
    assert second["Location"] == first["Location"]

    address = f"/admin/editorial/merging/{Merging.objects.get().pk}/undo/"
    form = form_of(desk.get(address), "undo_form", publish=False)
    first, second = desk.post(address, form), desk.post(address, form)

    assert [first.status_code, second.status_code] == [302, 302]
    assert second["Location"] == first["Location"]
    assert Theme.objects.count() == 2


def test_other_words_in_the_same_page_are_another_deed(desk, make_case):
    address, form_name, typed = comment(desk, make_case)
    form = form_of(desk.get(address), form_name, publish=False) | typed

    desk.post(address, form)
    desk.post(address, form | {"words": ["Et l’année ?"]})

    assert Comment.objects.count() == 2


def test_an_old_version_is_taken_back_once(desk):
    theme = Theme.objects.create(slug="eau", name="eau", label_fr="Eau")
    address = f"{THEME}/{theme.pk}/change/"
    for label in ("Eaux", "L’eau"):
        desk.post(address, form_of(desk.get(address)) | {"label_fr": [label]})
    address = f"{THEME}/{theme.pk}/history/1/take-back/"
    form = form_of(desk.get(address), publish=False)

    first, second = desk.post(address, form), desk.post(address, form)

    assert [first.status_code, second.status_code] == [302, 302]
    assert second["Location"] == first["Location"]
    assert "envoyé deux fois et fait une seule" in desk.get(second["Location"]).text
    assert [one.deed for one in Revision.objects.of(theme)].count(Deed.TAKEN_BACK) == 1
    assert Theme.objects.get().label_fr == "Eau"
