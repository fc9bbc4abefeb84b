"""Make the pictures of the guide from a desk that runs, in each language.

    manage.py shell < docs/guide/make_pictures.py

needs Chromium and playwright, and the desk of ``SITE_URL`` running with this database, which it
fills with a sample and empties of it again: never ask it of a desk that people use.
"""

import io
import os
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from PIL import Image
from playwright.sync_api import sync_playwright

from cases.models import Case
from editorial import made_from, working_copies
from editorial.comments import Comment
from editorial.discussing import comment
from editorial.presence import Presence
from languages.texts import CODES

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop of its own
FOLDER = Path(settings.BASE_DIR) / "static" / "img" / "guide"
WIDTH, HEIGHT = 1100, 640
# A signed link is of this desk alone, and no example.
LINK = "document.querySelectorAll('#id_preview_link').forEach(one => one.value = 'https://…')"
MORE = " Ce passage est un exemple."  # the original, in French
SAID = "Quelle source dit cela\u202f?"


def sampled():
    """(an account, another that has the form open, a case, its pending change that leaves its
    translations behind)."""
    make = get_user_model().objects.create_superuser
    user, other = make("exemple"), make("relecture")
    case = Case.objects.published().order_by("slug").first()
    copy, _keys = working_copies.open_copy(case, by=other)
    before = made_from.passages_of(copy)
    copy.summary_fr += MORE
    copy.save()
    made_from.saved(copy, before, by=other)
    comment(copy, SAID, by=other, about="summary")
    Presence.objects.renew(case, other, uuid4())
    return user, other, case, copy


def addresses(case):
    """{name of a picture: (address, what of the page is shown first)}"""
    at_desk = f"/admin/cases/case/{case.pk}/"
    return {
        "front": ("/admin/", "#content"),
        "form": (f"{at_desk}change/", ".here"),
        "compare": (f"{at_desk}pending/", "#content"),
        "pair": (f"/admin/translations/case/{case.pk}/{{}}/summary/", "#content"),
    }


def signed_in(context, user):
    client = Client()
    client.force_login(user)
    context.add_cookies([
        {"name": "sessionid", "value": client.cookies["sessionid"].value,
         "url": settings.SITE_URL}
    ])  # fmt: skip


def take(page, address, shown, path):
    page.goto(settings.SITE_URL + address, wait_until="networkidle")
    page.locator(shown).first.scroll_into_view_if_needed()
    page.evaluate("document.fonts.ready")
    page.evaluate(LINK)
    box = page.locator(shown).first.bounding_box()
    around = 0 if shown == "#content" else 12  # it has room of its own
    top = max(box["y"] + page.evaluate("scrollY") - around / 3, 0)
    whole = page.evaluate("document.documentElement.scrollHeight")
    left = max(box["x"] - around, 0)
    width = min(box["width"] + 2 * around, WIDTH - left)
    clip = {"x": left, "y": top, "width": width, "height": min(HEIGHT, whole - top)}
    picture = page.screenshot(full_page=True, clip=clip)
    Image.open(io.BytesIO(picture)).convert("RGB").save(path, quality=72, method=6)


def make_all():
    FOLDER.mkdir(parents=True, exist_ok=True)
    user, other, case, copy = sampled()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium")
            )
            for code in CODES:
                context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
                signed_in(context, user)
                context.add_cookies([
                    {"name": settings.LANGUAGE_COOKIE_NAME, "value": code,
                     "url": settings.SITE_URL}
                ])  # fmt: skip
                page = context.new_page()
                into = "es" if code != "es" else "en"
                for name, (address, shown) in addresses(case).items():
                    path = FOLDER / f"{code}-{name}.webp"
                    take(page, address.replace("{}", into), shown, path)
                context.close()
            browser.close()
    finally:
        Comment.objects.filter(made_by__in=[user, other]).delete()
        working_copies.discard(copy, by=None)
        user.delete()
        other.delete()


make_all()
