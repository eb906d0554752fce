#!/bin/sh
# Changes the program for another version of it: scripts/upgrade.sh HOME BACKUP_FOLDER [VERSION]
# Backup first; then the version (a tag or branch; without one, what the present branch has upstream), its parts, and a
# run that computes with it. The released edition is not touched. Where anything fails, it says how to go back.
set -eu

say() { printf '%s\n' "$*" >&2; }

if [ $# -lt 2 ]; then
    say "uso: scripts/upgrade.sh CARPETA_DE_ESTADO CARPETA_DE_RESPALDOS [VERSION]"
    say "usage: scripts/upgrade.sh HOME BACKUP_FOLDER [VERSION]"
    exit 2
fi
cd "$(dirname "$0")/.."
if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
    say "hay archivos del programa cambiados a mano; guárdelos aparte / files of the program were changed by hand"
    git status --short --untracked-files=no >&2
    exit 1
fi
before=$(git rev-parse HEAD)
backup=$(sh scripts/backup.sh "$1" "$2")
say "respaldo / backup: $backup"
back() {
    say "algo falló; para volver / something failed; to go back:"
    say "  git checkout $before && ${MAKE:-make} setup && sh scripts/restore.sh '$backup' '$1'"
}
trap 'status=$?; [ $status -eq 0 ] || back "$1"' EXIT
git fetch --quiet --tags
if [ $# -ge 3 ]; then git checkout --quiet "$3"; else git merge --quiet --ff-only '@{upstream}'; fi
${MAKE:-make} setup
status=0
.venv/bin/seamos run --home "$1" ${SEAMOS_RUN:-} || status=$?
# 1: done, and a person must look at a delivery
[ $status -le 1 ]
say "listo; reinicie los servicios / done; restart the services: sudo systemctl restart 'seamos-*.service'"
exit 0
