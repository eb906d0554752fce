#!/bin/sh
# One file with everything that a home holds: scripts/backup.sh HOME FOLDER
# No run works meanwhile (it holds the lock); readers are not disturbed. The file holds the key of the case references
# and is readable by its owner alone.
set -eu
umask 077

say() { printf '%s\n' "$*" >&2; }

if [ $# -ne 2 ] || [ ! -f "$1/programa.json" ]; then
    say "uso: scripts/backup.sh CARPETA_DE_ESTADO CARPETA_DE_RESPALDOS (la primera tiene programa.json)"
    say "usage: scripts/backup.sh HOME BACKUP_FOLDER (the first one holds programa.json)"
    exit 2
fi
home=$(cd "$1" && pwd -P)
mkdir -p "$2"
folder=$(cd "$2" && pwd -P)
case $folder/ in
"$home"/*)
    say "el respaldo no puede quedar dentro de lo que respalda / a backup cannot lie inside what it keeps: $folder"
    exit 2
    ;;
esac
name=seamos-$(date -u +%Y%m%dT%H%M%SZ).tar.gz
scratch=$(mktemp -d "$folder/.respaldo.XXXXXX")
trap 'rm -rf "$scratch"' EXIT INT TERM

exec 9>>"$home/.run.lock"
if ! flock -w "${SEAMOS_WAIT:-3600}" 9; then
    say "hay una corrida trabajando; se intentó mucho tiempo / a run is at work, and it took too long"
    exit 1
fi
tar -C "$home" --exclude='./.run.lock' --exclude='./participation.sqlite*' -czf "$scratch/home.tar.gz" .
if [ -f "$home/participation.sqlite" ]; then
    # its writers do not wait: sqlite copies it whole while they write
    sqlite3 "$home/participation.sqlite" ".backup '$scratch/participation.sqlite'"
    gunzip "$scratch/home.tar.gz"
    tar -C "$scratch" -rf "$scratch/home.tar" ./participation.sqlite
    gzip "$scratch/home.tar"
fi
flock -u 9
mv "$scratch/home.tar.gz" "$folder/$name"
(cd "$folder" && sha256sum "$name" >"$name.sha256")
printf '%s\n' "$folder/$name"
