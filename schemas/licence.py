"""The licence under which what is published may be used; one place for pages, report and open data."""

DATA_LICENCE = "CC BY 4.0"
DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
COMMITMENT_CODE = "PY0053"
