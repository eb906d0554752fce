"""Months and days as people write them."""

from datetime import date

from dashboard.language import t


def month_name(month: date) -> str:
    """«mayo»."""
    names = (
        t("enero"), t("febrero"), t("marzo"), t("abril"), t("mayo"), t("junio"), t("julio"), t("agosto"),
        t("septiembre"), t("octubre"), t("noviembre"), t("diciembre"),
    )  # fmt: skip
    return names[month.month - 1]


def month_short(month: date) -> str:
    """«may»."""
    return month_name(month)[:3]


def month_year(month: date) -> str:
    """«mayo de 2019»."""
    return t("{month} de {year}", month=month_name(month), year=month.year)


def day(when: date) -> str:
    """«31 de mayo de 2020»."""
    return t("{day} de {month} de {year}", day=when.day, month=month_name(when), year=when.year)


def span(first: date, last: date) -> str:
    """«julio de 2017 a junio de 2018», «marzo a mayo de 2020», «mayo de 2020»."""
    if (first.year, first.month) == (last.year, last.month):
        return month_year(first)
    start = month_name(first) if first.year == last.year else month_year(first)
    return t("{start} a {end}", start=start, end=month_year(last))
