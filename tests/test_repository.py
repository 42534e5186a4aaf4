"""What a clone, a hosted Space and a package index expect of the repository itself."""
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PICKLES = {".bin", ".pkl", ".pickle", ".pt", ".pth", ".ckpt", ".joblib", ".npy", ".npz"}
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))


@pytest.fixture(scope="module")
def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def readme(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_no_tracked_file_is_larger_than_a_space_takes(tracked):
    assert [p.name for p in tracked if p.stat().st_size > 10_000_000] == []


def test_no_pickles_caches_or_checkpoints(tracked):
    assert [p.name for p in tracked if p.suffix.lower() in PICKLES] == []
    assert [p.name for p in tracked if {"__pycache__", ".venv", "var"} & set(p.relative_to(ROOT).parts)] == []


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_readme_says_the_two_commands(name):
    assert "make run" in readme(name)
    assert "make test" in readme(name)


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_every_file_that_a_readme_points_to_is_there(name):
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", readme(name))
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []


def test_front_matter_starts_the_space():
    front = yaml.safe_load(readme("README.md").split("---\n")[1])
    pinned = re.search(r"^gradio(?:\[\w+\])?==([\d.]+)$", (ROOT / "requirements.txt").read_text(), re.M)[1]
    assert front["sdk"] == "gradio"
    assert front["sdk_version"] == pinned
    assert front["license"] == "apache-2.0"
    assert str(front["python_version"]) == "3.11"
    assert (ROOT / front["app_file"]).is_file()
    assert len(front["short_description"]) <= 60


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda p: p.name)
def test_pins_are_exact(path):
    lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if line and not line.startswith("-r ") and "==" not in line] == []


def test_every_requirement_is_justified():
    said = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9-]+)(?:\[\w+\])?==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.M)
    assert [n for n in names if n not in said] == []


def test_the_gpu_set_keeps_unsloths_lower_bound():
    assert "unsloth>=2026.10" in (ROOT / "requirements-gpu.txt").read_text(encoding="utf-8")
