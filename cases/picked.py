"""Cases chosen by hand: named one by one in the question, in an order of the reader's own."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db.models import Q
from django.utils.translation import gettext as _

from editorial.models import FormerSlug, Tombstone
from languages.texts import columns

from .case_sets import CaseSet
from .facet_kinds import Facet
from .models import Case

MOST, FEW = 30, 3
KIND = Case._meta.model_name


class Named(str):
    """A slug as a question names it, with the case that has it; ``case`` is a tombstone where
    it was withdrawn since."""

    def __new__(cls, slug, case):
        name = super().__new__(cls, slug)
        name.case = case
        return name

    @property
    def is_withdrawn(self):
        return isinstance(self.case, Tombstone)

    @property
    def words(self):
        """Its title in the language that is spoken now."""
        title = str(self.case)
        return _("%(title)s (withdrawn)") % {"title": title} if self.is_withdrawn else title


class InOrder(list):
    """Values whose order says something: they are not sorted when they are written down."""


class PickedField(forms.MultipleChoiceField):
    """Slugs of published cases, each once, in their order. A former slug is read as the
    present one; what was withdrawn stays in the question, and in no answer."""

    def __init__(self, **options):
        super().__init__(required=False, **options)

    def to_python(self, value):
        given = dict.fromkeys(slug for slug in super().to_python(value) if slug)
        if len(given) > MOST:
            raise ValidationError(
                _("Up to %(most)s cases can be kept together; this address names %(count)s."),
                code="too_many",
                params={"most": MOST, "count": len(given)},
            )
        return InOrder(given)

    def validate(self, value):
        """All is said by ``clean``, which knows what the slugs are of."""

    def clean(self, value):
        slugs = super().clean(value)
        known = named(slugs)
        unknown = [slug for slug in slugs if slug not in known]
        if unknown:
            raise ValidationError([
                ValidationError(
                    _("There is no case “%(value)s”."),
                    code="invalid_choice",
                    params={"value": slug[:80]},
                )
                for slug in unknown
            ])  # fmt: skip
        return InOrder(dict.fromkeys(known[slug] for slug in slugs))


def named(slugs):
    """{slug as given: Named} of those that are, or were, cases of the atlas."""
    slugs = [slug for slug in slugs if slug_re.match(slug)]  # no database is asked for less
    if not slugs:
        return {}
    found = among(slugs)
    missing = [slug for slug in slugs if slug not in found]
    if missing:
        former = FormerSlug.objects.filter(kind=KIND, slug__in=missing)
        now = dict(former.values_list("slug", "now"))
        renamed = among(set(now.values()))
        found |= {slug: renamed[name] for slug, name in now.items() if name in renamed}
        stones = Tombstone.objects.filter(kind=KIND, slug__in={*missing, *now.values()})
        gone = {stone.slug: Named(stone.slug, stone) for stone in stones}
        for slug in missing:
            if slug not in found and (name := now.get(slug, slug)) in gone:
                found[slug] = gone[name]
    return found


def among(slugs):
    cases = Case.objects.published().filter(slug__in=slugs)
    return {case.slug: Named(case.slug, case) for case in cases.only("slug", *columns("title"))}


class CasesByName:
    """The sets of named cases, one each: they are asked for, never listed."""

    def __init__(self, tables):
        self.tables = tables

    def of(self, names):
        keys = [name.case.pk for name in names if not name.is_withdrawn]
        bits = (self.tables.bit_of.get(key) for key in keys)
        return [self.tables.case_set([bit]) for bit in bits if bit is not None]


@dataclass(frozen=True, eq=False)
class Picked(Facet):
    """Any of some cases, by their names."""

    @property
    def parameters(self):
        return (self.name,)

    def fields(self):
        return {self.name: PickedField(label=self.label)}

    def case_sets(self, tables):
        return CasesByName(tables)

    def asked(self, chosen):
        return chosen.get(self.name)

    def cases_of(self, sets, asked):
        return reduce(or_, sets.of(asked), CaseSet())

    def condition(self, asked):
        """The same for the database."""
        return Q(slug__in=[name for name in asked if not name.is_withdrawn])

    def words(self, name, asked, vocabulary):
        return [(one, one.words) for one in asked]

    def in_sentence(self, labels):
        """A few by their names, many by their number."""
        if len(labels) <= FEW:
            return super().in_sentence(labels)
        return _("%(count)s chosen cases") % {"count": len(labels)}
