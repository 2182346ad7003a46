#!/usr/bin/env bash
# The Python client: `generate` writes it anew, `drift` fails where what is checked in is not what would be
# written; without either, its types are checked too, and it is tested, and so are the programs in
# docs/integrate/sms-bot.md, against the server that PILOTLIGHT_BINARY names, or the release build. Needs python3 (3.11 or newer) with venv.
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/contract/common.sh

client=contract/clients/python

# generate FOLDER: the whole package, as it is checked in. Whatever the generator cannot take of the
# description, and would leave out, is an error.
generate() {
    local said
    rm -rf "$1"
    said=$(openapi-python-client generate --path contract/openapi.json --meta none --fail-on-warning --output-path "$1" \
        --config $client/generator.yml --custom-template-path $client/templates 2>&1) || {
        echo "$said" >&2
        exit 1
    }
    touch "$1/py.typed"
}

drift() {
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    generate "$folder/pilotlight_client"
    diff --recursive --brief --exclude=__pycache__ $client/pilotlight_client "$folder/pilotlight_client" || {
        echo 'the Python client is not what contract/openapi.json gives: run `just client-python-generate`' >&2
        return 1
    }
}

check() {
    binary
    drift
    # As others install it: a package that forgets a file, or py.typed, fails here.
    pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall $client
    cd $client
    mypy pilotlight_client pilotlight_events tests
    pytest
}

case "${1:-check}" in
generate | drift | check) ;;
*)
    echo "usage: $0 [generate|drift]" >&2
    exit 2
    ;;
esac
use client $client/requirements.txt
case "${1:-check}" in
generate) generate $client/pilotlight_client ;;
drift) drift ;;
check) check ;;
esac
