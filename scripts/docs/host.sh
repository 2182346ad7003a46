#!/usr/bin/env bash
# Holds docs/integrate/host.md, or another page, to the server that PILOTLIGHT_BINARY names, or the release
# build. Every `sh` block is run, in order, in one shell and an empty folder, and must print the `text`
# block that follows it, to the letter; every `toml` block must be a configuration that is taken, and the
# `ini` block a unit that systemd takes, where systemd-analyze is there. Needs curl and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/contract/common.sh
binary

page=$(realpath "${1:-docs/integrate/host.md}")
folder=$(mktemp -d)
block='' printed=$folder/printed
finish() {
    local status=$?
    [ $status = 0 ] || [ -z "$block" ] || { cat "$block" "$printed" && echo "$page: that is wrong"; } >&2
    # Whatever the page has left running; it is of this shell.
    for process in $(jobs -p); do
        { kill "$process" && wait "$process"; } 2>/dev/null || true
    done
    rm -rf "$folder"
}
trap finish EXIT
fail() {
    echo "$page: $*" >&2
    exit 1
}

# The blocks as 01.sh, 02.text and so on.
mkdir "$folder/blocks" "$folder/bin" "$folder/day"
awk -v folder="$folder/blocks" '
    /^```/ { if (file) { close(file); file = "" }
             else { file = sprintf("%s/%02d.%s", folder, ++count, substr($0, 4)); printf "" >file }
             next }
    file { print >file }' "$page"
blocks=$folder/blocks
shopt -s nullglob
scripts=("$blocks"/*.sh)
[ ${#scripts[@]} -gt 0 ] || fail 'there is nothing to run'

# A secret belongs to the environment, and so to no block; any will do.
for configuration in "$blocks"/*.toml; do
    PILOTLIGHT__ALERTS__ESCALATION_SECRET=whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= \
        "$PILOTLIGHT_BINARY" --config "$configuration" config >/dev/null || fail 'its configuration is refused'
done

for unit in "$blocks"/*.ini; do
    command -v systemd-analyze >/dev/null || continue
    # The binary need not be installed here, nor its user there.
    sed "s|^ExecStart=[^ ]*|ExecStart=$PILOTLIGHT_BINARY|" "$unit" >"$folder/pilotlight.service"
    said=$(systemd-analyze verify --man=no "$folder/pilotlight.service" 2>&1) || fail "its unit is refused: $said"
    # An unknown key is only said.
    grep pilotlight.service <<<"$said" >&2 && fail 'its unit is not as systemd expects it'
done

ln -s "$PILOTLIGHT_BINARY" "$folder/bin/pilotlight"
export PATH=$folder/bin:$PATH no_proxy=127.0.0.1
PILOTLIGHT__SERVER__PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export PILOTLIGHT__SERVER__PORT
cd "$folder/day"
run=0
for block in "${scripts[@]}"; do
    number=$(basename "$block" .sh)
    expected=$blocks/$(printf '%02d' $((10#$number + 1))).text
    [ -e "$expected" ] || fail 'a block is not followed by what it prints'
    # A block may set what the next one reads, so it is no process of its own. What fails in it ends this.
    . "$block" >"$printed" 2>&1
    diff -u --label 'on the page' --label 'printed' "$expected" "$printed" >&2
    run=$((run + 1))
done
block=''
echo "$(basename "$page"): $run blocks print what it says"
