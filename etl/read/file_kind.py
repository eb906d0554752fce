"""What a file is by its first bytes, whatever its name says: a picture renamed to .csv is told from a damaged table."""

from etl.refusal import Refusal

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "una planilla con contraseña o de Excel anterior a 2007 (.xls)",
        "old_or_locked",
    ),
    (b"PK\x03\x04", "una planilla de Excel o LibreOffice, o un archivo comprimido", "zip"),
    (b"PAR1", "un archivo Parquet", "parquet"),
    (b"%PDF", "un PDF", "pdf"),
    (b"\x89PNG", "una imagen", "picture"),
    (b"\xff\xd8\xff", "una imagen", "picture"),
    (b"GIF8", "una imagen", "picture"),
    (b"BM", "una imagen", "picture"),
    (b"\x1f\x8b", "un archivo comprimido", "compressed"),
    (b"7z\xbc\xaf", "un archivo comprimido", "compressed"),
    (b"Rar!", "un archivo comprimido", "compressed"),
    (b"{\\rtf", "un documento de texto", "document"),
)
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml")
_ENGLISH = {
    "old_or_locked": "a workbook with a password or of Excel before 2007 (.xls)",
    "zip": "an Excel or LibreOffice workbook, or a compressed file",
    "parquet": "a Parquet file",
    "pdf": "a PDF",
    "picture": "a picture",
    "compressed": "a compressed file",
    "document": "a text document",
    "web": "a web page",
}
_CURES = {
    "csv": ("guárdelo como CSV desde la planilla", "save it as CSV from the spreadsheet"),
    "xlsx": (
        "guárdelo como libro de Excel (.xlsx), sin contraseña",
        "save it as an Excel workbook (.xlsx), without a password",
    ),
    "ods": ("guárdelo como planilla ODS, sin contraseña", "save it as an ODS spreadsheet, without a password"),
    "parquet": ("expórtelo otra vez como Parquet", "export it again as Parquet"),
}
_EXPECTED = {"csv": None, "xlsx": "zip", "ods": "zip", "parquet": "parquet"}


def require_kind(head: bytes, file_format: str) -> None:
    """Refuse a file whose first bytes are those of something else.

    Args:
        head: the first bytes of the file.
        file_format: `csv`, `xlsx`, `ods` or `parquet`, as the feed says.

    Raises:
        Refusal: `empty_file`; `unreadable`, saying what the file is and what to do.
    """
    if not head:
        raise Refusal(
            "empty_file",
            "el archivo está vacío (0 bytes); revise que se haya guardado y vuelva a enviarlo",
            "the file is empty (0 bytes); check that it was saved and send it again",
        )
    found, spanish = _kind(head)
    if found == _EXPECTED[file_format]:
        return
    cure_es, cure_en = _CURES[file_format]
    if found is None:
        is_es, is_en = f"el archivo no es de formato {file_format}", f"the file is not of format {file_format}"
    else:
        is_es, is_en = f"el archivo es {spanish}", f"the file is {_ENGLISH[found]}"
    raise Refusal("unreadable", f"{is_es}; {cure_es} y vuelva a enviarlo", f"{is_en}; {cure_en} and send it again")


def _kind(head: bytes) -> tuple[str | None, str]:
    for magic, spanish, kind in _MAGIC:
        if head.startswith(magic) and not (magic == b"BM" and b"\x00" not in head[:64]):
            return kind, spanish
    if head.lstrip()[:16].lower().startswith(_WEB_PAGE):
        return "web", "una página web"
    return None, ""
