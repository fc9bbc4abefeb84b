"""Compile the forms of words that the search knows: ten seconds, once for each release of the
lists. Whoever finds no file makes it; this says when."""

from django.core.management.base import BaseCommand

from search import lexicon


class Command(BaseCommand):
    help = "Write the file of the lexicon beside search/lexicon.py, where it is missing."

    def handle(self, **options):
        if not lexicon.FILE.exists():
            lexicon.compile_file()
            self.stdout.write(f"compiled {lexicon.FILE.name}")
