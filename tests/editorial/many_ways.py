"""A small atlas for the matrix of the desk, and what each way of the desk sends to it: without
the name of the form, so that whoever is refused is so for their right alone."""

import re
import uuid

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group as Rights
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from cases.models import (
    Case,
    CaseLever,
    CasePlace,
    Country,
    Group,
    Organisation,
    Place,
    Region,
    Source,
    Theme,
)
from contributions.models import Author, Authorship, Contribution
from editorial import form_ids, revisions, working_copies
from editorial.days import DAYS, today
from editorial.joining import Joining
from editorial.lists import SEEN, state_of
from editorial.made_from import passages_of
from editorial.models import Tombstone, User
from editorial.publication import State
from editorial.roles import Role
from infrastructures.models import Function, Idea, Lever, Recommendation
from letters.models import Letter

from .forms import add_row, form_of
from .test_hidden import VALUES, patterns
from .test_roles import BUTTONS

# What each request may write, whether it is refused or not: sessions, and the journal.
UNTOLD = {"django_session", "usersessions_usersession", "editorial_accountevent"}
STATES = {"draft": State.DRAFT, "waits": State.IN_REVIEW, "returned": State.DRAFT,
          "archived": State.ARCHIVED}  # fmt: skip


def all_tables():
    """{table: its rows}"""
    with connection.cursor() as cursor:
        told = {}
        for table in sorted(set(connection.introspection.table_names(cursor)) - UNTOLD):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            told[table] = sorted(map(repr, cursor.fetchall()))
    return told


class World:
    """``things``: {"case draft": row}, one of each kind in each state; ``entries``: {"place
    seen": row}; ``gone``: {"case": its last revision}."""

    def __init__(self):
        self.boss = User.objects.create_superuser("boss", password="x")
        self.eyes = signed_in(self.boss)
        self.entries, self.gone, self.things = {}, {}, {}

    def build(self, states):
        region = Region.objects.create(code="019", level=1, name_fr="Amériques")
        country = Country.objects.create(iso2="PE", iso3="PER", m49="604", region=region,
                                         name_fr="Pérou")  # fmt: skip
        function = Function.objects.create(slug="physical", position=1, name_fr="Physique",
                                           short_name_fr="Physique", summary_fr="Résumé.",
                                           description_fr="Texte.")  # fmt: skip
        self.lever = Lever.objects.create(slug="a-lever", function=function, position=1,
                                          name_fr="Levier", short_name_fr="Levier",
                                          summary_fr="Résumé.",
                                          description_fr="Texte.")  # fmt: skip
        fixed = {"region": region, "country": country, "function": function,
                 "lever": self.lever}  # fmt: skip
        self.letters = [
            Letter.objects.create(kind=kind, what=what, words="Faux.", language="fr", digest="",
                                  token=uuid.uuid4())
            for kind, what in (("remark", "wrong"), ("proposal", ""))
        ]  # fmt: skip
        self.other = User.objects.create_user("other", roles=[Role.CONTRIBUTOR])
        self.rights = Rights.objects.create(name="others")
        Authenticator.objects.create(user=self.other, type="totp", data={})
        fixed["theme"] = Theme.objects.create(slug="care", name="care", label_fr="Soin")
        fixed["group"] = Group.objects.create(slug="all", name_fr="Toutes")
        Group.objects.create(slug="others", name_fr="Autres")
        for name, model in {"recommendation": Recommendation, "idea": Idea}.items():
            fixed[name] = model.objects.create(
                slug=name, position=1, title_fr=name, body_fr="Texte."
            )
        fixed["recommendation"].levers.add(self.lever)
        used = {"region", "country", "function", "lever"}
        self.entries |= {
            f"{name} {'used' if name in used else 'fixed'}": row for name, row in fixed.items()
        }
        for standing in ("unseen", "seen"):
            self.entries[f"place {standing}"] = Place.objects.create(
                slug=f"{standing}-place", name_fr=standing, country=country)  # fmt: skip
            self.entries[f"organisation {standing}"] = Organisation.objects.create(
                slug=f"{standing}-organisation", name=standing, kind="ngo")  # fmt: skip
            self.entries[f"author {standing}"] = Author.objects.create(
                slug=f"{standing}-author", name=standing)  # fmt: skip
        self.delete_some()
        for state in states:
            for make in (self.case, self.paper):
                thing = make(state)
                self.things[f"{thing._meta.model_name} {state}"] = thing
        Tombstone.objects.raise_for([self.things["case archived"]])
        self.stone = Tombstone.objects.get()
        for row in self.entries.values():
            with_another_past(row)
        for thing in self.things.values():
            with_another_past(thing)
        self.merging = self.made_one()
        return self

    def case(self, state):
        case = Case.objects.create(slug=f"case-{state}", title_fr=f"Un cas {state}",
                                   summary_fr="Résumé.", **days_of(state))  # fmt: skip
        CaseLever.objects.create(case=case, lever=self.lever)
        CasePlace.objects.create(case=case, place=self.entries["place seen"], position=1)
        case.case_organisations.create(organisation=self.entries["organisation seen"],
                                       role="lead")  # fmt: skip
        Source.objects.create(case=case, position=1, title="A report", publisher="A city",
                              year=2024, language="en", kind="official")  # fmt: skip
        return in_state(case, state)

    def paper(self, state):
        paper = Contribution.objects.create(
            slug=f"paper-{state}", original_title=f"A paper {state}", language="fr",
            title_fr=f"Un écrit {state}", abstract_fr="Résumé.", **days_of(state),
        )  # fmt: skip
        Authorship.objects.create(contribution=paper, author=self.entries["author seen"])
        return in_state(paper, state)

    def delete_some(self):
        """One of each kind, so that its history knows it."""
        some = [self.case("draft"), self.paper("draft")]
        for thing in some:
            thing.slug = f"gone-{thing._meta.model_name}"
            thing.save()
        above = {row._meta.model_name: row for row in self.entries.values()}
        for name, said in GONE.items():
            said = {field: above.get(text, text) for field, text in said.items()}
            some.append(NEW[name].objects.create(**said))
        for thing in some:
            with revisions.deleting(thing, by=self.boss):
                thing.delete()
            kind = thing._meta.model_name
            self.gone[kind] = revisions.Revision.objects.filter(kind=kind, deed="deleted").get()

    def made_one(self):
        one, other = (Theme.objects.create(slug=slug, name=slug, label_fr=slug)
                      for slug in ("water", "waters"))  # fmt: skip
        return Joining(one, other).carry_out(by=self.boss)

    def give_own_to(self, user):
        """What is their own is theirs."""
        for name, thing in self.things.items():
            state = name.partition(" ")[2]
            if not (state.startswith("own-") or state == "returned"):
                continue
            row = thing.pending or thing
            told = {"begun_by": user, "written_by": user}
            if row.state == State.IN_REVIEW:
                told["submitted_by"] = user
            type(thing)._base_manager.filter(pk=row.pk).update(**told)


