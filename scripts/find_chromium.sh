#!/bin/sh
# Prints the path of a Chromium that starts, or nothing; installs one where it can. $1 is the environment's bin folder.
# Order: $CHROMIUM, one on the path, playwright's own, the distribution's (as root). Where none can be had, the
# browser tests are skipped, and pytest says so.
set -u

bin=$1

starts() { [ -n "$1" ] && "$1" --version >/dev/null 2>&1; }

try() {
    if starts "$1"; then
        printf '%s\n' "$1"
        exit 0
    fi
}

on_path() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        try "$(command -v "$name" 2>/dev/null)"
    done
}

of_playwright() {
    "$bin/python" -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as p: print(p.chromium.executable_path)' 2>/dev/null
}

try "${CHROMIUM:-}"
on_path
try "$(of_playwright)"

echo "make test: buscando un Chromium / looking for a Chromium ..." >&2
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium; } \
        >/dev/null 2>&1
    on_path
fi
if command -v timeout >/dev/null 2>&1; then
    timeout 300 "$bin/playwright" install chromium >/dev/null 2>&1
else
    "$bin/playwright" install chromium >/dev/null 2>&1
fi
try "$(of_playwright)"
echo "make test: sin Chromium se omiten las pruebas de navegador / browser tests are skipped without one" >&2
