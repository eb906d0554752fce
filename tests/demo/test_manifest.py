"""The manifest: it adds up, and a second, obvious count over the files themselves comes to the same figures."""

import csv
import hashlib
import io
from collections import Counter
from datetime import date
from typing import Any

import pytest

from etl.demo.truth import TrueValue
from schemas.finding_kinds import KINDS
from schemas.fold import fold
from schemas.load import load_programme
from schemas.words import add_months
from tests.demo.generated import PROGRAMME, Generated

FOUND_IN_THE_FILES = {
    "bad_date", "date_outside_period", "report_before_event", "unknown_place", "unknown_offence", "duplicate_row",
    "missing_value", "bad_number", "negative_count", "shifted_row", "unexpected_column", "bad_state", "ambiguous_place",
    "place_outside_department", "bad_coordinates",
}  # fmt: skip


def police_rows(generated: Generated, delivery: dict[str, Any]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a police file with their row number, shifted ones left out."""
    text = (generated.out / delivery["file"]).read_bytes().decode("cp1252")
    reader = csv.reader(io.StringIO(text), delimiter=";")
    headings = next(reader)
    return [
        (number, dict(zip(headings, cells, strict=True)))
        for number, cells in enumerate(reader, start=2)
        if len(cells) == len(headings)
    ]


def standing_police_files(generated: Generated) -> list[dict[str, Any]]:
    """Without the copy and the corrected first version."""
    replaced = generated.manifest["corrected"]["first"]
    return [d for d in generated.deliveries("policia_denuncias") if d["status"] == "loaded" and d["file"] != replaced]


def test_rows_read_are_accepted_quarantined_and_duplicates(generated: Generated) -> None:
    for delivery in generated.manifest["deliveries"]:
        parts = delivery["accepted"] + delivery["quarantined"] + delivery["duplicates"]
        assert delivery["rows_read"] == parts, delivery["file"]
        assert delivery["rows_skipped"] == sum(delivery["skipped"].values()), delivery["file"]


def test_the_manifest_names_every_file_with_its_bytes(generated: Generated) -> None:
    named = {d["file"]: d["sha256"] for d in generated.manifest["deliveries"]}
    there = {p.relative_to(generated.out).as_posix(): p for p in generated.out.rglob("*") if p.is_file()}
    there.pop("DATOS-GENERADOS.txt")
    assert named == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}


def test_findings_are_those_of_the_faulty_rows_and_all_kinds_are_there(generated: Generated) -> None:
    every: Counter[str] = Counter()
    for delivery in generated.manifest["deliveries"]:
        by_row = Counter(kind for row in delivery["faulty_rows"] for kind in row["kinds"])
        whole_file = {k: n for k, n in delivery["findings"].items() if KINDS[k].whole_file}
        assert Counter(delivery["findings"]) == by_row + Counter(whole_file), delivery["file"]
        every.update(delivery["findings"])
    assert set(every) == FOUND_IN_THE_FILES


def test_only_errors_put_a_row_into_quarantine(generated: Generated) -> None:
    for delivery in generated.manifest["deliveries"]:
        worst = [any(KINDS[k].severity == "error" for k in row["kinds"]) for row in delivery["faulty_rows"]]
        assert sum(worst) == delivery["quarantined"], delivery["file"]


def test_no_delivery_is_so_bad_that_it_would_be_refused(generated: Generated) -> None:
    feeds = load_programme(PROGRAMME).feeds
    for delivery in generated.manifest["deliveries"]:
        assert delivery["quarantined"] <= feeds[delivery["feed"]].max_bad_share * delivery["rows_read"], delivery[
            "file"
        ]


def test_police_files_have_the_rows_that_the_manifest_says(generated: Generated) -> None:
    for delivery in generated.deliveries("policia_denuncias"):
        shifted = delivery["findings"].get("shifted_row", 0)
        assert len(police_rows(generated, delivery)) + shifted == delivery["rows_read"], delivery["file"]
    total = sum(d["rows_read"] for d in generated.deliveries("policia_denuncias"))
    assert 60_000 <= total <= 120_000


@pytest.mark.parametrize("territory", ["luque", "limpio", "villa_elisa"])
@pytest.mark.parametrize("indicator", ["vif", "robo"])
def test_an_obvious_count_over_the_files_comes_to_the_true_counts(
    generated: Generated, territory: str, indicator: str
) -> None:
    programme = load_programme(PROGRAMME)
    offences = programme.offences.filter(programme.offences["feed"] == "policia_denuncias")
    meaning = {fold(o): i for o, i in offences.select("offence", "indicator").iter_rows()}
    district = fold(programme.territory_names[territory])
    counted: Counter[str] = Counter()
    for delivery in standing_police_files(generated):
        out = {
            row["row"]
            for row in delivery["faulty_rows"]
            if row["kinds"] not in (["ambiguous_place"], ["bad_coordinates"])
        }
        for number, row in police_rows(generated, delivery):
            here = fold(row["DISTRITO"]) == district and meaning.get(fold(row["HECHO PUNIBLE"])) == indicator
            if here and number not in out:
                day = row["FECHA_HECHO"][:10]
                counted[f"{day[6:]}-{day[3:5]}"] += 1
    true = generated.values(indicator, territory, "policia")
    assert {month: n for month, n in true.items() if n is not None} == dict(counted)
    assert [month for month, n in true.items() if n is None] == [generated.manifest["never_sent"]["month"]]


def test_the_month_never_sent_has_no_file_and_no_value(generated: Generated) -> None:
    month = generated.manifest["never_sent"]["month"]
    assert month not in {m for d in generated.deliveries("policia_denuncias") for m in d["period"]}
    of_month = [v for v in generated.manifest["true_counts"] if (v["institution"], v["month"]) == ("policia", month)]
    assert len(of_month) == 4 * 14
    assert {(v["status"], v["value"]) for v in of_month} == {("missing", None)}


def test_one_file_was_sent_twice_under_two_names(generated: Generated) -> None:
    first, again = generated.manifest["sent_twice"]
    assert first != again
    assert (generated.out / first).read_bytes() == (generated.out / again).read_bytes()
    status = {d["file"]: d["status"] for d in generated.manifest["deliveries"]}
    assert (status[first], status[again]) == ("loaded", "unchanged")
    assert list(status.values()).count("unchanged") == 1


def test_the_corrected_file_is_later_and_takes_little_away(generated: Generated) -> None:
    by_name = {d["file"]: d for d in generated.manifest["deliveries"]}
    first, corrected = (by_name[generated.manifest["corrected"][k]] for k in ("first", "corrected"))
    assert first["period"] == corrected["period"]
    assert corrected["extracted"] > first["extracted"]

    def references(delivery: dict[str, Any]) -> set[str]:
        return {row["NRO_DENUNCIA"] for _, row in police_rows(generated, delivery)}

    gone = references(first) - references(corrected)
    assert 0 < len(gone) < 0.2 * len(references(first)), "more would be held"
    assert len(references(corrected) - references(first)) > 0


def test_the_addition_adds_rows_and_replaces_three(generated: Generated) -> None:
    by_name = {d["file"]: d for d in generated.manifest["deliveries"]}
    (name,) = generated.manifest["addition"]
    same_quarter = [d for d in generated.deliveries("muni_luque_reclamos") if d["period"] == by_name[name]["period"]]
    (first,) = (d for d in same_quarter if d["file"] != name)

    def references(delivery: dict[str, Any]) -> set[str]:
        lines = (generated.out / delivery["file"]).read_bytes().decode("latin-1").splitlines()
        return {line.split("\t")[0] for line in lines[1:]}

    added = references(by_name[name])
    assert len(added) == 15
    assert len(added & references(first)) == 3


def test_personal_texts_are_in_the_files_and_distinct(generated: Generated) -> None:
    personal = generated.manifest["personal"]
    text = "\n".join(
        (generated.out / d["file"]).read_bytes().decode("cp1252") for d in generated.deliveries("policia_denuncias")
    )
    for kind in ("identity_numbers", "phones"):
        assert all(value in text for value in personal[kind]), kind
    upper = [name for name in personal["names"] if name.isupper()]
    assert len(upper) == len(set(personal["identity_numbers"])) == 600
    assert all(name in text for name in upper)
    assert personal["narratives"]


def test_coordinates_of_domestic_violence_are_listed(generated: Generated) -> None:
    listed = {tuple(pair) for pair in generated.manifest["vif_coordinates"]}
    delivery = generated.deliveries("policia_denuncias")[0]
    sent = [
        (row["LATITUD"], row["LONGITUD"])
        for _, row in police_rows(generated, delivery)
        if fold(row["HECHO PUNIBLE"]).startswith("violencia") and row["LATITUD"]
    ]
    assert len(sent) > 20
    assert set(sent) <= listed


def test_extractions_leave_no_month_provisional(generated: Generated) -> None:
    days = load_programme(PROGRAMME).declaration.methods.maturity_days
    for delivery in generated.manifest["deliveries"]:
        following = add_months(date.fromisoformat(f"{delivery['period'][-1]}-01"), 1)
        age = (date.fromisoformat(delivery["extracted"]) - following).days + 1
        assert age >= days, delivery["file"]


def test_a_cell_left_empty_is_missing_and_its_neighbour_is_not(generated: Generated) -> None:
    (empty,) = generated.manifest["left_empty"]
    series = generated.values("vif", empty["territory"], empty["institution"])
    assert series[empty["month"]] is None
    assert [month for month, value in series.items() if value is None] == [empty["month"]]


def test_confirmed_zeros_are_zero_with_any_seed(generated: Generated) -> None:
    for institution, indicator, territory, month in generated.manifest["confirmed_zeros"]:
        assert generated.values(indicator, territory, institution)[month] == 0
    assert generated.manifest["confirmed_zeros"]


def test_a_small_barrio_has_seven_matched_months_and_another_eight(generated: Generated) -> None:
    def matched(indicator: str, territory: str) -> int:
        status = {
            v["month"]: v["status"]
            for v in generated.manifest["true_counts"]
            if (v["indicator"], v["territory"], v["institution"]) == (indicator, territory, "policia")
        }
        good = {month for month, s in status.items() if s in ("reported", "zero")}
        before = {f"{year}-{m:02d}" for year, months in ((2017, range(7, 13)), (2018, range(1, 7))) for m in months}
        now = {f"{year}-{m:02d}" for year, months in ((2019, range(5, 13)), (2020, range(1, 3))) for m in months}
        return len({month[5:] for month in before & good} & {month[5:] for month in now & good})

    assert matched("robo", "tablada_nueva") == 7
    assert matched("robo", "ricardo_brugada") == 8
    assert matched("robo", "luque") == 9


@pytest.mark.parametrize(
    ("value", "doubtful", "status"),
    [
        (None, 0, "missing"),
        (None, 3, "missing"),
        (0, 0, "zero"),
        (0, 1, "partial"),
        (19, 1, "reported"),
        (18, 1, "partial"),
        (7, 0, "reported"),
    ],
)
def test_status_of_a_true_value(value: int | None, doubtful: int, status: str) -> None:
    assert TrueValue("robo", "luque", "policia", date(2019, 5, 1), value, doubtful).status == status
