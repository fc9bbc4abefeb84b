"""What it takes to write two cases and a contribution, counted: clicks, loads and windows.

``pytest -s`` prints the counts and the fields that are required."""

import sys

import pytest

from .conftest import sign_in

ADD = "/admin/cases/case/add/"
MOST = {"clicks": 35, "loads": 5, "windows": 0}
REQUIRED = """[...document.querySelectorAll("label.required")]
    .filter((one) => !one.htmlFor.includes("__prefix__"))
    .map((one) => one.textContent.trim().replace(/\\s*:$/, ""))"""


class Hand:
    """Does what a person does with a mouse, and counts."""

    def __init__(self, page):
        self.page, self.counts = page, dict.fromkeys(MOST, 0)
        self.fields, self.required = 0, {}
        page.on("load", lambda: self.add("loads"))
        page.context.on("page", lambda _new: self.add("windows"))

    def add(self, what):
        self.counts[what] += 1

    def click(self, place):
        self.page.locator(place).last.click()
        self.add("clicks")

    def fill(self, **texts):
        for name, text in texts.items():
            box = self.page.locator(f"#id_{name.replace('__', '-')}")
            if box.evaluate("one => one.tagName") == "SELECT":
                box.select_option(text)
            else:
                box.fill(text)
            self.fields += 1

    def pick(self, field, words, answer=""):
        """From a list that is searched; what is not there yet is made by it."""
        self.click(f"{field} .select2-selection")
        self.page.locator(".select2-container--open .select2-search__field").last.fill(words)
        option = self.page.locator(".select2-results__option", has_text=answer or words).first
        option.click()
        self.add("clicks")
        self.fields += 1

    def open(self, address):
        self.page.goto(address)
        found = self.page.evaluate(REQUIRED)
        self.required[address] = list(dict.fromkeys(found))

    def case(self, title, place, organisation):
        for code in ("fr", "en", "es"):
            self.fill(**{f"title_{code}": f"{title} ({code})", f"summary_{code}": "Un résumé."})
        self.pick("#case_places-0 .field-place", *place)
        self.pick("#case_levers-0 .field-lever", "Réalisation directe")
        self.pick("#case_organisations-0 .field-organisation", *organisation)
        self.fill(case_organisations__0__role="lead")
        for number in range(2):
            self.click("#sources-group .add-row a")
            row = f"sources__{number}__"
            self.fill(**{f"{row}kind": "official", f"{row}title": f"Rapport {number}",
                         f"{row}publisher": "Ville", f"{row}language": "fr"})  # fmt: skip
        self.click("#results-group .add-row a")
        self.fill(results__0__kind="output", results__0__evidence="official-record",
                  results__0__statement_fr="Mille repas.",
                  results__0__statement_en="A thousand meals.",
                  results__0__statement_es="Mil comidas.")  # fmt: skip
        source = self.page.locator("#id_results-0-source")
        source.focus()
        source.select_option("sources-1")
        self.fields += 1


@pytest.fixture
def hand(browse):
    page = browse()
    sign_in(page)
    return Hand(page)


def test_two_cases_and_a_contribution_take_few_steps(hand):
    page = hand.page
    hand.open(ADD)
    hand.case("Nantes, la cantine", ("nantes",), ("Ville de Nantes", "Ville de Nantes"))
    hand.click("[name=_addanother]")
    page.wait_for_selector(".messagelist .success")
    hand.case("Rennes, la crèche", ("Rennes", "Nouveau"), ("Crèches de Rennes", "ONG"))
    hand.click("[name=_save]")
    page.wait_for_selector("#result_list")

    hand.open("/admin/contributions/contribution/add/")
    hand.fill(original_title="La ville qui mange", language="fr", year="2025",
              title_fr="La ville qui mange", title_en="The city that eats",
              title_es="La ciudad que come", abstract_fr="Un résumé.")  # fmt: skip
    hand.pick(".field-levers", "Réalisation directe")
    hand.pick(".field-cases", "Nantes, la cantine")
    hand.pick(".field-cases", "Rennes, la crèche")
    hand.pick("#authorships-0 .field-author", "Awa Diop", "Nouveau")
    hand.click("[name=_save]")
    page.wait_for_selector("#result_list")

    sys.stdout.write(f"\n{hand.counts}, {hand.fields} fields\n")
    for address, names in hand.required.items():
        sys.stdout.write(f"required at {address}: {', '.join(names)}\n")
    assert {what: count for what, count in hand.counts.items() if count > MOST[what]} == {}
    page.goto("/admin/cases/place/?q=rennes")
    assert page.locator("#result_list tbody tr").count() == 1
