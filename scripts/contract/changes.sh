#!/usr/bin/env bash
# Fails where contract/openapi.json takes anything from the clients of the last release, or where
# contract/CHANGELOG.md does not tell of it as it is; and tests the check itself. Needs python3 (3.11 or
# newer) with venv; `python3 scripts/contract/breaking.py` alone needs no more than Python.
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/contract/common.sh

use client contract/clients/python/requirements.txt
pytest -q -p no:cacheprovider scripts/contract/test_breaking.py
python3 scripts/contract/breaking.py