def new(name, page):
    """What is sent of the form of a new one, as it is shown."""
    fields = page.context["adminform"].form.fields
    form = form_of(page, publish=False)
    form.pop(form_ids.FIELD, None)
    typed = {field: value_for(fields[field]) for field in fields
             if fields[field].required or field in NEEDED}  # fmt: skip
    typed |= TYPED.get(name, {})
    if name == "case":
        typed["case_levers-0-lever"] = Lever.objects.first().pk
    return form | {field: [str(text)] for field, text in typed.items()}


NEEDED = {
    "title_fr",
    "name_fr",
    "short_name_fr",
    "label_fr",
    "summary_fr",
    "country",
    "name",
    "kind",
}
NEW = {
    model._meta.model_name: model
    for model in (Case, Contribution, Place, Organisation, Author, Theme, Group, Country,
                  Region, Function, Lever, Recommendation, Idea)
}  # fmt: skip
GONE = {
    "place": {"slug": "gone", "name_fr": "Disparu", "country": "country"},
    "organisation": {"slug": "gone", "name": "Disparu", "kind": "ngo"},
    "author": {"slug": "gone", "name": "Disparu"},
    "theme": {"slug": "gone", "name": "gone", "label_fr": "Disparu"},
    "group": {"slug": "gone", "name_fr": "Disparu"},
    "country": {"iso2": "BR", "iso3": "BRA", "m49": "076", "name_fr": "Disparu",
                "region": "region"},
    "region": {"code": "005", "level": 1, "name_fr": "Disparu"},
    "function": {"slug": "gone", "position": 9, "name_fr": "Disparu",
                 "short_name_fr": "Disparu", "summary_fr": "Résumé.",
                 "description_fr": "Texte."},
    "lever": {"slug": "gone", "position": 9, "name_fr": "Disparu",
              "short_name_fr": "Disparu", "summary_fr": "Résumé.",
              "description_fr": "Texte.", "function": "function"},
    "recommendation": {"slug": "gone", "position": 9, "title_fr": "Disparu",
                       "body_fr": "Texte."},
    "idea": {"slug": "gone", "position": 9, "title_fr": "Disparu", "body_fr": "Texte."},
}  # fmt: skip
TYPED = {
    "contribution": {"language": "fr"},
    "country": {"iso2": "CL", "iso3": "CHL", "m49": "152"},
    "region": {"code": "002", "level": "1"},
    "function": {"position": "77"},
    "lever": {"position": "77"},
    "recommendation": {"position": "77"},
    "idea": {"position": "77"},
}


