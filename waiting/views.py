from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .forms import MailboxForm
from .notices import mailbox_of


@require_POST
def mails(request):
    """How often the account is written to, from now on."""
    form = MailboxForm(request.POST, instance=mailbox_of(request.user))
    if form.is_valid():
        form.save()
        messages.success(request, _("You are written to as you wish, from now on."))
    else:
        messages.error(request, _("Nothing was changed: this is no such choice."))
    return redirect("admin:index")


mails = admin.site.admin_view(mails)
