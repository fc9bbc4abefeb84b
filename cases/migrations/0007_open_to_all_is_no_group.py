"""“All residents” was a group; who may use a case is a value of its own now."""

from django.db import migrations

ALL_RESIDENTS = "all-residents"


def say_it_is_open(apps, schema_editor):
    cases = apps.get_model("cases", "Case")._base_manager.filter(groups__slug=ALL_RESIDENTS)
    # By primary keys: a row that is joined cannot be updated.
    keys = list(cases.order_by().values_list("pk", flat=True))
    apps.get_model("cases", "Case")._base_manager.filter(pk__in=keys).update(open_to_all="anyone")
    apps.get_model("cases", "Group").objects.filter(slug=ALL_RESIDENTS).delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_second_coding")]

    operations = [migrations.RunPython(say_it_is_open, migrations.RunPython.noop)]
