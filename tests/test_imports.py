"""The arrows of the house: who may import whom. A room that reaches where it must not, or any cycle, fails here."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dateline"
ROOMS = {
    "errors": set(),
    "records": {"errors"},
    "codes": {"errors", "records"},
    "intake": {"errors", "records", "codes"},
    "reading": {"errors", "records", "codes"},
    "joining": {"errors", "records", "codes"},
    "book": {"errors", "records", "codes"},
    "engine": {"errors", "records", "codes"},
    "lake": {"errors", "records", "codes"},
    "peers": {"errors", "records", "codes"},
    "fetching": {"errors"},
    "api": {"errors", "records", "codes", "intake", "reading", "joining", "book", "engine", "lake", "peers", "fetching"},
    "views": {"errors", "records", "codes", "api"},
    "__init__": {"api"},
    "__main__": {"views"},
}
# library -> the only files that may import it
ONLY_IN = {
    "spacy": {"reading/parse.py"},
    "sqlite3": {"book/", "codes/gazetteer.py"},
    "trafilatura": {"intake/"},
    "lxml": {"intake/"},
    "rensa": {"joining/"},
    "distributed": {"engine/cluster.py"},
    "duckdb": {"lake/ask.py"},
    "pyarrow": {"lake/", "views/exports/parquet.py"},
    "onnxruntime": {"reading/coder.py"},
    "tokenizers": {"reading/coder.py"},
    "click": {"views/cli/"},
    "jinja2": {"views/"},
    "starlette": {"views/web/"},
    "altair": {"views/web/"},
    "vl_convert": {"views/web/"},
    "mcp": {"views/mcp/"},
    "urllib.request": set(),
    "http.client": {"fetching/"},
    "socket": {"fetching/"},
    "ssl": {"fetching/"},
    "protego": {"fetching/robots.py"},
    "pypdf": {"intake/pdf.py"},
}


def modules():
    return sorted(p for p in SOURCE.rglob("*.py"))


def name_of(path):
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path):
    """(module, only while type checking) for each import of a file, wherever in the file it stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    guarded = {id(n) for block in ast.walk(tree) if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
               for n in ast.walk(block)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((a.name, id(node) in guarded) for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module, id(node) in guarded
            yield from ((f"{node.module}.{a.name}", id(node) in guarded) for a in node.names)


def room_of(module):
    """The room of a module; a name that the package itself holds (`dateline.__version__`) is of no room's."""
    room = module.split(".")[1] if module.count(".") else "__init__"
    return "__init__" if room.startswith("__") and room != "__main__" else room


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_imports_only_from_the_rooms_before_its_own(path):
    room = room_of(name_of(path))
    reached = {room_of(m) for m, _ in imported(path) if m.startswith("dateline.")} - {room}
    assert reached <= ROOMS[room] | {"__init__"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_library_is_imported_only_at_its_own_edge(path):
    here = path.relative_to(SOURCE).as_posix()
    for module, guarded in imported(path):
        for library, places in ONLY_IN.items():
            if (module == library or module.startswith(library + ".")) and not guarded:
                assert any(here.startswith(p) for p in places), f"{here} imports {module}"


def test_no_file_imports_itself_in_a_circle():
    names = {name_of(p) for p in modules()}
    graph = {name_of(p): {m for m, guarded in imported(p) if m in names and not guarded and m != name_of(p)
                          and not name_of(p).startswith(m + ".") and m != "dateline"} for p in modules()}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(names) - 1


@pytest.mark.parametrize("call", ["import dateline", "import dateline; dateline.__all__",
                                  "from dateline.views.cli.main import main; main(['--help'], standalone_mode=False)"])
def test_starting_loads_no_heavy_library(call):
    heavy = ("spacy", "numpy", "trafilatura", "lxml", "sqlite3")
    code = f"import sys; {call}; print('\\n' + ','.join(m for m in {heavy} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""
