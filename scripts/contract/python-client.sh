#!/usr/bin/env bash
# The Python client. Needs python3 (3.11 or newer) with venv, and for its test a built server.
#
#   python-client.sh generate   writes it anew from contract/openapi.json
#   python-client.sh drift      fails where what is checked in is not what would be generated
#   python-client.sh test       types, and the test against the server (PILOTLIGHT_BINARY names another)
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/contract/common.sh

client=contract/clients/python
# What the generator cannot take of the description. Anything else that it leaves out is an error.
known='parsing GET /media/{file} within stimuli.'

# generate FOLDER: the whole package, as it is checked in.
generate() {
    local said
    rm -rf "$1"
    said=$(openapi-python-client generate --path contract/openapi.json --meta none --output-path "$1" \
        --config $client/generator.yml --custom-template-path $client/templates 2>&1) || {
        echo "$said" >&2
        exit 1
    }
    if grep '^WARNING' <<<"$said" | grep -qvF "$known"; then
        echo "$said" >&2
        echo 'the generator leaves out more of contract/openapi.json than is known' >&2
        exit 1
    fi
    touch "$1/py.typed"
}

use client $client/requirements.txt
case "${1:-}" in
generate) generate $client/pilotlight_client ;;
drift)
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    generate "$folder/pilotlight_client"
    diff --recursive --brief --exclude=__pycache__ $client/pilotlight_client "$folder/pilotlight_client" || {
        echo 'the Python client is not what contract/openapi.json gives: run `just client-python` and check it in' >&2
        exit 1
    }
    ;;
test)
    binary
    # As others install it: a package that forgets a file, or py.typed, fails here.
    pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall $client
    cd $client
    mypy pilotlight_client tests
    pytest
    ;;
*)
    sed -n '2,/^set/s/^# \?//p' "$0" >&2
    exit 2
    ;;
esac
