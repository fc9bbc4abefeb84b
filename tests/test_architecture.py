"""Who may import whom, read from the code itself."""

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

PROJECT = Path(__file__).parents[1]

# Each room and the rooms below it.
BELOW = {
    "config": {
        "edition", "waiting", "translations", "guide", "pages", "letters", "council",
        "open_data", "contributions", "cases", "infrastructures", "editorial", "search",
        "languages", "cartography", "towns",
    },
    "edition": {
        "pages", "council", "open_data", "contributions", "cases", "infrastructures",
        "editorial", "search", "languages", "cartography", "towns",
    },
    "pages": {
        "council", "open_data", "contributions", "cases", "infrastructures", "editorial",
        "search", "languages", "cartography", "towns",
    },
    "council": {
        "open_data", "contributions", "cases", "infrastructures", "editorial", "search",
        "languages", "cartography", "towns",
    },
    "waiting": {
        "letters", "contributions", "cases", "infrastructures", "editorial", "search",
        "languages", "cartography", "towns",
    },
    "translations": {
        "open_data", "contributions", "cases", "infrastructures", "editorial", "search",
        "languages", "cartography", "towns",
    },
    "guide": {"languages", "cartography"},
    "letters": {
        "open_data", "contributions", "cases", "infrastructures", "editorial", "search",
        "languages", "cartography", "towns",
    },
    "open_data": {
        "contributions", "cases", "infrastructures", "editorial", "search", "languages",
        "cartography", "towns",
    },
    "contributions": {
        "cases", "infrastructures", "editorial", "search", "languages", "cartography", "towns",
    },
    "cases": {"infrastructures", "editorial", "search", "languages", "cartography", "towns"},
    "infrastructures": {"editorial", "search", "languages", "cartography"},
    "editorial": {"search", "languages", "cartography"},
    "towns": {"search", "languages", "cartography"},
    "search": {"languages", "cartography"},
    "languages": {"cartography"},
    "cartography": set(),
}  # fmt: skip

# Inside a room, a module imports only from the layers before its own.
LAYERS = [
    {"models"},
    {
        "coded_results",
        "definitions",
        "documents",
        "evidence_marks",
        "ordering",
        "vocabulary",
        "facet_fields",
        "gathering",
        "notes",
        "orders_of_size",
        "per_inhabitant",
        "strip",
        "tally",
    },
    {"cards", "case_sets", "named", "whereabouts"},
    {"facet_kinds"},
    {"picked", "typed_town"},
    {"near_field"},
    {"facets"},
    {"facet_index", "nearness"},
    {"answer", "arranging"},
    {"filters"},
    {
        "facet_boxes",
        "mapping",
        "near_words",
        "question_words",
        "matrix",
        "related",
        "side_by_side",
    },
    {
        "counting",
        "kept_cells",
        "near_form",
        "neighbours",
        "proposed",
        "results_matrix",
    },
    {"attempts"},
    {"search_results"},
    {"search", "social", "views"},
    {"compare_view", "map_view", "near_view", "results_view"},
    {"urls"},
]
LAYER = {name: height for height, layer in enumerate(LAYERS) for name in layer}
# The layers of rooms that say it of every module, by its name inside the room.
LAYERS_OF = {
    "edition": [
        {"addresses", "bar", "checking", "site", "statics"},
        {"index", "walking"},
        {"rewriting"},
        {"making"},
        {"shelf"},
    ],
    "council": [
        {"files", "reader_words", "row_heads", "runs", "sheet", "throttles"},
        {"facts"},
        {"first_page"},
        {"note"},
        {"pdf"},
        {"docx"},
        {"views"},
        {"urls"},
    ],
    "waiting": [
        {"models"},
        {"forms", "mails"},
        {"notices"},
        {"views", "waits"},
    ],
    "translations": [
        {"permitted", "sheets"},
        {"worklist", "writing"},
        {"bringing_back", "views"},
        {"sheet_views"},
        {"urls"},
    ],
    "guide": [{"chapters"}, {"views"}, {"urls"}],
    "letters": [
        {"arrivals", "models", "opened"},
        {"forms", "settling", "subjects", "without_account"},
        {"following", "views"},
        {"urls"},
    ],
    "open_data": [
        {"publisher", "reliability"},
        {"as_of", "aside", "citable", "columns", "comparison", "formats.archive", "formats.xml",
         "frozen", "licences", "matrix_rows", "release_files", "renamed", "result_rows",
         "schema",
         "shared_parameters", "throttles", "validated"},
        {"bibliography", "codebook", "formats.references", "gone", "metadata",
         "styles", "vocabulary_tables"},
        {"case_tables"},
        {"document_tables", "sheet"},
        {"bodies", "sheet_rows", "table_rows"},
        {"models"},
        {"dataset", "sitemaps", "formats.delimited"},
        {"formats.objects", "formats.spreadsheet"},
        {"formats", "records", "refusals"},
        {"feeds", "package", "signposts", "views", "wording"},
        {"exports", "releasing", "selections"},
        {"redacting", "releases"},
        {"urls"},
    ],
}  # fmt: skip
# What stands beside the pages of a room: layers of its own, above the rest of what it uses.
BESIDE = {
    "open_data": [
        {"api", "api.problems"},
        {"api.parameters", "api.rendering", "api.shapes"},
        {"api.views"},
        {"api.urls"},
    ],
}

# At the edge: nothing that answers a reader rests on these.
EDGE = {
    "admin", "apps", "checks", "content", "desk_filters", "evidence_forms", "management",
    "migrations", "older_files", "place_desk", "place_points", "rates", "source_numbers",
    "templatetags", "ties_of_several",
}  # fmt: skip

