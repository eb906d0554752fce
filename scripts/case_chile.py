"""Writes the tables of `docs/case-chile.md` from two runs of the `chile` programme: its own windows, and calendar 2018.

Every figure of the document stands in a marked block that this script fills: `python scripts/case_chile.py`. With
`--check` nothing is written and the exit status is 1 where document and engine disagree.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from etl.home import Home
from etl.methods.rate_ratio import rate_ratio
from etl.run import run
from etl.words.labels import verdict_label
from etl.words.numbers import number, signed_percent
from etl.words.sentences import note_sentences
from etl.words.voice import Voice
from schemas.load import Programme, load_programme

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "case-chile.md"
PROGRAMME = ROOT / "data" / "programmes" / "chile"
FEEDS = ROOT / "data" / "feeds" / "chile"
DECLARED = 'baseline = { from = "2017-07", to = "2018-06" }'
CALENDAR = 'baseline = { from = "2018-01", to = "2018-12" }'
BEGIN, END = "<!-- generated: {name} -->\n", "<!-- end: {name} -->\n"
DRUGS = "estupefacientes"
LARGE = 0.1
"""A naive change from here on is what a headline would report."""

Row = Mapping[str, Any]
HEADLINES = """
    SELECT c.*, t.name, w.baseline_count AS total_before, w.current_count AS total_now
    FROM comparison c JOIN territory t USING (territory)
    JOIN comparison w USING (evaluation, indicator, territory, basis)
    WHERE c.scenario = 'headline' AND c.basis = 'lead' AND w.scenario = 'whole'
    ORDER BY c.indicator, t.name"""
APART = """
    SELECT t.name, c.baseline_count, c.current_count, c.sentence_es FROM comparison c JOIN territory t USING (territory)
    WHERE c.scenario = 'apart' AND c.basis = 'lead' AND c.indicator = ? ORDER BY t.name"""
PERIODS = (("05", "09", 0), ("11", "02", 1))
"""First and last month, and by how many years the last is later: before the unrest of October 2019, and after it."""
YEARS = (2017, 2018, 2019)


class MissingBlockError(ValueError):
    """The document lacks the marks of a block."""


def case_blocks(scratch: Path) -> dict[str, str]:
    """The text of every block, from two runs whose homes are made under `scratch`."""
    programme = load_programme(PROGRAMME)
    declared = _edition(PROGRAMME, scratch / "declared")
    calendar = _edition(_with_calendar_2018(scratch / "chile"), scratch / "calendar")
    own, other = _rows(declared, HEADLINES), _rows(calendar, HEADLINES)
    return {
        "summary": _summary(own, other),
        "declared": _tables(own, programme),
        "declared sentences": _quoted(own, programme),
        "calendar 2018": _tables(other, programme),
        "calendar 2018 sentences": _quoted([row for row in other if row["indicator"] == DRUGS], programme),
        "drugs": _side_by_side(_of(own, DRUGS), _of(other, DRUGS)),
        "drugs by name": _by_name(),
        "drugs apart": _apart(_rows(declared, APART, DRUGS)),
    }


def filled(document: str, blocks: Mapping[str, str]) -> str:
    """The document with its blocks replaced.

    Raises:
        MissingBlockError: a block has no place in the document.
    """
    for name, text in blocks.items():
        begin, end = BEGIN.format(name=name), END.format(name=name)
        head, found, rest = document.partition(begin)
        _, closed, tail = rest.partition(end)
        if not found or not closed:
            raise MissingBlockError(
                f"no place for the block {name!r}: it stands between {begin.strip()} and {end.strip()}"
            )
        document = f"{head}{begin}\n{text}\n{end}{tail}"
    return document


def _with_calendar_2018(directory: Path) -> Path:
    shutil.copytree(PROGRAMME, directory)
    path = directory / "programme.toml"
    text = path.read_text(encoding="utf-8")
    if text.count(DECLARED) != 1:
        raise ValueError(f"{path.name} no longer declares {DECLARED}")
    path.write_text(text.replace(DECLARED, CALENDAR), encoding="utf-8")
    return directory


def _edition(programme: Path, home: Path) -> Path:
    run(load_programme(programme), FEEDS, Home(home), now=datetime.now(UTC), progress=lambda _what, _done, _total: None)
    return home / "published" / "internal.duckdb"


def _rows(edition: Path, query: str, *parameters: str) -> list[Row]:
    with duckdb.connect(str(edition), read_only=True) as connection:
        cursor = connection.execute(query, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _of(rows: Sequence[Row], indicator: str) -> list[Row]:
    return [row for row in rows if row["indicator"] == indicator]


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _change(now: int, before: int) -> str:
    return signed_percent(now / before, "en") if before else "none before"


def _counts(before: int, now: int) -> str:
    return f"{number(before, 'en')} → {number(now, 'en')}"


def _interval(row: Row) -> str:
    if row["ratio_low"] is None:
        return "–"
    return f"{signed_percent(row['ratio_low'], 'en')} to {signed_percent(row['ratio_high'], 'en')}"


def _p(value: float | None) -> str:
    return "–" if value is None else "< 0.001" if value < 0.001 else number(value, "en", 3)


def _p_by_chance(row: Row) -> float:
    """The p if months varied only as chance makes independent events vary (dispersion 1)."""
    counts = (row["current_count"], row["baseline_count"])
    return float(rate_ratio(*counts, row["current_days"], row["baseline_days"]).p)


def _tables(rows: Sequence[Row], programme: Programme) -> str:
    heading = ("comuna", "totals, 12 → 13 months", "naive", "same ten months", "change", "95 % interval", "φ", "p", "q",
               "engine", "why")  # fmt: skip
    parts = []
    for indicator in dict.fromkeys(row["indicator"] for row in rows):
        lines = [
            [
                row["name"], _counts(row["total_before"], row["total_now"]),
                _change(row["total_now"], row["total_before"]), _counts(row["baseline_count"], row["current_count"]),
                signed_percent(row["rate_ratio"], "en"), _interval(row), number(row["dispersion"], "en", 1),
                _p(row["p_value"]), _p(row["q_value"]),
                verdict_label(row["verdict"], programme.indicators[indicator], "es"), _why(row),
            ]
            for row in _of(rows, indicator)
        ]  # fmt: skip
        parts.append(f"**{programme.indicators[indicator].name['en']}** (`{indicator}`)\n\n{_table(heading, lines)}")
    return "\n".join(parts)


def _why(row: Row) -> str:
    """Why the naive percentage and the engine differ, from the row's own figures."""
    naive, change = row["total_now"] / row["total_before"], row["rate_ratio"]
    found = []
    if (naive > 1) != (change > 1):
        found.append("over the same months the sign turns")
    elif abs(naive - change) >= LARGE:
        found.append("unequal windows, quarantine inside")
    found.append(_why_this_label(row))
    if row["fragile"]:
        found.append(f"another {row['fragile']} gives another label")
    return "; ".join(found)


