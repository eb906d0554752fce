#!/bin/sh
# Carries what was released to the machine that shows it: scripts/carry.sh HOME [USER@HOST:]FOLDER
# Everything that may be public, and nothing else, is copied beside what is shown; one rename then shows it. Run it
# after every `release` and every `withdraw`: figures that were withdrawn do not come along.
set -eu

say() { printf '%s\n' "$*" >&2; }

if [ $# -ne 2 ] || [ ! -f "$1/published/public_history.json" ]; then
    say "uso: scripts/carry.sh CARPETA_DE_ESTADO [USUARIO@MAQUINA:]CARPETA (algo tiene que estar publicado)"
    say "usage: scripts/carry.sh HOME [USER@HOST:]FOLDER (something must have been released)"
    exit 2
fi
published=$1/published
case $2 in
*:*) host=${2%%:*} folder=${2#*:} ;;
*) host='' folder=$2 ;;
esac
case $folder in
/*) ;;
*) say "la carpeta se escribe entera, desde / ; the folder is written whole, from /: $folder"; exit 2 ;;
esac
case $folder in
*[!A-Za-z0-9/._-]*) say "sólo letras, números y / . _ - / letters, digits and / . _ - alone: $folder"; exit 2 ;;
esac

there() { if [ -n "$host" ]; then ssh "$host" "$1"; else sh -c "$1"; fi; }

exec 9>>"$1/.run.lock"
if ! flock -w "${SEAMOS_WAIT:-3600}" 9; then
    say "hay una corrida trabajando; se intentó mucho tiempo / a run is at work, and it took too long"
    exit 1
fi
list=$(mktemp)
trap 'rm -f "$list"' EXIT INT TERM
# an edition that was never released has a public folder too, and it stays here
python3 - "$published" >"$list" <<'PYTHON'
import json, pathlib, sys

published = pathlib.Path(sys.argv[1])
known = json.loads((published / "public_history.json").read_text(encoding="utf-8"))["editions"]
folders = [f"editions/{int(each['edition'])}/public" for each in known]
for name in ("released", "public_history.json", "notices.json", *folders):
    if (published / name).exists():
        print(name)
PYTHON
new=copia-$(date -u +%Y%m%dT%H%M%SZ)-$$
tar -C "$published" -cf - -T "$list" | there "set -eu; umask 022; mkdir -p $folder/$new; \
tar -C $folder/$new -xf - --no-same-owner; chmod -R u=rwX,go=rX $folder/$new; \
old=\$(readlink $folder/actual || true); ln -s $new $folder/.$new; mv -T $folder/.$new $folder/actual; \
cd $folder; for each in copia-*; do [ \"\$each\" = $new ] || [ \"\$each\" = \"\$old\" ] || rm -rf \"./\$each\"; done"
flock -u 9
printf '%s\n' "$folder/actual/released/public"
