"""The command line `seamos`.

What a command needs is imported when it is called: the libraries of an edition cost half a second, `check` needs none.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import duckdb
import typer

from etl.console import Console
from etl.interpreter import suit_interpreter
from schemas.errors import SeamosError, UsageError

PROGRAMME = Path("data/programmes/paraguay")
app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Seamos: seguimiento y evaluación participativa del Programa Seamos Ciudadanos.",
)  # fmt: skip
baseline = typer.Typer(no_args_is_help=True, help="La línea de base congelada.")
app.add_typer(baseline, name="baseline")

ProgrammeDir = Annotated[Path, typer.Option("--programme", help="Carpeta del programa.")]
Feeds = Annotated[Path | None, typer.Option(help="Carpeta con las entregas; si no se dice, data/feeds/<programa>.")]
HomeDir = Annotated[Path, typer.Option("--home", envvar="SEAMOS_HOME", help="Carpeta de estado.")]
Json = Annotated[bool, typer.Option("--json", help="Imprime un objeto JSON y nada más.")]
Lang = Annotated[str, typer.Option(help="Idioma de lo que se imprime: es o en.")]
Reason = Annotated[str, typer.Option("--reason", help="Por qué.")]
Office = Annotated[str, typer.Option("--office", help="Oficina que lo decide.")]
Port = Annotated[int, typer.Option(help="Puerto del tablero.")]
Yes = Annotated[bool, typer.Option("--yes", help="No pregunta (para guiones).")]
HOME = Path(".seamos")


@app.command()
def run(
    programme: ProgrammeDir = PROGRAMME,
    feeds: Feeds = None,
    home: HomeDir = HOME,
    release: Annotated[bool, typer.Option("--release", help="Publica la edición.")] = False,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Carga las entregas nuevas, calcula y hace una edición."""
    from etl import commands

    raise typer.Exit(commands.run(Console(json, lang), programme, feeds, home, release))


