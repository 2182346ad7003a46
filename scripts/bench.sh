#!/usr/bin/env bash
# Measures the release binary on a fresh database with the siblings turned off: start, idle memory,
# submit and score. Needs wrk (Debian: apt-get install wrk). Talks to this machine only.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v wrk >/dev/null || { echo "just bench needs wrk" >&2; exit 1; }
cargo build --release --quiet
binary=${CARGO_TARGET_DIR:-target}/release/pilotlight
folder=$(mktemp -d)
pid=
finish() {
    [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT

export PILOTLIGHT__SERVER__PORT=0 PILOTLIGHT__TELEMETRY__LISTEN=
export PILOTLIGHT__DATABASE__URL="sqlite://$folder/bench.db"
export PILOTLIGHT__SIGNALS__URL='' PILOTLIGHT__ML__URL='' PILOTLIGHT__VIDEO__URL=''
export PILOTLIGHT__TELEMETRY__LOG=off

now_ms() { date +%s%3N; }
memory_mb() { awk -v what="$1" '$1 == what":" { printf "%.1f", $2 / 1024 }' "/proc/$pid/status"; }

touch "$folder/out"
started=$(now_ms)
"$binary" >"$folder/out" &
pid=$!
until grep -q 'http://' "$folder/out"; do
    kill -0 "$pid"
    [ $(($(now_ms) - started)) -lt 10000 ] || { echo "it does not start" >&2; exit 1; }
done
start_ms=$(($(now_ms) - started))
base=$(grep -o 'http://[^ ]*' "$folder/out" | head -1)
idle=$(memory_mb VmRSS)

cat >"$folder/submit.lua" <<'LUA'
math.randomseed(os.time())
local texts = {
    "had a lovely slow morning, feeling rested",
    "busy day, some meetings, looking forward to the evening",
    "tired and a bit worried about the deadline",
}
request = function()
    local body = string.format(
        '{"user_id":"u%d","stimulus_id":"calm_01","response_text":"%s","typing_wpm":42.5,"error_rate":3}',
        math.random(1, 10000), texts[math.random(1, 3)])
    return wrk.format("POST", "/response/submit", { ["Content-Type"] = "application/json" }, body)
end
LUA
cat >"$folder/score.lua" <<'LUA'
math.randomseed(os.time())
request = function() return wrk.format("GET", "/score/u" .. math.random(1, 10000)) end
LUA

measure() {
    wrk --threads 2 --connections 32 --duration 10s --latency --script "$folder/$1.lua" "$base" >"$folder/$1"
    local bad
    bad=$(awk '/Non-2xx/ { print $NF } /Socket errors/ { print }' "$folder/$1")
    [ -z "$bad" ] || echo "$1 had failures: $bad" >&2
    awk -v name="$1" '/Requests\/sec/ { rate = $2 } /^ *50%/ { p50 = $2 } /^ *99%/ { p99 = $2 }
        END { printf "| %s | %d | %s | %s |\n", name, rate, p50, p99 }' "$folder/$1"
}

echo "start: $start_ms ms; idle memory: $idle MB; cores: $(nproc)"
echo
echo "| 32 connections, siblings off | requests a second | p50 | p99 |"
echo "|---|---|---|---|"
measure submit
measure score
echo
echo "memory at its highest: $(memory_mb VmHWM) MB"
