"""The progress report («Informe de avance»): a web page in each language and a Spanish paper."""

from etl.report.write import write_report

__all__ = ["write_report"]