@app.command()
def demo(
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Abre el tablero al terminar.")] = True,
    port: Port = 8501,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Prepara los datos de demostración, corre, congela la línea de base, publica y abre el tablero."""
    from etl import commands

    raise typer.Exit(commands.demo(Console(json, lang), programme, home, serve, port))


@app.command()
def serve(
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    port: Port = 8501,
    public: Annotated[bool, typer.Option("--public", help="Sólo la edición publicada, para todos (0.0.0.0).")] = False,
    public_dir: Annotated[
        Path | None, typer.Option(help="Con --public: copia de la carpeta public/ publicada.")
    ] = None,
    host: Annotated[str | None, typer.Option(help="Con --public: dirección en la que escucha.")] = None,
    site: Annotated[
        str | None, typer.Option(help="Con --public: dirección con la que la gente llega (https://…).")
    ] = None,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Abre el tablero: entero y sólo en esta máquina o, con --public, lo publicado y para todos."""
    console = Console(json, lang)
    if public:
        from etl import commands_release

        raise typer.Exit(commands_release.serve_public(console, home, public_dir, port, host, site))
    if public_dir or host or site:
        raise UsageError(
            "--public-dir, --host y --site son sólo para --public: el tablero interno se abre sólo en esta máquina",
            "--public-dir, --host and --site are for --public alone: the internal dashboard opens on this machine only",
        )
    from etl import commands

    raise typer.Exit(commands.serve(console, programme, home, port))


@app.command()
def release(
    edition: Annotated[int | None, typer.Option(help="Número de la edición; si no se dice, la última.")] = None,
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    office: Office = "",
    yes: Yes = False,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Muestra qué cambia para el público, pregunta y publica una edición."""
    from etl import commands_release

    raise typer.Exit(commands_release.release_edition(Console(json, lang), home, programme, edition, office, yes))


@app.command()
def withdraw(
    edition: Annotated[int, typer.Option(help="Número de la edición que se retira.")],
    reason: Reason,
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    office: Office = "",
    yes: Yes = False,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Retira una edición publicada: se van sus cifras y archivos y queda un aviso con fecha y motivo."""
    from etl import commands_release

    raise typer.Exit(
        commands_release.withdraw_edition(Console(json, lang), home, programme, edition, reason, office, yes)
    )


@app.command()
def rebuild(programme: ProgrammeDir = PROGRAMME, home: HomeDir = HOME, json: Json = False, lang: Lang = "es") -> None:
    """Hace otra vez el almacén a partir de las partes, la cuarentena y el registro."""
    from etl import commands

    raise typer.Exit(commands.rebuild(Console(json, lang), programme, home))


@app.command()
def accept(
    delivery: str,
    reason: Reason,
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Carga una entrega que estaba en espera."""
    from etl import commands

    raise typer.Exit(commands.decide(Console(json, lang), programme, home, "accept", delivery, reason))


@app.command()
def retract(
    delivery: str,
    reason: Reason,
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Saca una entrega cargada; queda en la historia."""
    from etl import commands

    raise typer.Exit(commands.decide(Console(json, lang), programme, home, "retract", delivery, reason))


@baseline.command("show")
def baseline_show(home: HomeDir = HOME, json: Json = False, lang: Lang = "es") -> None:
    """Muestra la línea de base congelada."""
    from etl import commands

    raise typer.Exit(commands.baseline_show(Console(json, lang), home))


@baseline.command("freeze")
def baseline_freeze(
    reason: Reason,
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    office: Office = "",
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Congela los valores de la línea de base."""
    from etl import commands

    raise typer.Exit(commands.baseline_act(Console(json, lang), programme, home, "freeze", office, reason))


@baseline.command("rebase")
def baseline_rebase(
    reason: Reason,
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    office: Office = "",
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Congela otra vez lo que los datos de hoy dan distinto; las dos lecturas quedan a la vista."""
    from etl import commands

    raise typer.Exit(commands.baseline_act(Console(json, lang), programme, home, "rebase", office, reason))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="Archivo que se revisa.")],
    feed: Annotated[str | None, typer.Option(help="Formato; si no se dice, por el nombre o el encabezado.")] = None,
    programme: ProgrammeDir = PROGRAMME,
    home: HomeDir = HOME,
    out: Annotated[Path | None, typer.Option(help="Planilla de respuesta (.xlsx) que se escribe.")] = None,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Revisa un archivo sin cargarlo y escribe la respuesta para quien lo envía."""
    from etl import commands_files

    raise typer.Exit(commands_files.check(Console(json, lang), file, feed, programme, home, out))


@app.command()
def template(
    feed: Annotated[str, typer.Option(help="Formato (id de su archivo en feeds/).")],
    programme: ProgrammeDir = PROGRAMME,
    out: Annotated[Path | None, typer.Option(help="Planilla (.xlsx) que se escribe.")] = None,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Escribe la planilla en blanco para quien envía: encabezados, listas, ejemplo y «sin casos este mes»."""
    from etl import commands_files

    raise typer.Exit(commands_files.template(Console(json, lang), feed, programme, out))


@app.command()
def status(
    home: HomeDir = HOME,
    programme: ProgrammeDir = PROGRAMME,
    reminders: Annotated[bool, typer.Option("--reminders", help="Escribe los recordatorios en respuestas/.")] = False,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Muestra qué llegó y qué falta, por institución y mes, y hasta cuándo hay datos."""
    from etl import commands_files

    raise typer.Exit(commands_files.status(Console(json, lang), home, programme, reminders))


@app.command()
def report(
    out: Annotated[
        Path,
        typer.Option(help="Carpeta que recibe informe.es/gn/en.html, informe.es.pdf y, en datos/, los datos abiertos."),
    ],
    home: HomeDir = HOME,
    site: Annotated[str | None, typer.Option(help="Dirección con la que la gente llega (https://…).")] = None,
    json: Json = False,
    lang: Lang = "es",
) -> None:
    """Escribe el informe de avance y los datos abiertos de la edición publicada.

    En la carpeta de --out: el informe, una página por idioma y un PDF; y en su carpeta datos/, las tablas en CSV,
    Parquet y XLSX, todo junto en un ZIP, y su descripción (LEAME.txt, datapackage.json).
    """
    from etl import commands_report

    raise typer.Exit(commands_report.report(Console(json, lang), home, out, site))


def main() -> None:
    """Entry point: a known error is one clear line and exit status 2, never a traceback."""
    json = "--json" in sys.argv
    lang = _language(sys.argv)
    suit_interpreter()
    try:
        app()
    except SeamosError as error:
        Console(json, lang).fail(error)
        sys.exit(2)
    except (OSError, duckdb.IOException, duckdb.FatalException) as error:
        Console(json, lang).fail(_disk_error(error))
        sys.exit(2)


def _disk_error(error: Exception) -> SeamosError:
    """What to say when the disk does not take what is written, or a folder may not be written."""
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error).split("\n", 1)[0]
    return SeamosError(
        f"no se pudo leer o escribir en el disco ({reason}); libere espacio o revise los permisos y repita la orden: "
        "lo publicado sigue igual y no se perdió nada",
        f"the disk could not be read or written ({reason}); free some space or check the permissions and repeat the "
        "command: what is published is unchanged and nothing was lost",
    )


def _language(arguments: list[str]) -> str:
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return "es"
