"""The names of things that documents know by their slugs."""

from .models import FormerSlug


class Names:
    """Asked for as they are needed, and kept: a page that compares asks for each once."""

    def __init__(self):
        self._names, self._former = {}, {}

    def present(self, model, by, key):
        """The present slug of what had this one; the same where nothing is known of it."""
        if by != getattr(model, "KNOWN_BY", "") or key is None:
            return key
        kind = model._meta.model_name
        if kind not in self._former:
            rows = FormerSlug.objects.filter(kind=kind)
            self._former[kind] = dict(rows.values_list("slug", "now"))
        return self._former[kind].get(key, key)

    def all(self, model, by, keys):
        """{present slug: name}, in the order of the keys; the slug itself of what is gone."""
        present = list(dict.fromkeys(self.present(model, by, key) for key in keys))
        known = self._names.setdefault(model, {})
        if unknown := [key for key in present if key not in known]:
            self._look_up(model, by, known, unknown)
        return {key: known[key] or key for key in present}

    def _look_up(self, model, by, known, unknown):
        rows = model.objects.filter(**{f"{by}__in": unknown})
        known |= dict.fromkeys(unknown) | {getattr(row, by): str(row) for row in rows}

    def one(self, model, by, key):
        return next(iter(self.all(model, by, [key]).values()))

    def exists(self, model, by, key):
        self.all(model, by, [key])
        return self._names[model][self.present(model, by, key)] is not None


class Gathering(Names):
    """Names to come: what compares many asks this one first, and throws away what it is told;
    then all that was asked for is looked up at once, in one query a model."""

    def __init__(self):
        super().__init__()
        self._asked = {}

    def _look_up(self, model, by, known, unknown):
        self._asked.setdefault((model, by), set()).update(unknown)
        known |= dict.fromkeys(unknown)

    def found(self):
        """Names that know all of it."""
        names = Names()
        names._former = self._former
        for (model, by), keys in self._asked.items():
            names.all(model, by, sorted(keys))
        return names
