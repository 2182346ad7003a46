#!/usr/bin/env bash
# Holds contract/openapi.json, or another description, to the rules of contract/redocly.yaml. Needs node
# (20.19 or newer) and npm.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=2.77.0
home=${CARGO_TARGET_DIR:-$PWD/target}/node/redocly-$version
redocly=$home/node_modules/.bin/redocly
[ -x "$redocly" ] || npm install --silent --no-save --prefix "$home" "@redocly/cli@$version"

export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
"$redocly" lint "${1:-contract/openapi.json}" --config contract/redocly.yaml --format stylish
