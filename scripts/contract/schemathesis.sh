#!/usr/bin/env bash
# Holds a running server to contract/openapi.json by schemathesis: every check, and requests that follow
# from each other's answers. Needs python3 (3.11 or newer) with venv, and a built server
# (PILOTLIGHT_BINARY names another than the release build).
#
#   schemathesis.sh [SIBLINGS] [OPTION...]
#
# SIBLINGS is `off`, the default, or a behaviour of the stand-ins that are started beside it: `good`, `slow`,
# `wrong` or `dead`. Options go to `schemathesis run`, such as --seed, which every run
# names, or --include-path. SCHEMATHESIS_EXAMPLES (500) says how many requests an operation gets at most.
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/contract/common.sh

# Under two minutes on two cores.
examples=${SCHEMATHESIS_EXAMPLES:-500}

export SIBLINGS=${1:-off}
shift || true
case $SIBLINGS in
off | good | slow | wrong | dead) ;;
*)
    sed -n '2,/^set/s/^# \?//p' "$0" >&2
    exit 2
    ;;
esac

binary
use schemathesis scripts/contract/schemathesis/requirements.txt

folder=$(mktemp -d)
server='' stand_ins=''
finish() {
    for process in $server $stand_ins; do
        { kill "$process" && wait "$process"; } 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap finish EXIT

signals='' ml='' video=''
if [ "$SIBLINGS" != off ]; then
    mkfifo "$folder/siblings"
    "$PILOTLIGHT_BINARY" siblings serve --all "$SIBLINGS" --signals-port 0 --ml-port 0 --video-port 0 \
        >"$folder/siblings" &
    stand_ins=$!
    exec 3<"$folder/siblings"
    for _ in signals ml video; do
        read -r name address <&3 || { echo 'the stand-ins do not start' >&2; exit 1; }
        declare "$name=$address"
    done
fi

mkfifo "$folder/said"
PILOTLIGHT__SERVER__PORT=0 PILOTLIGHT__DATABASE__URL="sqlite://$folder/contract.db" \
    PILOTLIGHT__SIGNALS__URL=$signals PILOTLIGHT__ML__URL=$ml PILOTLIGHT__VIDEO__URL=$video \
    PILOTLIGHT__TELEMETRY__LISTEN='' PILOTLIGHT__TELEMETRY__LOG=error,pilotlight::alerts=off \
    "$PILOTLIGHT_BINARY" >"$folder/said" &
server=$!
read -r said <"$folder/said" || { echo 'the server does not start' >&2; exit 1; }
address=$(grep -o 'http://[^ ]*' <<<"$said" | head -1)

schemathesis --config-file scripts/contract/schemathesis/schemathesis.toml run contract/openapi.json \
    --url "$address" --max-examples "$examples" --no-color "$@"
kill -0 "$server" || { echo 'the server ended meanwhile' >&2; exit 1; }
