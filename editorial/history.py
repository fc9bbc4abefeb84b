from django.contrib import admin

REASON = "_reason"


class HistoryAdmin(admin.ModelAdmin):
    pass