VAGUE = {"common", "core", "helper", "helpers", "lib", "misc", "service", "services", "utils"}


def modules(room):
    return sorted((PROJECT / room).rglob("*.py"))


def imports(path):
    """The full dotted names that a file imports, also inside functions."""
    package = path.relative_to(PROJECT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{source}.{name.name}" for name in node.names)


def rooms_imported_by(path):
    return {name.partition(".")[0] for name in imports(path)} & set(BELOW)


def part(path):
    """``cases/models/case.py`` is of the part ``models``."""
    return path.relative_to(PROJECT).parts[1].removesuffix(".py")


def parts_imported_by(path):
    """The parts of its own room that a file imports, apart from its own."""
    room = path.relative_to(PROJECT).parts[0]
    names = [name.split(".") for name in imports(path)]
    found = {name[1] for name in names if name[0] == room and len(name) > 1}
    return found - {part(path)}


each_room = pytest.mark.parametrize("room", BELOW)


def test_imports_are_read_whether_absolute_relative_or_late():
    assert rooms_imported_by(PROJECT / "pages" / "views.py") >= {"cases", "languages"}
    assert parts_imported_by(PROJECT / "cases" / "views.py") >= {"filters", "models"}
    assert "models" in parts_imported_by(PROJECT / "cases" / "templatetags" / "marks.py")
    assert "config" in rooms_imported_by(PROJECT / "manage.py")
    assert "django.db.connection" in set(imports(PROJECT / "config" / "database.py"))


def test_every_package_of_the_project_has_its_place():
    packages = {path.parent.name for path in PROJECT.glob("*/__init__.py")}

    assert packages - {"bench", "tests"} == set(BELOW)


@each_room
def test_a_room_imports_only_the_rooms_below_it(room):
    for path in modules(room):
        assert rooms_imported_by(path) <= {room} | BELOW[room], path


def test_a_room_below_never_looks_up():
    for room, below in BELOW.items():
        assert all(room not in BELOW[lower] for lower in below)


@each_room
def test_a_layer_imports_only_the_layers_before_it(room):
    for path in modules(room):
        if part(path) in LAYER:
            above = {name for name in LAYER if LAYER[name] >= LAYER[part(path)]}
            assert not parts_imported_by(path) & above, path


def module(path):
    """``open_data/formats/xml.py`` is the module ``formats.xml`` of its room."""
    names = path.relative_to(PROJECT).with_suffix("").parts[1:]
    return ".".join(name for name in names if name != "__init__")


def modules_imported_by(path, known):
    """Those of the known modules of its own room that a file imports, apart from itself."""
    room = path.relative_to(PROJECT).parts[0]
    for name in imports(path):
        inside = name.removeprefix(f"{room}.")
        while inside not in known and "." in inside:
            inside = inside.rpartition(".")[0]
        if name.startswith(f"{room}.") and inside in known and inside != module(path):
            yield inside


def heights(room):
    """{module: the height of its layer}"""
    layers = [*LAYERS_OF[room], *BESIDE.get(room, [])]
    return {name: height for height, layer in enumerate(layers) for name in layer}


each_layered_room = pytest.mark.parametrize("room", LAYERS_OF)


@each_layered_room
def test_every_module_of_a_layered_room_has_its_layer(room):
    inner = {module(path) for path in modules(room)}
    edge = {name for name in inner if {*name.split(".")} & (EDGE | {"migrations", ""})}

    assert inner - edge == set(heights(room))


@each_layered_room
def test_every_module_imports_only_from_the_layers_before_its_own(room):
    height = heights(room)
    for path in modules(room):
        if module(path) in height:
            used = {*modules_imported_by(path, height)}
            above = {name for name in used if height[name] >= height[module(path)]}
            assert not above, (module(path), above)


@each_layered_room
def test_no_module_that_pages_rest_on_imports_what_stands_beside_them(room):
    beside = {name for layer in BESIDE.get(room, []) for name in layer}
    for path in modules(room):
        if module(path) not in beside | {""}:
            assert not {*modules_imported_by(path, heights(room))} & beside, path


def test_every_module_of_the_cases_has_its_layer():
    parts = {part(path) for path in modules("cases")} - {"__init__"}

    assert parts <= set(LAYER) | EDGE


@each_room
def test_what_answers_readers_does_not_rest_on_the_edge(room):
    for path in modules(room):
        if part(path) in LAYER:
            assert not parts_imported_by(path) & EDGE, path


@each_room
def test_models_import_no_admin_filter_view_or_address_of_any_room(room):
    above = {"admin", "facets", "filters", "forms", "ordering", "urls", "views"}
    for path in modules(room):
        if part(path) == "models":
            ours = [name.split(".") for name in imports(path) if name.split(".")[0] in BELOW]
            assert not above & {name for names in ours for name in names[1:]}, path


@each_room
def test_no_module_has_a_name_that_says_nothing(room):
    for path in modules(room):
        assert not VAGUE & {path.stem, *path.relative_to(PROJECT).parts}, path


def names_in(path):
    """Every name and attribute that a file writes, and what it imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
    for name in imports(path):
        yield from name.split(".")


@each_room
def test_there_are_no_signals(room):
    signals = {"dispatch", "receiver", "signals", "post_save", "pre_save", "post_delete"}
    signals |= {"pre_delete", "m2m_changed"}
    for path in modules(room):
        assert not signals & set(names_in(path)), path


@each_room
def test_there_are_no_generic_foreign_keys(room):
    for path in modules(room):
        generic = {"GenericForeignKey", "GenericRelation", "GenericTaggedItemBase"}
        assert not generic & set(names_in(path)), path
