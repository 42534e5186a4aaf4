"""Imports go one way, and heavy ones wait until they are needed."""
import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY = {
    "app": {"app", "tasks", "engine", "documents", "prompts", "dictionaries", "adapters", "training"},
    "tasks": {"tasks", "engine", "documents", "prompts", "dictionaries", "adapters"},
    "engine": {"engine"},
    "adapters": {"adapters", "engine"},
    "documents": {"documents", "dictionaries", "engine"},
    "dictionaries": {"dictionaries", "documents", "engine"},
    "prompts": {"prompts", "engine"},
    "training": {"training", "tasks", "engine", "adapters", "documents", "dictionaries", "prompts"},
}
HEAVY = {"torch", "transformers", "peft", "faiss", "kiwipiepy", "pandas", "sklearn", "sentence_transformers", "datasets",
         "bitsandbytes", "unsloth", "matplotlib"}
# these are imported only by what needs them anyway: the loaders of the local engine and the training loop
INNER = {"engine": {"local", "lora", "packing", "model", "decoding", "grammar", "embedder", "worker"}}


def files():
    return [p for package in MAY for p in sorted((ROOT / package).rglob("*.py"))]


def imported(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node, node.module.split(".")[0]


def at_module_level(tree: ast.Module):
    """Imports that run when the module is imported, not those inside a function or under TYPE_CHECKING."""
    todo = list(tree.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (name for _, name in imported(ast.Module([node], [])))
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            todo += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            todo += [n for n in ast.iter_child_nodes(node) if isinstance(n, ast.stmt)]


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path):
    package = path.relative_to(ROOT).parts[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {name for _, name in imported(tree)}
    assert names & set(MAY) <= MAY[package]
    assert package == "app" or "gradio" not in names


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_imports_wait(path):
    package = path.relative_to(ROOT).parts[0]
    if path.stem in INNER.get(package, ()):
        return
    assert set(at_module_level(ast.parse(path.read_text(encoding="utf-8")))) & HEAVY == set()


def loaded_by(code: str) -> set[str]:
    out = subprocess.run([sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], cwd=ROOT, check=True,
                         capture_output=True, text=True, timeout=120)
    return {name.split(".")[0] for name in out.stdout.split()}


def test_help_loads_next_to_nothing():
    modules = loaded_by("import app.__main__ as m\ntry: m.main(['--help'])\nexcept SystemExit: pass")
    assert not modules & (HEAVY | {"gradio", "pydantic", "numpy", "openpyxl"})


def test_the_page_is_built_without_the_models_libraries():
    """Gradio itself brings pandas; torch and its kin must wait until the page is served."""
    modules = loaded_by("from app.service import Service\nfrom app.settings import load\nfrom app.ui import build\n"
                        "build(Service(load()))")
    assert not modules & (HEAVY - {"pandas"})
