"""Search at the desk: all words, wherever they stand, whatever the case and the accents."""

from collections import defaultdict

from django.contrib import admin

from languages.folding import fold


class FoldedSearch(admin.ModelAdmin):
    def get_search_results(self, request, queryset, search_term):
        wanted = fold(search_term.replace("\x00", " ")).split()
        if not wanted or not self.get_search_fields(request):
            return queryset, False
        said = self._said(request)
        found = [pk for pk, text in said.items() if all(word in text for word in wanted)]
        return queryset.filter(pk__in=found), False

    def _said(self, request):
        """{primary key: what it says in the fields of search, folded}; a query for itself and
        one for each thing it is tied to."""
        texts = defaultdict(list)
        for columns in self._by_relation(self.get_search_fields(request)).values():
            rows = self.model._base_manager.order_by().values_list("pk", *columns)
            for pk, *words in rows.distinct():
                texts[pk] += filter(None, words)
        return {pk: fold("\n".join(words)) for pk, words in texts.items()}

    def _by_relation(self, names):
        groups = defaultdict(list)
        for name in names:
            groups[name.rpartition("__")[0]].append(name)
        return groups
