#!/usr/bin/env bash
# Measures the release binary beside an actix hello-world, on this machine alone. Needs wrk (Debian:
# apt-get install wrk) and Linux.
#
#   bench.sh                    fresh files; siblings off, hanging, scripted and on; large videos
#   bench.sh seed N [PEOPLE]    with N check-ins of PEOPLE (50000) people stored, and with few
#
# BENCH_SECONDS (10) and BENCH_CONNECTIONS (64) say how long and by how many at once; BENCH_DIR where
# the databases are made, and removed: seed needs some 1.5 GB for a million check-ins.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${BENCH_SECONDS:-10}
connections=${BENCH_CONNECTIONS:-64}
target=${CARGO_TARGET_DIR:-target}/release
command -v wrk >/dev/null || { echo "just bench needs wrk" >&2; exit 1; }
cargo build --release --quiet
cargo build --release --quiet --package pilotlight-server --example hello --example siblings
cargo build --release --quiet --package pilotlight-storage --example seed

folder=$(mktemp -d ${BENCH_DIR:+-p "$BENCH_DIR"})
server='' siblings='' hanging='' hello=''
stop() {
    local pid
    for pid in "$@"; do
        kill "$pid" 2>/dev/null || continue
        wait "$pid" 2>/dev/null || true
    done
}
finish() {
    stop $server $siblings $hanging $hello
    rm -rf "$folder"
}
trap finish EXIT

now_ms() { date +%s%3N; }
memory_mb() { awk -v what="$1" '$1 == what":" { printf "%.1f", $2 / 1024 }' "/proc/$server/status"; }
note() { notes+=("$*"); }
notes=()

# address FILE PID: where a program that was started says that it listens.
address() {
    local since
    since=$(now_ms)
    until grep -qs 'http://' "$1"; do
        kill -0 "$2"
        [ $(($(now_ms) - since)) -lt 30000 ] || { echo "it does not start" >&2; exit 1; }
        sleep 0.005
    done
    grep -o 'http://[^ ]*' "$1" | head -1
}

# serve FILE [SIBLINGS]: starts the server on a database, and says how long that took.
serve() {
    stop $server
    local away=${2:-} since
    : >"$folder/server.out"
    since=$(now_ms)
    PILOTLIGHT__SERVER__PORT=0 PILOTLIGHT__TELEMETRY__LISTEN='' PILOTLIGHT__TELEMETRY__LOG=off \
        PILOTLIGHT__DATABASE__URL="sqlite://$folder/$1" PILOTLIGHT__SIGNALS__URL=$away \
        PILOTLIGHT__ML__URL=$away PILOTLIGHT__VIDEO__URL=$away \
        "$target/pilotlight" >"$folder/server.out" &
    server=$!
    base=$(address "$folder/server.out" $server)
    local took=$(($(now_ms) - since))
    # What is made ready beside the start is not idle yet.
    sleep 3
    note "$1: start $took ms, idle $(memory_mb VmRSS) MB, $(du -m "$folder/$1" | cut -f1) MB on disk"
}

# load NAME URL ARGUMENTS...: drives it, and complains of failures.
load() {
    local name=$1 url=$2 bad
    shift 2
    wrk --threads 2 --connections "$connections" --duration "${seconds}s" --timeout 60s --latency \
        "$@" "$url" >"$folder/wrk"
    bad=$(awk '/Non-2xx/ { print $NF } /Socket errors/ { print }' "$folder/wrk")
    [ -z "$bad" ] || note "$name had failures: $bad"
    read -r rate p50 p99 <<<"$(awk '/Requests\/sec/ { rate = $2 } /^ *50%/ { p50 = $2 }
        /^ *99%/ { p99 = $2 } END { print rate, p50, p99 }' "$folder/wrk")"
}

