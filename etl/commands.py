"""What each command does; returns the exit status."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Literal

from etl import acts, baseline
from etl.acts import Deed
from etl.baseline_difference import published_differences
from etl.console import Console
from etl.home import Home
from etl.programme_folder import existing_folder
from etl.publish import current_edition, edition_file, released_edition
from etl.release_forbidden import show_forbidden
from etl.run import RunResult, bring_up_to_date, clock
from etl.run import run as run_programme
from etl.serving import internal_server, start
from etl.warehouse import open_warehouse
from schemas.errors import UsageError
from schemas.load import Programme, load_programme

DONE, A_PERSON_MUST_ACT = 0, 1
_HEADINGS = (
    ("Entrega", "Delivery"), ("Resultado", "Outcome"), ("Leídas", "Read"), ("Aceptadas", "Accepted"),
    ("Observadas", "Quarantined"), ("Repetidas", "Repeated"), ("No son filas", "Skipped"),
)  # fmt: skip
_STATUS_WORDS = {
    "loaded": ("cargada", "loaded"), "unchanged": ("sin cambios", "unchanged"),
    "refused": ("rechazada", "refused"), "held": ("en espera", "held"),
}  # fmt: skip


def run(console: Console, programme_dir: Path, feeds: Path | None, home_dir: Path, release_it: bool) -> int:
    """`seamos run`."""
    programme = load_programme(existing_folder(programme_dir))
    result = _run(console, programme, feeds or _default_feeds(programme), Home(home_dir), release_it)
    _tell(console, result)
    return A_PERSON_MUST_ACT if result.needs_a_person else DONE


def _run(console: Console, programme: Programme, feeds: Path, home: Home, release_it: bool) -> RunResult:
    with console.progress() as progress:
        return run_programme(programme, feeds, home, now=clock(), progress=progress, release_it=release_it)


def _default_feeds(programme: Programme) -> Path:
    return existing_folder(Path("data/feeds") / programme.id)


def _tell(console: Console, result: RunResult) -> None:
    index = 1 if console.language == "en" else 0
    rows = []
    for outcome in result.deliveries:
        j = outcome.judgement
        rows.append(
            (
                j.file,
                _STATUS_WORDS[outcome.status][index],
                j.rows_read,
                j.accepted,
                j.quarantined,
                j.duplicates,
                j.rows_skipped,
            )
        )
    console.table(_HEADINGS, rows)
    for outcome in result.deliveries:
        if outcome.judgement.why:
            console.say(
                f"{outcome.judgement.file}: {outcome.judgement.why}",
                f"{outcome.judgement.file}: {outcome.judgement.why}",
            )
    made_es = f"Edición {result.edition}." if result.made else f"Nada cambió: sigue la edición {result.edition}."
    made_en = f"Edition {result.edition}." if result.made else f"Nothing changed: edition {result.edition} stands."
    console.say(made_es, made_en)
    for removal in result.removals:
        console.say(*removal.told())
    if result.forbidden:
        show_forbidden(console, result.edition, result.forbidden)
    console.result(
        {"edition": result.edition, "made": result.made, "released": result.released,
         "deliveries": [outcome.as_json() for outcome in result.deliveries],
         "forbidden": [asdict(cell) for cell in result.forbidden],
         "removed": [removal.as_json() for removal in result.removals]}
    )  # fmt: skip


def demo(console: Console, programme_dir: Path, home_dir: Path, serve_it: bool, port: int) -> int:
    """`seamos demo`: generated feeds, a run, a frozen baseline, a released edition, and the dashboard."""
    from etl.demo import generate  # of no use to any other command

    programme, home = load_programme(existing_folder(programme_dir)), Home(home_dir)
    feeds = Path("data/feeds") / programme.id
    console.say("Preparando datos generados para demostración…", "Preparing data generated for demonstration…")
    generate(programme.directory, feeds)
    result = _run(console, programme, feeds, home, release_it=False)
    if not home.baseline.exists():
        act = baseline.Act(clock().date(), programme.declaration.responsible.name, "Demostración: datos generados")
        _freeze(console, programme, home, "freeze", act)
    with home.locked():
        from etl.releasing import release_newest  # statistics again, loaded by the run

        forbidden = release_newest(home, programme.declaration.responsible.name, clock(), programme.directory)
    told = replace(result, edition=current_edition(home), released=released_edition(home), forbidden=forbidden)
    _tell(console, told)
    if serve_it:
        return serve(console, programme_dir, home_dir, port)
    return A_PERSON_MUST_ACT if forbidden else DONE


def rebuild(console: Console, programme_dir: Path, home_dir: Path) -> int:
    """`seamos rebuild`: the warehouse again, from the parts alone."""
    programme, home = load_programme(existing_folder(programme_dir)), Home(home_dir)
    if not home.parts.is_dir():
        raise UsageError(
            f"en {home_dir} no hay partes de las que rehacer el almacén; use «seamos run»",
            f"{home_dir} has no parts to rebuild the warehouse from; use “seamos run”",
        )
    with home.locked(), console.progress() as progress:
        home.warehouse.unlink(missing_ok=True)
        made = bring_up_to_date(programme, home, now=clock(), progress=progress)
    console.say("Almacén rehecho.", "Warehouse rebuilt.")
    console.result({"edition": current_edition(home), "made": made})
    return DONE


def decide(console: Console, programme_dir: Path, home_dir: Path, deed: Deed, delivery: str, reason: str) -> int:
    """`seamos accept` and `seamos retract`; both make an edition where a figure changes."""
    programme, home = load_programme(existing_folder(programme_dir)), Home(home_dir)
    if not reason.strip():
        raise UsageError("diga por qué con --reason", "say why with --reason")
    with home.locked(), console.progress() as progress:
        decision = acts.decide(home, deed, delivery, reason, clock().date())
        made = bring_up_to_date(programme, home, now=clock(), progress=progress)
    done_es = "aceptada" if deed == "accept" else "retirada"
    done_en = "accepted" if deed == "accept" else "retracted"
    console.say(f"Entrega {decision.delivery} {done_es}.", f"Delivery {decision.delivery} {done_en}.")
    console.result({"delivery": decision.delivery, "deed": deed, "edition": current_edition(home), "made": made})
    return DONE


def baseline_show(console: Console, home_dir: Path) -> int:
    """`seamos baseline show`."""
    frozen = baseline.read_baseline(Home(home_dir))
    acts = frozen.group_by("date", "office", "reason", maintain_order=True).len()
    console.table(
        (("Fecha", "Date"), ("Oficina", "Office"), ("Motivo", "Reason"), ("Valores", "Values")),
        [tuple(r) for r in acts.rows()],
    )
    if frozen.height == 0:
        console.say(
            "La línea de base es provisional: todavía no se congeló.", "The baseline is provisional: not frozen yet."
        )
    differing = published_differences(edition_file(Home(home_dir), current_edition(Home(home_dir))))
    _tell_differences(console, differing)
    console.result(
        {"frozen": frozen.height > 0, "lines": frozen.height, "acts": acts.to_dicts(), "rows": frozen.to_dicts(),
         "differences": differing}
    )  # fmt: skip
    return DONE


def _tell_differences(console: Console, differing: list[dict[str, object]]) -> None:
    """Where today's data would give another baseline: both values, and which deliveries made the difference."""
    if not differing:
        return
    console.say("Con los datos de hoy la línea de base sería otra:", "Today's data would give another baseline:")
    headings = (
        ("Indicador", "Indicator"), ("Territorio", "Territory"), ("Institución", "Institution"), ("Mes", "Month"),
        ("Congelado", "Frozen"), ("Hoy", "Today"), ("Entregas que lo cambiaron", "Deliveries that changed it"),
    )  # fmt: skip
    names = ("indicator", "territory", "institution", "month", "frozen", "today", "deliveries")
    rows = [tuple("–" if row[name] is None else row[name] for name in names) for row in differing]
    rows = [(*row[:3], f"{row[3]:%Y-%m}", *row[4:]) for row in rows]
    console.table(headings, rows)


