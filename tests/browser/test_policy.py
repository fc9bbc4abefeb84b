"""A browser is told to run and fetch nothing but what the site itself serves."""

import pytest

ALLOWED = {"'none'", "'self'", "data:"}
MARKUP_OF_ITS_OWN = """() => [...document.querySelectorAll('*')].filter(element =>
    element.hasAttribute('style')
    || element.localName == 'style'
    || element.localName == 'script' && !element.src && element.type != 'application/ld+json'
    || [...element.attributes].some(attribute => attribute.name.startsWith('on'))
).map(element => element.outerHTML.slice(0, 200))"""


def policy(response):
    """{directive: sources} of the policy of a response."""
    header = response.headers["content-security-policy"]
    rules = [rule.split() for rule in header.split(";") if rule.strip()]
    return {name: set(sources) for name, *sources in rules}


def assert_strict(rules):
    assert rules["default-src"] == {"'none'"}
    assert rules["frame-ancestors"] == {"'none'"}
    assert {"script-src", "style-src", "form-action", "base-uri"} <= rules.keys()
    assert set().union(*rules.values()) <= ALLOWED


def test_every_public_page_has_a_strict_policy(browse, kind):
    response = browse().request.get(kind.address("fr"))

    assert response.status == kind.status
    assert_strict(policy(response))


@pytest.mark.parametrize(
    "address",
    ["", "cases/case/", "cases/case/add/", "nowhere/", "step/", "step/app/", "step/keys/add/",
     "sessions/", "editorial/accountevent/"],
)  # fmt: skip
def test_every_page_of_the_desk_has_a_strict_policy(desk, address):
    assert_strict(policy(desk().request.get(f"/admin/{address}")))


def test_the_door_of_the_desk_has_a_strict_policy(browse):
    assert_strict(policy(browse().request.get("/admin/login/")))


def test_no_public_page_has_inline_style_or_script(visit):
    assert visit("fr").evaluate(MARKUP_OF_ITS_OWN) == []