def value_for(field):
    if isinstance(field, forms.ModelChoiceField):
        return field.queryset.first().pk
    if isinstance(field, forms.ChoiceField):
        return next(value for value, _label in field.choices if value)
    return 77 if isinstance(field, forms.IntegerField) else "Neuf"


def days_of(state):
    """What readers have seen has days."""
    was_seen = state in ("published", "archived") or "change" in state
    return dict.fromkeys(DAYS, today()) if was_seen else {}


def in_state(thing, state):
    sort = state.removeprefix("own-").partition(" ")[0]
    now = STATES.get(sort, State.PUBLISHED)
    type(thing)._base_manager.filter(pk=thing.pk).update(state=now)
    thing = type(thing)._base_manager.get(pk=thing.pk)
    if "change" in sort:
        copy, _keys = working_copies.open_copy(thing)
        waits = State.IN_REVIEW if "waits" in sort else State.DRAFT
        type(copy)._base_manager.filter(pk=copy.pk).update(state=waits, title_en="Changed")
    if sort == "returned":
        thing.submit()
        thing.send_back(why="Dites depuis quand.")
    return type(thing)._base_manager.get(pk=thing.pk)


def with_another_past(row):
    """Its first version said something else."""
    original = getattr(row, "original", row)
    revisions.record_first(original)
    first = revisions.Revision.objects.of(original).last()
    if words := words_of(row):
        first.document[words] = {**first.document.get(words, {}), "es": "Antes"}
    else:
        first.document["name"] = "Antes"
    first.save()


def signed_in(user):
    browser = Client(raise_request_exception=False)
    if user:
        browser.force_login(user)
    return browser


def unseen(_address, _only="", **_pressed):
    """Who is not shown a page sends what they can think of."""
    return {}


def eyes_of(browser):
    """look(address): what a browser would send of the page that it is shown."""

    def look(address, only="_form", **pressed):
        page = browser.post(address, pressed) if pressed else browser.get(address)
        form = form_of(page, only, publish=False) if page.status_code == 200 else {}
        form.pop(form_ids.FIELD, None)
        return form

    return look


def way_of(thing, page):
    """The address of a page of a model, or of a row."""
    opts, keys = thing._meta, [] if isinstance(thing, type) else [thing.pk]
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=keys)


def typed_in(form):
    """The same form, with a word of Spanish, or a name."""
    words = next((name for name in form if re.search(r"^(title|name|label)_es$", name)), "name")
    return form | {words: ["Dicho."]}


# --- the ways of one thing ------------------------------------------------------------------
# Each gives (address, what is sent). ``look(address, form)`` gives what the page has in its
# form; it is empty for who is not shown the page, and is refused without it.


def save(world, thing, look):
    address = way_of(thing, "change")
    return address, typed_in(look(address))


def new_row(world, thing, look):
    address = way_of(thing, "change")
    form = {"sources-TOTAL_FORMS": ["0"], "authorships-TOTAL_FORMS": ["0"], **look(address)}
    if isinstance(thing, Case):
        add_row(form, "sources", title="Forgé", publisher="Forge", language="fr", kind="ngo")
    else:
        add_row(form, "authorships", author=world.entries["author unseen"].pk)
    return address, form


def by_button(deed):
    def sent(world, thing, look):
        address = way_of(thing, "change")
        pressed = {BUTTONS[deed]: ["on"], "_reason": ["Parce que."]}
        if deed == "discard":
            form = look(address, "", **pressed)
            return address, {name: form[name] for name in form if name == "_sure"} | pressed
        return address, typed_in(look(address)) | pressed

    return sent


