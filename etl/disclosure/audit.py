"""The audit of an edition's public tables: what they say is read from them, not from how they were made."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.disclosure.bounds import ContradictionError
from etl.disclosure.forms import Past
from etl.disclosure.history import ReleasedEdition
from etl.disclosure.leaks import Rule, Values, nested, too_narrow, withheld_counts
from etl.disclosure.report import AuditReport, Forbidden, Form, WithheldCell, open_end
from etl.disclosure.spread import two_spreads
from etl.disclosure.statements import Key, Told

NOTHING: Values = {}


def audit(
    edition: int,
    told: Mapping[Key, Told],
    values: Mapping[Key, Values],
    sensitive: Mapping[str, bool],
    released: Sequence[ReleasedEdition],
    forms: Sequence[Form] = (),
) -> AuditReport:
    """Bound every withheld count by all that the edition says and all that was ever released.

    Args:
        edition: number of the edition.
        told: what it says of each cell.
        values: the true counts of its cells.
        sensitive: by indicator.
        released: every edition that ever was public.
        forms: how each cell is published, to be kept with the report.
    """
    withheld: list[WithheldCell] = []
    forbids: list[Forbidden] = []
    for key, mine in told.items():
        past = past_of(key, released, without=edition)
        known = {**past.values, edition: values.get(key, NOTHING)}
        rule = Rule(mine.k, sensitive[key[0]])
        try:
            found = withheld_counts(mine.statements, past.statements, known, mine.windows, rule, edition)
        except ContradictionError:
            forbids.append(Forbidden(*key, "todas sus sumas", "las cifras publicadas se contradicen: no son las suyas"))
            continue
        withheld += [WithheldCell(*key, each.what, each.low, open_end(each.high), mine.k) for each in found]
        gives_away = [
            *too_narrow(found, rule),
            *nested(mine.statements, past.statements, rule),
            *two_spreads(mine, past.spreads),
        ]
        forbids += [Forbidden(*key, leak.what, leak.why) for leak in gives_away]
    against = tuple(each.number for each in released if each.number != edition)
    return AuditReport(edition, against, tuple(withheld), tuple(forbids), tuple(forms))


def audit_release(edition_public_file: Path, released: Sequence[Path | ReleasedEdition]) -> AuditReport:
    """Audit an edition again against what has been released by now; done at the moment of a release.

    Args:
        edition_public_file: `editions/<n>/public/public.duckdb`; its internal tables stand beside it.
        released: every edition that ever was public, or the files kept of them.
    """
    mine = ReleasedEdition.at(edition_public_file)
    if mine.values is None:
        why = "faltan las tablas internas de la edición: sin ellas no se puede auditar; haga otra con «seamos run»"
        return AuditReport(mine.number, (), (), (Forbidden("", "", "internal.duckdb", why),))
    earlier = [each if isinstance(each, ReleasedEdition) else ReleasedEdition.at(each) for each in released]
    return audit(mine.number, mine.told, mine.values, mine.sensitive, earlier)


def past_of(key: Key, released: Sequence[ReleasedEdition], without: int | None = None) -> Past:
    """Everything that was ever released of one cell."""
    earlier = [each for each in released if each.number != without]
    told = [(each, each.told[key]) for each in earlier if key in each.told]
    return Past(
        statements=[statement for _, mine in told for statement in mine.statements],
        values={each.number: each.values.get(key, NOTHING) for each, _ in told if each.values is not None},
        standing=any(each.standing and mine.form != "none" for each, mine in told),
        spreads=frozenset(spread for _, mine in told for spread in mine.spreads),
    )
