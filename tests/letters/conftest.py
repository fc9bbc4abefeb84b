"""How a reader writes, in tests: through the form, at a person's pace."""

import re
from html import unescape

import pytest

from letters import opened, without_account


@pytest.fixture(autouse=True)
def _no_limit_before(monkeypatch, tmp_path):
    """Each test is an address of its own."""
    monkeypatch.setattr(without_account.LetterThrottle, "scope", f"letter-{tmp_path}")


@pytest.fixture
def later(monkeypatch):
    """later(60): so many seconds go by before the form comes back."""
    passed = [0]
    real = opened.time
    monkeypatch.setattr(opened, "time", lambda: real() + passed[0])
    return lambda seconds: passed.__setitem__(0, passed[0] + seconds)


@pytest.fixture
def ticket(visitor, db):
    """ticket("/fr/letters/remark/"): what the form has in it, as a browser would send it."""

    def read(address):
        page = visitor.get(address).text
        return unescape(re.search(r'name="opened"\s+value="([^"]+)"', page)[1])

    return read


@pytest.fixture
def write(visitor, ticket, later):
    """write("/fr/letters/remark/", words="…") is the answer to a form that was filled in."""

    def sent(address="/fr/letters/remark/", **said):
        form = {"opened": ticket(address), "words": "Le chiffre de 2021 est faux.",
                "consent": "on"}  # fmt: skip
        if "proposal" not in address:
            form["what"] = "wrong"
        later(60)
        return visitor.post(address, form | said)

    return sent
