"""The two forms that readers write in, without an account."""

from hashlib import blake2b

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from languages.uniform import uniform

from .models import LONGEST, OF_SOURCE, Kind, What

KEPT = ["what", "words", "source", "name", "email"]  # what a letter says


class LetterForm(forms.Form):
    """``site`` is a trap: no reader sees the box, so who fills it reads no page."""

    kind = None
    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}))
    source = forms.CharField(
        label=_("How can it be checked?"),
        help_text=_("An address, a title, a page. It may stay empty."),
        max_length=OF_SOURCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("It may stay empty, and is never published."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=_(
            "The editors may use what I write under the licence of the atlas, CC BY 4.0, "
            "without my name."
        ),
        error_messages={"required": _("Without your consent nothing of it can be used.")},
    )
    site = forms.CharField(label=_("Leave this box empty"), required=False)

    def clean(self):
        said = super().clean()
        for name in {"words", "source", "name"} & said.keys():
            said[name] = uniform(said[name]).strip()
        if "name" in said:  # one line, whatever was sent
            said["name"] = " ".join(said["name"].split())
        for name in {"words", "source", "name"} & said.keys():
            self._hold_within(name, said[name])  # made uniform, some letters become two
        if "words" in said and not said["words"]:
            self.add_error("words", self.fields["words"].error_messages["required"])
        if self.data.get("site"):
            raise ValidationError(
                _("A box that is hidden from readers was filled in. Send it once more: it is "
                  "empty again.")
            )  # fmt: skip
        return said

    def _hold_within(self, name, words):
        try:
            MaxLengthValidator(self.fields[name].max_length)(words)
        except ValidationError as too_long:
            self.add_error(name, too_long)

    def digest(self):
        """The same for the same words, about whatever."""
        said = "\0".join(str(self.cleaned_data.get(name, "")) for name in KEPT)
        return blake2b(said.encode(), digest_size=16).hexdigest()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["email"].help_text = _(
            "For a question or an answer; it may stay empty. Name and address are given to "
            "nobody, and erased %(days)s days after you send this."
        ) % {"days": settings.SENDER_DAYS}


class RemarkForm(LetterForm):
    kind = Kind.REMARK
    what = forms.ChoiceField(
        label=_("What is it?"),
        choices=What,
        widget=forms.RadioSelect,
        initial=What.WRONG,
    )
    field_order = ["what"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["words"].label = _("What should we know?")
        self.fields["words"].help_text = _(
            "Say where it stands and what would be right, in French, English or Spanish."
        )


class ProposalForm(LetterForm):
    kind = Kind.PROPOSAL

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["words"].label = _("Which case?")
        self.fields["words"].help_text = _(
            "The place and the local government that acts; what it does, for whom and since "
            "when. In French, English or Spanish."
        )
        self.fields["source"].help_text = _(
            "At least one public source, in any language: a case without one is not published."
        )


FORMS = {form.kind: form for form in (RemarkForm, ProposalForm)}
