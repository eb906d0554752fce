#!/bin/sh
# Puts a backup back: scripts/restore.sh FILE HOME
# It is unpacked beside and moved in with one rename; what stood there is kept under another name.
set -eu
umask 077

say() { printf '%s\n' "$*" >&2; }

if [ $# -ne 2 ] || [ ! -f "$1" ]; then
    say "uso: scripts/restore.sh RESPALDO.tar.gz CARPETA_DE_ESTADO"
    say "usage: scripts/restore.sh BACKUP.tar.gz HOME"
    exit 2
fi
file=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
if [ ! -f "$file.sha256" ] || ! (cd "$(dirname "$file")" && sha256sum --check --quiet "$(basename "$file").sha256") >&2; then
    say "el respaldo no es el que se guardó: falta su .sha256 o no coincide; no se cambió nada"
    say "this is not the backup that was kept: its .sha256 is missing or differs; nothing was changed"
    exit 1
fi
mkdir -p "$(dirname "$2")"
home=$(cd "$(dirname "$2")" && pwd -P)/$(basename "$2")
beside=$home.restoring.$$
trap 'rm -rf "$beside"' EXIT INT TERM
mkdir "$beside"
tar -C "$beside" -xzpf "$file" --no-same-owner
if [ ! -f "$beside/programa.json" ]; then
    say "el archivo no es un respaldo de Seamos / the file is no backup of Seamos: $file"
    exit 1
fi
if [ -e "$home" ]; then
    exec 9>>"$home/.run.lock"
    if ! flock -w "${SEAMOS_WAIT:-3600}" 9; then
        say "hay una corrida trabajando; se intentó mucho tiempo / a run is at work, and it took too long"
        exit 1
    fi
    kept=$home.antes-$(date -u +%Y%m%dT%H%M%SZ)
    mv "$home" "$kept"
    say "lo que había queda en / what stood there is kept in: $kept"
fi
mv "$beside" "$home"
chmod 755 "$home"
printf '%s\n' "$home"
