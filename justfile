# The commands that the README and CI run. Each is a plain command: `just` is never required.

default:
    @just --list

# Serve on http://127.0.0.1:8001
run:
    cargo run --release

# Stand-ins for signals, ml and video on their ports; `just siblings --all slow` for others than good
siblings *options:
    cargo run --release -- siblings serve {{options}}

# A fresh demo.db with four weeks of made-up people, and a server on it
demo:
    PILOTLIGHT__DATABASE__URL=sqlite://demo.db cargo run --release -- demo
    PILOTLIGHT__DATABASE__URL=sqlite://demo.db cargo run --release

# Every test; no service needs to run
test:
    cargo test --workspace

# Spans sent to a collector, by a binary that is built to send them
test-otlp:
    cargo test --package pilotlight-server --features otlp otlp

# Format, lints, arrows between the crates
check: arrows
    cargo fmt --all --check
    cargo clippy --workspace --all-targets --all-features -- -D warnings

# The arrows of docs/architecture.md
arrows:
    bash scripts/check-arrows.sh

# Write contract/openapi.json anew
openapi:
    cargo run --quiet -- openapi > contract/openapi.json.new
    mv contract/openapi.json.new contract/openapi.json

# The TypeScript client: its types, that it compiles, and tests against the release server (needs Node 20)
client-typescript:
    cargo build --release
    bash scripts/clients/typescript.sh

# Write the TypeScript client's types anew, of contract/openapi.json
client-typescript-generate:
    bash scripts/clients/typescript.sh generate

# The Python client: that it is of today's description, its types, and an SMS bot's turn by it against the
# release server (needs Python 3.11 with venv)
client-python:
    cargo build --release
    bash scripts/clients/python.sh

# Write the Python client anew, of contract/openapi.json
client-python-generate:
    bash scripts/clients/python.sh generate

# The release server held to contract/openapi.json by schemathesis, with its siblings off or beside stand-ins
# that are good, slow, wrong or dead (needs Python 3.11 with venv)
schemathesis siblings="off" *options:
    cargo build --release
    bash scripts/contract/schemathesis.sh {{siblings}} {{options}}

# contract/openapi.json by the rules of contract/redocly.yaml (needs Node 20)
lint-contract:
    bash scripts/contract/lint.sh

# What contract/openapi.json breaks since contract/released.json, and whether the changelog tells of it
contract-changes:
    bash scripts/contract/changes.sh

# docs/integrate/host.md against the release server: its commands print what it says, its configuration is
# taken (needs curl and Python 3)
docs-host:
    cargo build --release
    bash scripts/docs/host.sh

# Links of the pages that lead nowhere (needs Python 3)
docs-links:
    python3 scripts/docs/links.py

# Throughput, latency and memory beside a hello-world (needs wrk); `just bench seed 5000000` with many stored
bench *what:
    bash scripts/bench.sh {{what}}

# Figures of the text analyser on a folder with goemotions/{dev,test}.tsv
evaluate data:
    cargo run --release --package pilotlight-domain --example evaluate -- {{data}}

# A million texts cut from the corpus and mixed: nothing panics, nothing is slow
fuzz cases="1000000":
    FUZZ_CASES={{cases}} cargo test --release --package pilotlight-domain --test fuzz

# What CI runs
ci:
    bash .ci/run
