"""What the commands that touch the public do: release, withdraw, serve it; each returns the exit status."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from etl.home import Home
from etl.programme_folder import existing_folder
from etl.publications import public_folder
from etl.publish import released_edition
from etl.recordings_told import show_recordings
from etl.release_forbidden import show_forbidden
from etl.release_preview import KINDS, Change, summary
from etl.releasing import Proposal, propose, release, renew_recordings
from etl.serving import EVERYWHERE, public_server, start
from etl.status import must_belong
from etl.withdrawal import Withdrawal, consider, withdraw
from schemas.errors import UsageError
from schemas.load import load_programme

if TYPE_CHECKING:
    from etl.console import Console

DONE, A_PERSON_MUST_ACT = 0, 1
_SHOWN = 40
"""Changed figures that are listed one by one; --json has them all."""
_KIND_WORDS = {
    "changed": ("cambia", "changes"), "appears": ("aparece", "appears"), "disappears": ("desaparece", "disappears"),
    "withheld": ("queda reservada", "becomes withheld"),
}  # fmt: skip
_VERDICT_WORDS = {
    "decreased": ("bajó", "fell"), "increased": ("subió", "rose"),
    "no_clear_change": ("sin cambio claro", "no clear change"),
    "insufficient": ("datos insuficientes", "not enough data"),
    "not_comparable": ("no comparable", "not comparable"), "withheld": ("dato reservado", "withheld"),
}  # fmt: skip
_YES = frozenset(("s", "si", "sí", "y", "yes"))


def release_edition(
    console: "Console", home_dir: Path, programme_dir: Path, number: int | None, office: str, yes: bool
) -> int:
    """`seamos release`: show what changes for the public, ask, and swap the link."""
    _must_say_yes(console, yes)
    home, office = Home(home_dir), _office(home_dir, programme_dir, office)
    proposal = propose(home, number)
    if proposal.stands_already:
        console.say(
            f"La edición {proposal.edition} ya es la publicada.", f"Edition {proposal.edition} is public already."
        )
        with home.locked():
            show_recordings(console, renew_recordings(home, proposal.edition, existing_folder(programme_dir)))
        return _end(console, home, proposal, done=False)
    show_changes(console, proposal)
    if proposal.forbids:
        show_forbidden(console, proposal.edition, proposal.forbids)
        return _end(console, home, proposal, done=False)
    question = (f"¿Publicar la edición {proposal.edition}? [s/N] ", f"Release edition {proposal.edition}? [y/N] ")
    if not (yes or agreed(console, *question)):
        console.say("No se publicó nada.", "Nothing was released.")
        return DONE
    with home.locked():
        brought = release(home, proposal, office, _now(), existing_folder(programme_dir))
    console.say(f"Edición {proposal.edition} publicada.", f"Edition {proposal.edition} released.")
    show_recordings(console, brought)
    return _end(console, home, proposal, done=True)


def withdraw_edition(
    console: "Console", home_dir: Path, programme_dir: Path, number: int, reason: str, office: str, yes: bool
) -> int:
    """`seamos withdraw`: say what goes, ask, and take the edition back."""
    _must_say_yes(console, yes)
    home, office = Home(home_dir), _office(home_dir, programme_dir, office)
    if not reason.strip():
        raise UsageError("diga por qué con --reason", "say why with --reason")
    _show_withdrawal(console, consider(home, number))
    if not (yes or agreed(console, f"¿Retirar la edición {number}? [s/N] ", f"Withdraw edition {number}? [y/N] ")):
        console.say("No se retiró nada.", "Nothing was withdrawn.")
        return DONE
    with home.locked():
        withdraw(home, number, reason, office, _now())
    folder = public_folder(home, number)
    console.say(
        f"Edición {number} retirada; queda el aviso en {folder}. Si la copió a otra máquina, cópiela otra vez.",
        f"Edition {number} withdrawn; the notice is in {folder}. If you copied it elsewhere, copy it again.",
    )
    console.result({"withdrawn": number, "released": released_edition(home), "reason": reason.strip()})
    return DONE


def serve_public(
    console: "Console", home_dir: Path, folder: Path | None, port: int, host: str | None, site: str | None
) -> int:
    """`seamos serve --public`: the released edition alone, for everybody."""
    if folder is not None and not folder.is_dir():
        raise UsageError(
            f"no existe la carpeta pública «{folder}»; copie ahí la carpeta public/ de la edición publicada",
            f"there is no public folder “{folder}”; copy the public/ folder of the released edition there",
        )
    server = public_server(port, folder or home_dir / "published" / "released" / "public", host or EVERYWHERE, site)
    url = site or f"http://{server.host}:{port}"
    if folder is None and released_edition(Home(home_dir)) is None:
        console.say(
            "Todavía no hay una edición publicada: el sitio lo dice así.", "Nothing is released yet: the site says so."
        )
    console.say(
        f"Sitio público en {url}, a la vista de quien llegue a esta máquina (Ctrl+C para cerrar)",
        f"Public site on {url}, open to whoever reaches this machine (Ctrl+C to stop)",
    )
    console.result({"url": url, "public": True, "host": server.host})
    return start(server)


def show_changes(console: "Console", proposal: Proposal) -> None:
    """What would be different for the public: counts by table, verdicts that turn, and figures one by one."""
    before_es = f"la edición {proposal.previous}" if proposal.previous is not None else "nada (es la primera)"
    before_en = f"edition {proposal.previous}" if proposal.previous is not None else "nothing (it is the first)"
    console.say(
        f"Edición {proposal.edition}; lo publicado ahora: {before_es}.",
        f"Edition {proposal.edition}; public now: {before_en}.",
    )
    if not proposal.changes:
        console.say("Ninguna cifra pública cambia.", "No public figure changes.")
        return
    headings = (("Tabla", "Table"), *((es.capitalize(), en.capitalize()) for es, en in _KIND_WORDS.values()))
    counted = summary(proposal.changes)
    console.table(headings, [(table, *(kinds[k] for k in KINDS)) for table, kinds in counted.items()])
    if proposal.previous is not None:
        _show_each(console, proposal.changes)


def _show_each(console: "Console", changes: Sequence[Change]) -> None:
    index = 1 if console.language == "en" else 0
    turned = [change for change in changes if change.verdict_turned]
    console.say(f"Veredictos que cambian: {len(turned)}.", f"Verdicts that turn: {len(turned)}.")
    console.table(
        (("Comparación", "Comparison"), ("Antes", "Before"), ("Ahora", "Now")),
        [(c.key, *(_VERDICT_WORDS[v][index] for v in (c.verdict_before, c.verdict_now) if v)) for c in turned],
    )
    console.table(
        (("Tabla", "Table"), ("Cifra", "Figure"), ("Qué pasa", "What happens"), ("Antes", "Before"), ("Ahora", "Now")),
        [(c.table, c.key, _KIND_WORDS[c.kind][index], c.before or "–", c.now or "–") for c in changes[:_SHOWN]],
    )
    if len(changes) > _SHOWN:
        left = len(changes) - _SHOWN
        console.say(f"… y {left} más (todas con --json).", f"… and {left} more (all with --json).")


def _show_withdrawal(console: "Console", plan: Withdrawal) -> None:
    if not plan.shown_now:
        console.say(
            f"La edición {plan.edition} no es la que se ve ahora; se retiran sus archivos.",
            f"Edition {plan.edition} is not the one shown now; its files are withdrawn.",
        )
    elif plan.successor is None:
        console.say("Después no queda nada publicado.", "Afterwards nothing is public.")
    else:
        console.say(
            f"Después se ve otra vez la edición {plan.successor}.",
            f"Afterwards edition {plan.successor} is shown again.",
        )


def agreed(console: "Console", es: str, en: str) -> bool:
    """Ask a person; only a clear yes is a yes.

    Raises:
        UsageError: nobody is there to answer.
    """
    sys.stdout.write(en if console.language == "en" else es)
    sys.stdout.flush()
    answer = sys.stdin.readline()
    if not answer:
        raise UsageError("nadie respondió; en un guion use --yes", "nobody answered; in a script use --yes")
    return answer.strip().lower() in _YES


def _end(console: "Console", home: Home, proposal: Proposal, *, done: bool) -> int:
    console.result(
        {
            "edition": proposal.edition, "released": released_edition(home), "done": done, "sha256": proposal.sha256,
            "previous": proposal.previous, "forbidden": [asdict(cell) for cell in proposal.forbids],
            "changes": [
                {"table": c.table, "key": c.key, "kind": c.kind, "before": c.before, "now": c.now,
                 "verdict_turned": c.verdict_turned}
                for c in proposal.changes
            ],
        }
    )  # fmt: skip
    return A_PERSON_MUST_ACT if proposal.forbids and not proposal.stands_already else DONE


def _must_say_yes(console: "Console", yes: bool) -> None:
    if console.json and not yes:
        raise UsageError("con --json no se puede preguntar: agregue --yes", "--json cannot ask: add --yes")


def _office(home_dir: Path, programme_dir: Path, office: str) -> str:
    programme = load_programme(existing_folder(programme_dir))
    must_belong(Home(home_dir), programme)
    return office.strip() or programme.declaration.responsible.name


def _now() -> datetime:
    return datetime.now(UTC)
