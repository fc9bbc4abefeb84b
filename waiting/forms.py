from django import forms

from .models import Mailbox


class MailboxForm(forms.ModelForm):
    class Meta:
        model = Mailbox
        fields = ["often", "language"]
