#!/bin/sh
# Builds the virtual environment $1 exactly as requirements.lock says, and the project itself in it, editable.
# Quiet when all goes well; when something fails it says what to do and shows the end of the log.
set -eu

venv=$1
log=$venv/setup.log

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "make setup: $1"
    say "            $2"
    if [ -s "$log" ]; then tail -n 20 "$log" >&2; fi
    exit 1
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null 2>&1 && is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
}

if [ ! -x "$venv/bin/python" ] || ! is_new_enough "$venv/bin/python"; then
    python=$(find_python)
    if [ -z "$python" ]; then
        fail "hace falta Python 3.11 o más nuevo; instálelo, o indíquelo: make setup PYTHON=/ruta/python3.12" \
            "Python 3.11 or newer is needed; install it, or name it: make setup PYTHON=/path/python3.12"
    fi
    rm -rf "$venv"
    mkdir -p "$venv"
    "$python" -m venv "$venv" >"$log" 2>&1 ||
        fail "no se pudo crear $venv; en Debian o Ubuntu: apt-get install python3-venv" \
            "$venv could not be made; on Debian or Ubuntu: apt-get install python3-venv"
fi

say "make setup: instalando lo que dice requirements.lock / installing what requirements.lock says ..."
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --quiet "$@" >"$log" 2>&1; }
pip install --require-hashes -r requirements.lock ||
    fail "no se pudieron instalar las dependencias; ¿hay red y un índice de paquetes?" \
        "the dependencies could not be installed; is there a network and a package index?"
pip install --no-deps --no-build-isolation --editable . ||
    fail "no se pudo instalar el proyecto" "the project could not be installed"
say "make setup: listo / ready"
