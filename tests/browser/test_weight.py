"""What a first visit costs: the budgets of every public page."""

import http.server
import threading
import time
import urllib.request

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


PIECE, PAUSE = 2_000, 0.03  # bytes; seconds


@pytest.fixture
def slow_line(site):
    """The address of the same site behind a line on which pages come piece by piece."""

    class Line(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            with urllib.request.urlopen(f"{site}{self.path}") as answer:
                kind, body = answer.headers["Content-Type"], answer.read()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            is_page = kind.startswith("text/html")
            step = PIECE if is_page else len(body)
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                time.sleep(PAUSE * is_page)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Line)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["", "cases/?q=agua", "cases/results/"])
def test_nothing_moves_while_a_page_comes_in_pieces(chromium, slow_line, path, width):
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{slow_line}/fr/{path}")

    assert page.evaluate(SHIFT) == 0
    context.close()
