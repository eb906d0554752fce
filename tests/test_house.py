"""The rules of the house that no tool checks: what files may say, and that the documentation tells the truth."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from streamlit import config as streamlit_config

from tests.conftest import LONGEST

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "LEEME.md")

# Written in two halves, so that this file passes its own test.
REGISTRY_HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "npm" + "js.com",
    "deb." + "debian.org",
    "ana" + "conda.org",
    "crates" + ".io",
    "proxy." + "golang.org",
)
MACHINE_PATH = re.compile("(?<![\\w.$}])/(?:wo" + "rk|ro" + "ot|home/\\w+|Users/\\w+)/")
VAGUE_NAMES = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}


def forbidden_in(text: str) -> list[str]:
    """The registry hosts and the paths of somebody's machine that a text names."""
    return [host for host in REGISTRY_HOSTS if host in text] + MACHINE_PATH.findall(text)


def tracked_files() -> list[Path]:
    """Files that are tracked, or would be with the next `git add`."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git clone: nothing says which files are the project's")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def make_targets() -> set[str]:
    """Targets of the Makefile that a person may ask for."""
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return set(phony.group(1).split()) if phony else set()


def code_in(markdown: str) -> str:
    """What stands in code spans and code blocks of a Markdown text, one a line."""
    blocks = re.findall(r"```\w*\n(.*?)```", markdown, re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", markdown, flags=re.DOTALL))
    return "\n".join([*blocks, *spans])


def documentation() -> Iterator[tuple[str, str]]:
    """Name and text of every Markdown file that people read."""
    for path in [*(ROOT / name for name in READMES), *sorted((ROOT / "docs").glob("*.md"))]:
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def requirements() -> list[Requirement]:
    """What pyproject.toml asks for, the development extra included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]


def locked() -> dict[str, list[str]]:
    """Versions by package name, as requirements.lock says (more than one where they differ by Python)."""
    text = (ROOT / "requirements.lock").read_text()
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)", text, re.MULTILINE):
        found.setdefault(name.lower().replace("_", "-"), []).append(version)
    return found


def out_of_step(wanted: list[Requirement], pins: dict[str, list[str]]) -> list[str]:
    """Requirements that the lock lacks or pins outside their bounds."""
    faults = []
    for requirement in wanted:
        versions = pins.get(requirement.name.lower().replace("_", "-"), [])
        fits = [requirement.specifier.contains(version, prereleases=True) for version in versions]
        if not fits or not all(fits):
            faults.append(f"{requirement.name}: {requirement.specifier} (lock: {', '.join(versions) or 'nothing'})")
    return faults


def test_no_file_names_a_registry_or_a_path_of_this_machine() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): forbidden
        for path in tracked_files()
        if (forbidden := forbidden_in(path.read_bytes().decode("utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "--index-url https://" + REGISTRY_HOSTS[0] + "/simple",
        "see /wo" + "rk/x.csv",
        "cd '/ro" + "ot/x'",
        "/home/" + "ana/x",
    ],
)
def test_a_registry_or_a_machine_path_is_found(text: str) -> None:
    assert forbidden_in(text)


@pytest.mark.parametrize("text", ["docs/work/x", "$HOME/work/", "https://example.org/home", "./roots/x", "/srv/seamos"])
def test_what_is_no_machine_path_passes(text: str) -> None:
    assert forbidden_in(text) == []


def test_no_module_hides_behind_a_vague_name() -> None:
    assert [path for path in tracked_files() if path.name in VAGUE_NAMES] == []
    assert not (ROOT / "dashboard" / "pages").exists(), "Streamlit would take it for its own navigation"


def test_the_lock_holds_every_requirement_within_its_bounds() -> None:
    assert out_of_step(requirements(), locked()) == []


def test_a_lock_out_of_step_is_noticed() -> None:
    wanted = [Requirement("polars>=2,<3"), Requirement("duckdb>=1.5,<2"), Requirement("h3>=4")]
    faults = out_of_step(wanted, {"polars": ["1.9.0"], "duckdb": ["1.5.1"]})
    assert [fault.split(":")[0] for fault in faults] == ["polars", "h3"]


def test_every_pin_of_the_lock_carries_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(entries) == sum(map(len, locked().values())) > 50
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", READMES)
def test_a_readme_begins_with_the_two_commands_and_the_picture(name: str) -> None:
    top = (ROOT / name).read_text(encoding="utf-8")[:900]
    assert "make run" in top
    assert "make test" in top
    assert "](docs/img/" in top


def test_the_files_that_begin_the_tests_exist() -> None:
    assert [name for name in LONGEST if not (ROOT / name).is_file()] == []


def test_what_the_documentation_links_to_exists() -> None:
    broken = []
    for name, text in documentation():
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            if "://" not in target and not (ROOT / name).parent.joinpath(target).exists():
                broken.append(f"{name}: {target}")
    assert broken == []


def test_every_documented_make_command_exists() -> None:
    named = {
        (name, target) for name, text in documentation() for target in re.findall(r"\bmake ([a-z]+)", code_in(text))
    }
    assert {(name, target) for name, target in named if target not in make_targets()} == set()


@pytest.mark.parametrize("name", READMES)
def test_every_make_command_is_documented(name: str) -> None:
    code = code_in((ROOT / name).read_text(encoding="utf-8"))
    missing = {target for target in make_targets() - {"help"} if not re.search(rf"\bmake {target}\b", code)}
    assert missing == set()


def test_the_licence_is_the_one_that_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (ROOT / "LICENSE").read_text().startswith(f"{project['license']} License")


def test_streamlit_knows_every_setting_and_none_reaches_out() -> None:
    settings = dict(flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))))
    assert set(settings) - set(streamlit_config.get_config_options()) == set()
    assert settings["browser.gatherUsageStats"] is False
    assert settings["server.address"] == "127.0.0.1"
    assert [value for value in settings.values() if "://" in str(value)] == []


def flat(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Dotted names and values of a nested TOML table."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def test_setup_refuses_an_old_python_and_says_what_to_do(tmp_path: Path) -> None:
    old = tmp_path / "bin" / "python3"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    command = ["/bin/sh", str(ROOT / "scripts" / "setup.sh"), str(tmp_path / "venv")]
    result = subprocess.run(command, env={"PATH": str(old.parent)}, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "hace falta Python 3.11" in result.stderr
    assert "make setup PYTHON=" in result.stderr
    assert not (tmp_path / "venv").exists()
