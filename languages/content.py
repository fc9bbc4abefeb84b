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
