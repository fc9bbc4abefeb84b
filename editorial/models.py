from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Who edits the atlas. Ours from the first migration, so that it can grow."""
