"""Reading content files: YAML in which a text is ``{fr: …, en: …, es: …}``."""

import yaml

from .texts import CODES


def read(path):
    with path.open(encoding="utf-8") as file:
        return yaml.safe_load(file)


def texts(entry, *names):
    """The columns of translated texts: {"title": {"fr": "x"}} gives title_fr="x", …"""
    return {
        f"{name}_{code}": ((entry.get(name) or {}).get(code) or "").strip()
        for name in names
        for code in CODES
    }


def facts(entry, *names):
    return {name: entry.get(name) for name in names}


def by_slug(model, slugs):
    """The rows with these slugs, all of them: an unknown one is a fault of the file."""
    found = list(model.objects.filter(slug__in=slugs))
    if unknown := set(slugs) - {row.slug for row in found}:
        raise ValueError(f"unknown {model._meta.model_name}: {', '.join(sorted(unknown))}")
    return found