def _why_this_label(row: Row) -> str:
    if row["verdict"] != "no_clear_change":
        return "more than chance does, swings between months included"
    if row["reason"] == "weak_signal":
        return "marked if it stood alone, not among so many comparisons (q)"
    by_chance = _p_by_chance(row)
    swings = f"its months swing (p would be {_p(by_chance)} without φ)"
    return swings if by_chance <= 0.05 else "chance alone does that"


def _quoted(rows: Sequence[Row], programme: Programme) -> str:
    parts = []
    for indicator in dict.fromkeys(row["indicator"] for row in rows):
        note = " ".join(note_sentences(programme.indicators[indicator], Voice("es")))
        lines = [f"- «{row['sentence_es'].removesuffix(note).strip()}»" for row in _of(rows, indicator)]
        always = [f"- and always: «{note}»"] if note else []
        parts.append("\n".join([f"`{indicator}`\n", *lines, *always]) + "\n")
    return "\n".join(parts)


def _span(changes: Sequence[float]) -> str:
    sizes = sorted(abs(ratio - 1) for ratio in changes)
    low, high = (number(size * 100, "en") for size in (sizes[0], sizes[-1]))
    return f"{low} %" if low == high else f"{low} to {high} %"


def _direction(rows: Sequence[Row]) -> str:
    falls = [row for row in rows if row["rate_ratio"] < 1]
    rises = [row for row in rows if row["rate_ratio"] > 1]
    said = (
        [f"falls {_span([row['rate_ratio'] for row in falls])} in {len(falls)} of {len(rows)} comunas"] if falls else []
    )
    if rises:
        names = ", ".join(row["name"] for row in rises)
        said.append(f"rises {_span([row['rate_ratio'] for row in rises])} in {names}")
    return " and ".join(said)


