"""What a browser would send of a page, if nobody typed anything."""

import re
from html.parser import HTMLParser

UNSENT = {"submit", "button", "reset", "file", "image"}
BESIDE = {"comment_form", "read_form"}  # of the comments: no browser sends two forms at once


class _Form(HTMLParser):
    def __init__(self, only):
        super().__init__()
        self.only, self.inside, self.sent = only, False, {}
        self.area = self.select = self.option = None

    def handle_starttag(self, tag, attributes):
        has = dict(attributes)
        if tag == "form":
            self.inside = self.is_wanted(has.get("id") or "") and "logout" not in str(has)
        if not self.inside:
            return
        if tag == "input" and has.get("name") and has.get("type") not in UNSENT:
            if has.get("type") not in ("checkbox", "radio") or "checked" in has:
                default = "on" if has.get("type") == "checkbox" else ""
                self.put(has["name"], has.get("value", default))
        elif tag == "textarea":
            self.area = (has["name"], [])
        elif tag == "select" and has.get("name"):
            self.select = (has["name"], "multiple" in has, [])
        elif tag == "option" and self.select:
            self.select[2].append((has.get("value", ""), "selected" in has))

    def is_wanted(self, name):
        return name.endswith(self.only) and name not in BESIDE - {self.only}

    def handle_data(self, words):
        if self.area:
            self.area[1].append(words)

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            name, words = self.area
            text = "".join(words).removeprefix("\r\n").removeprefix("\n")
            self.put(name, text.replace("\r\n", "\n").replace("\n", "\r\n"))
            self.area = None
        elif tag == "select" and self.select:
            name, is_multiple, options = self.select
            chosen = [value for value, is_selected in options if is_selected]
            if not chosen and options and not is_multiple:
                chosen = [options[0][0]]
            for value in chosen:
                self.put(name, value)
            self.select = None
        elif tag == "form":
            self.inside = False

    def put(self, name, value):
        self.sent.setdefault(name, []).append(value)


PUBLISH = "_publish_change"


def form_of(page, only="_form", publish=True):
    """{name: [texts]} of the form whose id ends so, the templates of new rows left out; sent
    with the button that publishes what is changed, where the form has it, unless it is to wait
    as a pending change."""
    text = page.text if hasattr(page, "text") else page
    reader = _Form(only)
    reader.feed(text)
    sent = {name: texts for name, texts in reader.sent.items() if "__prefix__" not in name}
    is_live = 'name="_publish_change"' in text and 'data-live="on"' in text
    return sent | ({PUBLISH: [""]} if publish and is_live else {})


def add_row(form, part, **values):
    """Fill a new row of an inline; its number."""
    number = int(form[f"{part}-TOTAL_FORMS"][0])
    form[f"{part}-TOTAL_FORMS"] = [str(number + 1)]
    form[f"{part}-{number}-id"] = [""]
    for name, value in values.items():
        form[f"{part}-{number}-{name}"] = [str(value)]
    return number


BECAUSE = "Parce que."


def pressed_on(browser, answer, **options):
    """What comes of a deed when its page of confirmation, or two, are read and the button is
    pressed. A page without the button, where something forbids the deed, is the answer."""
    for _page in range(3):
        if answer.status_code == 302 and "/deed/" in answer.url:
            answer = browser.get(answer.url)
        if not (answer.status_code == 200 and 'id="deed_form"' in answer.text):
            return answer
        if 'class="first"' not in answer.text:
            return answer
        form = form_of(answer, only="deed_form", publish=False)
        why = {"_reason"} if form.get("action") == ["send_back"] else {"_reason_fr"}
        form |= {name: [BECAUSE] for name in why & form.keys() if not any(form[name])}
        answer = browser.post(address_of_deed(answer), form, **options)
    return answer


def address_of_deed(page):
    """Where its form goes."""
    return re.search(r'action="([^"]*)"[^>]*id="deed_form"', page.text)[1].replace("&amp;", "&")
