"""A merging is undone as far as what was touched since allows; what it cannot do is told."""

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from languages.content import save_dated

from . import catalogue
from .joining import Listed, Refused, lock, owner_of, tell, unique_sets
from .models import FormerSlug, Merging


class Parting:
    def __init__(self, merging):
        self.merging, self.told = merging, merging.told
        self.model = apps.get_model(self.told["model"])
        self.problems, self.owners = [], {}

    def carry_out(self):
        """(what came back, words for each thing that could not). Refused if nothing can."""
        with catalogue.writing(), transaction.atomic():
            self.merging = Merging.objects.select_for_update().get(pk=self.merging.pk)
            if self.merging.undone_at:
                raise Refused(_("This was undone already."), 409)
            self.kept = self.model._base_manager.filter(pk=self.told["kept"]["key"]).first()
            if self.kept is None:
                words = _("“%(kept)s” is gone: bring it back first.")
                raise Refused(words, 409, {"kept": self.merging.kept})
            lock(self.kept)
            self.gone = self._brought_back()
            self._take_ties_back()
            self._unfold()
            self._put_in_place()
            self._take_names_back()
            self.merging.undone_at = timezone.now()
            self.merging.save(update_fields=["undone_at"])
            tell(self.gone, self.kept, *self.owners.values())
        return self.gone, self.problems

    def _brought_back(self):
        slug = self.told["gone"]["fields"][self.model.KNOWN_BY]
        kind = self.model._meta.model_name
        here = getattr(self.kept, self.kept.KNOWN_BY)
        if FormerSlug.objects.now(kind, slug) != here:
            words = _("“%(slug)s” leads to something else today.")
            raise Refused(words, 409, {"slug": slug})
        (found,) = serializers.deserialize("python", [self.told["gone"]])
        try:
            found.object.full_clean(exclude=["position"], validate_constraints=False)
        except ValidationError as error:
            raise Refused(" ".join(error.messages), 409) from error
        found.save()
        names = self.told["names"]
        FormerSlug.objects.filter(kind=kind, slug__in=names).update(now=slug)
        if slug not in names:
            FormerSlug.objects.filter(kind=kind, slug=slug).delete()
        own = FormerSlug.objects.filter(kind=kind, now=here)
        if list(own.values_list("slug", flat=True)) == [here]:
            own.delete()  # it was made to tell whose names come first
        return self.model._base_manager.get(pk=found.object.pk)

    def _take_ties_back(self):
        for told in self.told["moved"]:
            model, field = self._field_of(told)
            row = self._now(told)
            if row is None:
                self._cannot(told)
                continue
            self._touched(row, field)
            model._base_manager.filter(pk=row.pk).update(**{field.name: self.gone})

    def _now(self, told):
        """The row that was moved, or, if it was written anew since, the one that says the
        same; None if there is none."""
        model, field = self._field_of(told)
        rows = model._base_manager.filter(**{field.name: self.kept})
        if row := rows.filter(pk=told["pk"]).first():
            return row
        for names in unique_sets(model, field):
            same = {name: told["fields"][name] for name in names}
            if None not in same.values() and (row := rows.filter(**same).first()):
                return row
        return None

    def _unfold(self):
        for told in self.told["folded"]:
            model, field = self._field_of(told)
            twin = self._now(told | {"pk": told["twin"]})
            if twin is None or model._base_manager.filter(pk=told["pk"]).exists():
                self._cannot(told)
                continue
            (found,) = serializers.deserialize("python", [told])
            found.save()
            self._touched(model._base_manager.get(pk=told["pk"]), field)

    def _put_in_place(self):
        for told in self.told["places"]:
            listed = Listed(apps.get_model(told["model"]), told["column"], told["owner"])
            back = {one["pk"] for one in self.told["folded"] if one["model"] == told["model"]}
            now = {pk: place for pk, place in listed.places() if pk not in back}
            if now == dict(told["has"]):
                for pk, place in told["had"]:
                    listed.model._base_manager.filter(pk=pk).update(position=place)
            elif listed.rows.exists():
                listed.number()
                words = _("Its order was changed since, and is kept: %(list)s.")
                self.problems.append(words % {"list": self._name_of(listed)})

    def _name_of(self, listed):
        row = listed.rows.first()
        return f"{getattr(row, row.PART_OF)}, {row._meta.verbose_name_plural}"

    def _take_names_back(self):
        kept = self.told["kept"]
        for name, words in kept["has"].items():
            if getattr(self.kept, name) == words:
                setattr(self.kept, name, kept["had"][name])
                save_dated(self.kept, name)
                continue
            label = self.model._meta.get_field(name).verbose_name
            words = _("“%(field)s” of “%(kept)s” was changed since, and stays as it is.")
            self.problems.append(words % {"field": label, "kept": self.kept})

    def _field_of(self, told):
        model = apps.get_model(told["model"])
        return model, model._meta.get_field(told["by"])

    def _touched(self, row, field):
        owner = owner_of(row, field)
        self.owners[type(owner), owner.pk] = owner

    def _cannot(self, told):
        """Say whose tie is left as somebody made it since."""
        _model, field = self._field_of(told)
        (found,) = serializers.deserialize("python", [told])
        try:
            owner = str(owner_of(found.object, field))
        except ObjectDoesNotExist:
            self.problems.append(_("What a tie belonged to is gone."))
        else:
            words = _("The tie to “%(owner)s” was changed since, and is left as it is.")
            self.problems.append(words % {"owner": owner})
