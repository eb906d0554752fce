"""The public server: light pages, report, open data and API, with the dashboard beside them in one process."""
