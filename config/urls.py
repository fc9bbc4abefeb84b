from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

from editorial import on_site, passwords, previews, resuming, safety
from open_data import selections, sitemaps
from waiting import views as waiting_views

handler400 = "config.outages.bad_request"
handler403 = "languages.refusals.forbidden"
handler404 = "open_data.gone.not_found"
handler500 = "config.outages.server_error"


class Favicon(RedirectView):
    """Browsers ask for it by this name where a page, such as the admin's, names none."""

    def get_redirect_url(self):
        return static("img/favicon.ico")


urlpatterns = [
    path("favicon.ico", Favicon.as_view()),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/mails/", waiting_views.mails, name="mails"),
    path("admin/password_change/", passwords.own, name="own_password"),
    path("admin/password_reset/", include("editorial.passwords")),
    path("admin/", include("editorial.entrance.urls")),
    path("admin/r/<int:content_type_id>/<path:object_id>/", on_site.on_site, name="on_site"),
    path("admin/guide/", include("guide.urls")),
    path("admin/translations/", include("translations.urls")),
    path("admin/resume/", resuming.resume, name="resume"),
    path("admin/", admin.site.urls),
    path(".well-known/security.txt", safety.security_txt, name="security_txt"),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemap-<str:code>-<int:number>.xml", sitemaps.sitemap, name="sitemap"),
    path("s/<slug:code>/", selections.short, name="selection"),
    path("api/v1/", include("open_data.api.urls")),
    *i18n_patterns(
        path("preview/<str:token>/", previews.preview, name="preview"),
        path("", include("pages.urls")),
        path("", include("pages.social.urls")),
        path("", include("council.urls")),
        path("", include("open_data.urls")),
        path("cases/", include("cases.urls")),
        path("contributions/", include("contributions.urls")),
        path("letters/", include("letters.urls")),
    ),
]
