"""What has arrived and what is missing, by institution and month, and the reminders that follow from it."""

from etl.status.arrivals import must_belong, read_arrivals
from etl.status.calendar import InstitutionStatus, status_of
from etl.status.reminder import write_reminders

__all__ = ["InstitutionStatus", "must_belong", "read_arrivals", "status_of", "write_reminders"]
