"""Disclosure control: what of an edition may be public, and the audit that says so (docs/disclosure.md)."""

from etl.disclosure.audit import audit_release
from etl.disclosure.edition import PublicEdition, public_tables
from etl.disclosure.history import ReleasedEdition, released_history
from etl.disclosure.report import AuditReport, Forbidden

__all__ = [
    "AuditReport",
    "Forbidden",
    "PublicEdition",
    "ReleasedEdition",
    "audit_release",
    "public_tables",
    "released_history",
]
