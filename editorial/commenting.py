"""Comments at the desk: on the form, beside the comparison, and on a page of their own."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from . import discussing
from .comments import Comment
from .history import said
from .once import done_once

READ = "_read"  # the button of who has read them


class CommentedAdmin(admin.ModelAdmin):
    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_comments"
        view = self.admin_site.admin_view(self.comments_view)
        return [path("<path:object_id>/comments/", view, name=name), *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    @done_once
    def comments_view(self, request, object_id):
        request.is_at_copy = True
        thing = self.get_object(request, unquote(self._of_original(object_id)))
        if thing is None:
            raise Http404
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied(_("Your account may not do this."))
        if request.method != "POST":
            return self._comments_page(request, thing)
        if READ in request.POST:
            discussing.read(thing, request.user)
            return self._to_comments(thing)
        try:
            discussing.comment(
                thing, said(request, "words"), by=request.user, about=said(request, "about")
            )
        except ValidationError as refusal:
            return self._comments_page(request, thing, refusal.messages, 400)
        self.message_user(request, _("Your comment was added."), messages.SUCCESS)
        return self._to_comments(thing)

    def _to_comments(self, thing):
        return HttpResponseRedirect(self.address_of(thing.original.pk, "comments"))

    def _comments_page(self, request, thing, errors=(), status=200):
        context = self.page_context(request, thing, _("Comments"))
        context |= self.commented(request, thing)
        context |= {"errors": errors, "words": said(request, "words")}
        context |= {"about": said(request, "about")}
        template = "admin/editorial/comments.html"
        return TemplateResponse(request, template, context, status=status)

    def commented(self, request, thing):
        """What a page with comments shows."""
        open_ones = Comment.objects.open().about(thing).select_related("made_by")
        some, parts = list(open_ones.prefetch_related("unread_by")), discussing.choices(thing)
        for one in some:
            one.about_what = dict(parts).get(one.about, "")
        return {
            "comments": some,
            "are_unread": any(request.user in one.unread_by.all() for one in some),
            "may_comment": discussing.may_be_commented(thing),
            "comment_address": self.address_of(thing.original.pk, "comments"),
            "parts": parts,
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="",
                           obj=None):  # fmt: skip
        if obj is not None:
            context |= self.commented(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
