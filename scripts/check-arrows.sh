#!/usr/bin/env bash
# Proves the arrows of docs/architecture.md: what must not be in the dependency tree of a crate is
# not there, and each library is named by the one crate that may name it.
set -euo pipefail
cd "$(dirname "$0")/.."

failed=0

# absent CRATE LIBRARY...: none of the libraries is anywhere beneath the crate.
absent() {
    local crate=$1 tree
    shift
    tree=$(cargo tree --locked --package "$crate" --edges normal,build --all-features --prefix none --format '{p}')
    for library in "$@"; do
        if grep -q "^$library v" <<<"$tree"; then
            echo "$crate must not depend on $library:" >&2
            cargo tree --locked --package "$crate" --edges normal,build --all-features --invert "$library" >&2
            failed=1
        fi
    done
}

# only LIBRARY CRATE: no other member of the workspace names the library in [dependencies].
only() {
    local library=$1 owner=$2 manifest
    for manifest in contract/Cargo.toml crates/*/Cargo.toml; do
        [ "$manifest" = "crates/$owner/Cargo.toml" ] && continue
        if sed -n '/^\[dependencies\]/,/^\[/p' "$manifest" | grep -q "^$library\b"; then
            echo "only crates/$owner may depend on $library, but $manifest does" >&2
            failed=1
        fi
    done
}

absent pilotlight-domain actix-web diesel reqwest tokio utoipa jiff rand getrandom uuid
absent pilotlight-contract actix-web diesel libsqlite3-sys reqwest hyper tokio
absent pilotlight-storage actix-web reqwest hyper utoipa pilotlight-contract pilotlight-clients
absent pilotlight-clients actix-web diesel libsqlite3-sys utoipa pilotlight-contract pilotlight-storage
only diesel storage
only reqwest clients

[ "$failed" -eq 0 ] && echo "The arrows hold."
exit "$failed"
