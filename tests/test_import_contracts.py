"""The import contracts hold, and each of them says no to what it forbids."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINT = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter in a folder that holds the three packages and a pyproject.toml."""
    return subprocess.run([LINT, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Three empty packages under the project's own contracts."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text[text.index("[tool.importlinter]") :], encoding="utf-8")
    for package in ("dashboard", "etl", "schemas"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    return tmp_path


def test_the_project_keeps_its_contracts() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "imports", "contract"),
    [
        ("schemas/records.py", "etl", "schemas stands alone"),
        ("schemas/records.py", "dashboard", "schemas stands alone"),
        ("etl/serve.py", "streamlit", "the pipeline knows no screen"),
        ("etl/serve.py", "dashboard", "the pipeline knows no screen"),
        ("dashboard/app.py", "etl", "the dashboard knows no pipeline"),
        ("dashboard/charts.py", "duckdb", "dashboard/store.py is the one door to an edition"),
    ],
)
def test_what_is_forbidden_is_found(tree: Path, module: str, imports: str, contract: str) -> None:
    (tree / module).write_text(f"import {imports}\n", encoding="utf-8")
    result = lint(tree)
    assert result.returncode == 1
    assert re.search(rf"^{re.escape(contract)} BROKEN$", result.stdout, re.MULTILINE)


def test_what_is_allowed_passes(tree: Path) -> None:
    (tree / "dashboard" / "store.py").write_text("import duckdb\nimport schemas\n", encoding="utf-8")
    (tree / "dashboard" / "app.py").write_text("import streamlit\nfrom dashboard import store\n", encoding="utf-8")
    (tree / "etl" / "load.py").write_text("import duckdb\nimport schemas\n", encoding="utf-8")
    result = lint(tree)
    assert result.returncode == 0, result.stdout
