# What the checks of the contract share; each sources it from the root of the repository.

# use NAME REQUIREMENTS: puts what is pinned in a file into a virtual environment of its own beneath
# target/, unless it is there, and uses that from here on.
use() {
    local home=${CARGO_TARGET_DIR:-$PWD/target}/python/$1
    if ! cmp -s "$2" "$home/requirements.txt"; then
        rm -rf "$home"
        python3 -m venv "$home" || { echo 'python3 with venv is needed (Debian: python3-venv)' >&2; exit 1; }
        "$home/bin/pip" install --quiet --disable-pip-version-check --requirement "$2"
        cp "$2" "$home/requirements.txt"
    fi
    PATH=$home/bin:$PATH
}

# binary: sets the server that is tested, PILOTLIGHT_BINARY or the release build, to a path from the root.
binary() {
    PILOTLIGHT_BINARY=$(realpath -m "${PILOTLIGHT_BINARY:-${CARGO_TARGET_DIR:-target}/release/pilotlight}")
    export PILOTLIGHT_BINARY
    [ -x "$PILOTLIGHT_BINARY" ] || {
        echo "no server at $PILOTLIGHT_BINARY: build it by \`cargo build --release\`, or name one by PILOTLIGHT_BINARY" >&2
        exit 1
    }
}