def _summary(own: Sequence[Row], other: Sequence[Row]) -> str:
    totals = [row for row in own if abs(row["total_now"] / row["total_before"] - 1) >= LARGE]
    same = [row for row in own if abs(row["rate_ratio"] - 1) >= LARGE]
    signs = [row for row in own if (row["total_now"] > row["total_before"]) != (row["rate_ratio"] > 1)]
    marked = [row for row in own if row["verdict"] != "no_clear_change"]
    fragile = [row for row in marked if row["fragile"]]
    turned = [row for row, twin in zip(own, other, strict=True) if row["verdict"] != twin["verdict"]]
    lines = [
        f"Of {len(own)} comparisons, {len(totals)} differ by 10 % or more in the totals of the declared windows,",
        f"and {len(same)} over the same ten months. In {len(signs)} totals and same months go opposite ways.",
        f"The engine marks {len(marked)}; {_unmarked(same)} of the {len(same)} it calls «sin cambio claro».",
        f"{len(fragile)} of the {len(marked)} marks hang on the period chosen, and say so.",
        f"With calendar 2018 as the baseline {len(turned)} of {len(own)} comparisons would have another label.",
        f"The drug indicator {_direction(_of(own, DRUGS))} with the declared windows;",
        f"against calendar 2018 it {_direction(_of(other, DRUGS))}.",
    ]
    return "\n".join(lines) + "\n"


def _unmarked(rows: Sequence[Row]) -> int:
    return sum(row["verdict"] == "no_clear_change" for row in rows)


def _side_by_side(own: Sequence[Row], other: Sequence[Row]) -> str:
    def shown(row: Row) -> list[str]:
        return [_counts(row["baseline_count"], row["current_count"]), signed_percent(row["rate_ratio"], "en"),
                _interval(row), row["verdict"]]  # fmt: skip

    heading = ("comuna", "July 2017 – June 2018 → now", "change", "95 % interval", "verdict",
               "calendar 2018 → now", "change", "95 % interval", "verdict")  # fmt: skip
    return _table(heading, [[row["name"], *shown(row), *shown(twin)] for row, twin in zip(own, other, strict=True)])


def _by_name() -> str:
    """Sums of the source over the five comunas, by its own names, straight from the deliveries."""
    sent = pl.concat(pl.read_csv(path) for path in sorted(FEEDS.glob("*.csv")))
    mapped = pl.read_csv(PROGRAMME / "offences.csv").filter(pl.col("indicator") == DRUGS)["offence"].to_list()
    spans = [[(f"{year}-{a}", f"{year + later}-{b}") for year in YEARS] for a, b, later in PERIODS]
    heading = [word for span in spans for word in (*(f"{a} to {b}" for a, b in span), "last change")]
    lines = []
    for name in mapped:
        sums = [[_total(sent.filter(pl.col("delito") == name), *ends) for ends in span] for span in spans]
        cells = [word for each in sums for word in (*(number(n, "en") for n in each), _change(each[-1], each[-2]))]
        lines.append([name, *cells])
    return _table(("name in the source", *heading), lines)


def _total(sent: pl.DataFrame, first: str, last: str) -> int:
    months = pl.col("fecha").str.slice(0, 7)
    return int(sent.filter(months.is_between(pl.lit(first), pl.lit(last)))["delito_n"].sum())


def _apart(rows: Sequence[Row]) -> str:
    lines = [
        [row["name"], number(row["baseline_count"], "en"), number(row["current_count"], "en"),
         _change(row["current_count"], row["baseline_count"])]
        for row in rows
    ]  # fmt: skip
    return _table(("comuna", "March to May, baseline", "March to May 2020", "naive"), lines)


def main(arguments: Sequence[str]) -> int:
    """Fill the document, or with `--check` compare it."""
    before = DOCUMENT.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        after = filled(before, case_blocks(Path(scratch)))
    if arguments == ["--check"]:
        print("case-chile: the document says what the engine says" if before == after else "case-chile: out of date")
        return int(before != after)
    DOCUMENT.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
