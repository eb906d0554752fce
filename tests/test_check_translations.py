"""The check of the catalogues finds each kind of fault, and lets a whole one pass."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "check_translations.py"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
WHOLE = 'msgid "antes"\nmsgstr "ymave"\n\nmsgid "%(n)s casos"\nmsgstr "%(n)s káso"\n'


def check(root: Path, **catalogues: str) -> subprocess.CompletedProcess[str]:
    """Run a copy of the script beside the given catalogues, by language."""
    script = root / "scripts" / SCRIPT.name
    script.parent.mkdir()
    script.write_bytes(SCRIPT.read_bytes())
    for language, text in catalogues.items():
        folder = root / "schemas" / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "seamos.po").write_text(HEADER + text, encoding="utf-8")
    return subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)


def test_whole_catalogues_pass(tmp_path: Path) -> None:
    result = check(tmp_path, gn=WHOLE, en=WHOLE.replace("ymave", "before"))
    assert (result.returncode, result.stdout) == (0, "translations: 2 catalogues, 0 faults\n")


@pytest.mark.parametrize(
    ("gn", "fault"),
    [
        ('msgid "antes"\nmsgstr "ymave"\n', "gn/seamos: missing: %(n)s casos"),
        (WHOLE.replace("ymave", ""), "gn/seamos: not translated: antes"),
        (WHOLE.replace('msgid "antes"', '#, fuzzy\nmsgid "antes"'), "gn/seamos: marked fuzzy: antes"),
        (WHOLE.replace("%(n)s káso", "káso"), "gn/seamos: placeholders differ: %(n)s casos"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, gn: str, fault: str) -> None:
    result = check(tmp_path, gn=gn, en=WHOLE)
    assert result.returncode == 1
    assert fault in result.stdout.splitlines()