def baseline_act(
    console: Console, programme_dir: Path, home_dir: Path, what: Literal["freeze", "rebase"], office: str, reason: str
) -> int:
    """`seamos baseline freeze` and `rebase`; both make an edition."""
    programme, home = load_programme(existing_folder(programme_dir)), Home(home_dir)
    act = baseline.Act(clock().date(), office or programme.declaration.responsible.name, reason)
    written = _freeze(console, programme, home, what, act)
    console.say(f"Se guardaron {written} valores.", f"{written} values were kept.")
    console.result({"written": written, "edition": current_edition(home)})
    return DONE


def _freeze(
    console: Console, programme: Programme, home: Home, what: Literal["freeze", "rebase"], act: baseline.Act
) -> int:
    if not home.warehouse.exists():
        raise UsageError(
            "todavía no hay datos; haga primero «seamos run»", "there are no data yet; do “seamos run” first"
        )
    with home.locked(), console.progress() as progress:
        with open_warehouse(home) as warehouse:
            warehouse.prepare(programme)
            values = warehouse.values(programme)
        written = getattr(baseline, what)(home, values, programme.declaration.evaluations, act)
        bring_up_to_date(programme, home, now=clock(), progress=progress)
    return int(written)


def serve(console: Console, programme_dir: Path, home_dir: Path, port: int) -> int:
    """`seamos serve`: the dashboard as a process of its own, on this machine only."""
    console.say(
        f"Tablero en http://localhost:{port} (Ctrl+C para cerrar)",
        f"Dashboard on http://localhost:{port} (Ctrl+C to stop)",
    )
    console.result({"url": f"http://localhost:{port}"})
    return start(internal_server(port, home_dir, existing_folder(programme_dir)))