def by_page(deed):
    def sent(world, thing, look):
        address = f"{way_of(thing, 'change').removesuffix('change/')}deed/{deed}/"
        said = {"_reason": ["Parce que."], "_reason_fr": ["Deux fois."]}
        return address, look(address, "deed_form") | said

    return sent


def by_list(action, **more):
    def sent(world, thing, look):
        row = type(thing)._base_manager.get(pk=thing.pk)
        form = {"action": action, "_selected_action": thing.pk, "_sure": "on", "post": "yes",
                f"{SEEN}{thing.pk}": state_of(row), "_reason": "Parce que.",
                "_reason_fr": "Deux fois."}  # fmt: skip
        form["themes"] = world.entries["theme fixed"].pk
        return way_of(type(thing), "changelist"), form | more

    return sent


def delete(world, thing, look):
    address = way_of(thing, "delete")
    return address, {"post": "yes"} | look(address, "delete_form")


def comment(world, thing, look):
    return way_of(thing, "comments"), {"words": "Depuis quand ?"}


def take_back(world, thing, look):
    opts = thing._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_take_back"
    first = revisions.Revision.objects.of(thing).last()
    address = reverse(name, args=[thing.pk, first.number])
    return address, look(address, "take_back_form")


def translate(world, thing, look):
    kind = thing._meta.model_name
    path = words_of(thing)
    address = reverse("translations:pair", args=[kind, thing.pk, "es", path])
    return address, look(address, "pair_form") | {"text": "Traducido."}


def merge(world, thing, look):
    address = way_of(thing, "merge")
    other = type(thing)._base_manager.exclude(pk=thing.pk).first()
    into = other.pk if other else 0
    return address, {"into": into} | look(f"{address}?into={into}", "")


def words_of(thing):
    """The name of a text that is translated; None where it has none."""
    return next((name for name in ("title", "name", "label") if hasattr(thing, f"{name}_es")),
                None)  # fmt: skip


def is_translated(thing):
    paths = {one.path for one in passages_of(getattr(thing, "pending", None) or thing)}
    return words_of(thing) in paths


def exists(name, thing):
    """Whether this model has such an address."""
    opts = thing._meta
    args = [1, 1] if name == "take_back" else [1]
    try:
        return bool(reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=args))
    except NoReverseMatch:
        return False


class Undone:
    """Whatever is done within it is undone."""

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error):
        if error[0] is None:
            transaction.set_rollback(True)
        return self.atomic.__exit__(*error)


# --- every address ----------------------------------------------------------------------------

UNTRIED = {"archive-button", "reopen-button", "send_back-page", "send_back-list"}


def named_of(model, page, *keys):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


def flat(found):
    for pattern in found:
        yield from flat(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def beside_the_desk():
    """The addresses below that of the desk that are not its site's own."""
    for pattern in get_resolver().url_patterns:
        is_site = getattr(pattern, "namespace", "") == "admin"
        if str(pattern.pattern).startswith("admin/") and not is_site:
            yield from flat([pattern])


def every_address(world):
    """One of each, but that by which one leaves, and those where an empty form says all."""
    for pattern in flat(admin.site.get_urls()):
        if pattern.name and not re.search("logout|_restore$", pattern.name):
            keys = keys_of(world, pattern.name)
            parts = {part: keys[part] for part in pattern.pattern.regex.groupindex}
            yield reverse(f"admin:{pattern.name}", kwargs=parts)
    for name, pattern in patterns(get_resolver()):
        if name == "open_data:keep":  # whoever asks for an address of their choice gets one
            continue
        parts = {part: (VALUES[part] or [1])[0] for part in pattern.pattern.regex.groupindex}
        try:
            yield reverse(name, kwargs=parts)
        except NoReverseMatch:
            continue


def keys_of(world, name):
    rows = {thing._meta.model_name: thing for thing in world.entries.values()}
    rows |= {kind: world.things[f"{kind} draft"] for kind in ("case", "contribution")}
    rows |= {"letter": world.letters[0], "merging": world.merging, "tombstone": world.stone,
             "user": world.other, "group": world.entries["group fixed"]}  # fmt: skip
    kind = name.split("_")[1] if "_" in name else ""
    row = rows.get(kind, world.other)
    return {"object_id": row.pk, "number": 1, "deed": "publish", "key": world.merging.pk,
            "id": world.other.pk, "app_label": "cases", "content_type_id": 1,
            "url": "nowhere"}  # fmt: skip
