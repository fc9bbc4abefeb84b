"""Some faults only one kind of database can have."""


def pytest_collection_modifyitems(config, items):
    from django.db import connection

    def is_asked(item):
        mark = item.get_closest_marker("only")
        return mark is None or mark.args == (connection.vendor,)

    left_out = [item for item in items if not is_asked(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if is_asked(item)]
