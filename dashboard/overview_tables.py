"""Tables of «Panorama»: on a phone each row is a block whose cells say their heading; a long one scrolls in a box."""

from collections.abc import Sequence

from dashboard.language import t
from dashboard.markup import Markup, el


def listed_table(heads: Sequence[str], rows: Sequence[Sequence[object]], more: str = "") -> Markup:
    """A table whose first column names the row.

    Args:
        heads: one a column.
        rows: text or markup, as many cells each as there are heads.
        more: a class of ours besides `sm-table`.
    """
    body = [el("tr", el("th", row[0], scope="row"), *map(_labelled, heads[1:], row[1:])) for row in rows]
    return el("table", _head(heads), el("tbody", *body), class_=f"sm-table {more}".strip())


def _labelled(head: str, cell: object) -> Markup:
    return el("td", el("span", head, class_="sm-label", aria_hidden="true"), el("span", cell))


def scrolled_table(heads: Sequence[str], rows: Sequence[Sequence[object]], name: str) -> Markup:
    """A long table in a box of its own, reached by keyboard and named for screen readers.

    A group and no landmark: the part that it stands in is one, of the same name.
    """
    body = [el("tr", el("th", row[0], scope="row"), *(el("td", cell) for cell in row[1:])) for row in rows]
    table = el("table", _head(heads), el("tbody", *body))
    return el("div", table, class_="sm-scroll sm-tall", tabindex="0", role="group", aria_label=name)


def folded_twin(heads: Sequence[str], rows: Sequence[Sequence[object]], name: str) -> Markup:
    """The table beside a picture, one step further."""
    return el("details", el("summary", t("Ver estos datos en una tabla")), scrolled_table(heads, rows, name))


def _head(heads: Sequence[str]) -> Markup:
    return el("thead", el("tr", *(el("th", words, scope="col") for words in heads)))
