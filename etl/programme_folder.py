"""Where a programme's folder is, for a command that may run from anywhere."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def existing_folder(path: Path) -> Path:
    """A folder as given, or as shipped with the product when the command runs from elsewhere."""
    shipped = PROJECT / path
    return path if path.exists() or not shipped.exists() else shipped
