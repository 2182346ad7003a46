#!/usr/bin/env bash
# The TypeScript client: `generate` writes its types anew; without it, they are checked against the
# description, and it is compiled and tested, and so are the programs in docs/integrate/app.md, against the
# server that PILOTLIGHT_BINARY names, or the release build. Needs Node 20 or newer.
set -euo pipefail
if [ -n "${PILOTLIGHT_BINARY:-}" ]; then
    PILOTLIGHT_BINARY=$(realpath "$PILOTLIGHT_BINARY")
    export PILOTLIGHT_BINARY
fi
cd "$(dirname "$0")/../../contract/clients/typescript"

command -v npm >/dev/null || { echo 'the TypeScript client needs Node 20 or newer, with npm' >&2; exit 1; }
npm ci --no-audit --no-fund
case "${1:-check}" in
    generate) npm run generate ;;
    check) npm run check && npm test ;;
    *) echo "usage: $0 [generate]" >&2; exit 2 ;;
esac
