"""What a first visit costs: the budgets of every public page."""

import pytest

FIRST_VISIT, SCRIPTS, STYLE, FONTS = 120_000, 30_000, 40_000, 2  # bytes; files
SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 400);
})"""


@pytest.fixture
def first_visit(browse, kind):
    """A new visitor's page, and {address: (kind, bytes over the wire, bytes unpacked)}."""
    page = browse(refusals=kind.status >= 400)
    wire, found = page.context.new_cdp_session(page), {}
    wire.send("Network.enable")
    wire.on("Network.responseReceived", lambda event: found.update({event["requestId"]: [
        event["response"]["url"], event["type"], 0, 0]}))  # fmt: skip

    def of_data(event):
        if event["requestId"] in found:
            found[event["requestId"]][3] += event["dataLength"]

    def of_end(event):
        if event["requestId"] in found:
            found[event["requestId"]][2] = event["encodedDataLength"]

    wire.on("Network.dataReceived", of_data)
    wire.on("Network.loadingFinished", of_end)
    page.goto(kind.address("fr"))
    page.evaluate("document.fonts.ready.then(() => true)")
    return page, list(found.values())


def total(found, column, *kinds):
    return sum(one[column] for one in found if one[1] in kinds)


def test_a_first_visit_stays_within_its_budgets(first_visit):
    page, found = first_visit

    assert total(found, 2, "Document", "Stylesheet", "Script", "Image", "Other") <= FIRST_VISIT
    assert total(found, 2, "Script") <= SCRIPTS
    assert total(found, 3, "Stylesheet") <= STYLE
    assert len([one for one in found if one[1] == "Font"]) <= FONTS
    assert page.evaluate(SHIFT) == 0


def test_nothing_moves_on_a_phone(visit):
    page = visit("fr", width=360)
    page.evaluate("document.fonts.ready.then(() => true)")

    assert page.evaluate(SHIFT) == 0