# row NAME SCRIPT: a line of the table; the peak is of this line alone.
row() {
    echo 5 >"/proc/$server/clear_refs"
    load "$1" "$base" --script "scripts/bench/$2.lua"
    local ratio
    ratio=$(awk -v rate="$rate" -v of="$yardstick" 'BEGIN { printf "%.2f", rate / of }')
    printf '| %s | %.0f | %s | %s | %s | %s |\n' "$1" "$rate" "$ratio" "$p50" "$p99" "$(memory_mb VmHWM)"
}

# yardstick: of the lines that follow.
yardstick() {
    load hello "$(address "$folder/hello.out" $hello)"
    yardstick=$rate
    printf '| hello-world | %.0f | 1 | %s | %s | |\n' "$rate" "$p50" "$p99"
}

# fill FILE CHECK_INS PEOPLE: copies check-ins that a server with siblings took into a new database.
fill() {
    if [ ! -e "$folder/models.db" ]; then
        serve models.db "$away"
        BENCH_PEOPLE=1000 wrk --threads 1 --connections 8 --duration 2s \
            --script scripts/bench/submit.lua "$base" >/dev/null
        stop $server
    fi
    PILOTLIGHT__DATABASE__URL="sqlite://$folder/$1" "$target/pilotlight" migrate >/dev/null
    "$target/examples/seed" "$folder/models.db" "$folder/$1" "$2" "$3"
    # Or the disk would be busy with it while the server is measured.
    sync "$folder/$1"
}

# reads MANY: what is read, of so many people at random. A few hundred are those of the last minutes.
reads() {
    BENCH_PEOPLE=$1 BENCH_PATH=/score/ row "score, of $1 people" read
    BENCH_PEOPLE=300 BENCH_PATH=/history/ row "history of 30, of 300 people" read
    BENCH_PEOPLE=$1 BENCH_PATH=/history/ row "history of 30, of $1 people" read
    BENCH_PEOPLE=$1 BENCH_PATH=/metrics/ row "metrics, of $1 people" read
}

"$target/examples/hello" >"$folder/hello.out" &
hello=$!
"$target/examples/siblings" >"$folder/siblings.out" &
siblings=$!
away=$(address "$folder/siblings.out" $siblings)
"$target/examples/siblings" hang >"$folder/hanging.out" &
hanging=$!
export BENCH_PEOPLE BENCH_PATH BENCH_VIDEO_BYTES

echo "$(nproc) cores, $connections connections, $seconds s a line; load before: $(cut -d' ' -f1-3 /proc/loadavg)"
echo
echo "| what | a second | of hello-world | p50 | p99 | peak memory, MB |"
echo "|---|---|---|---|---|---|"
yardstick
if [ "${1:-}" = seed ]; then
    people=${3:-50000}
    fill few.db 62000 2000
    serve few.db
    BENCH_PEOPLE=$people row "submit, few stored" submit
    reads 2000
    stop $server
    fill many.db "${2:?how many check-ins}" "$people"
    serve many.db
    yardstick
    BENCH_PEOPLE=$people row "submit, $2 stored" submit
    reads 2000
    BENCH_PEOPLE=$people BENCH_PATH=/score/ row "score, of $people people" read
else
    serve fresh.db
    BENCH_PEOPLE=10000 row "submit, siblings off" submit
    serve hanging.db "$(address "$folder/hanging.out" $hanging)"
    # Until the breakers are open.
    BENCH_PEOPLE=10000 wrk --threads 1 --connections "$connections" --duration 8s \
        --script scripts/bench/submit.lua "$base" >/dev/null
    BENCH_PEOPLE=10000 row "submit, siblings that hang" submit
    fill few.db 62000 2000
    serve few.db
    reads 2000
    yardstick
    serve on.db "$away"
    BENCH_PEOPLE=10000 row "submit, scripted siblings" submit
    BENCH_PEOPLE=500 BENCH_VIDEO_BYTES=100000 row "video of 100 kB" video
    connections=50 BENCH_PEOPLE=1 BENCH_VIDEO_BYTES=50000000 row "50 videos of 50 MB at once" video
fi
yardstick
printf '\n'
printf '%s\n' "${notes[@]}"
