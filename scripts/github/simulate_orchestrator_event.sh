#!/usr/bin/env bash
# Smoke test: one event goes through the gate, then dispatch or refusal, on this machine, against a GitHub embedded on loopback.
set -euo pipefail

scenarios='allowed|denied|unknown-task|dry-run|help|several|lost-answer|unknown|re-run|rate-limit|delivered-twice|held|not-claimed|fork|status-and-cancel'
usage="Usage: simulate_orchestrator_event.sh [$scenarios|EVENT.json]"
if [[ $# -gt 1 ]]; then
  printf '%s\n' "$usage" >&2
  exit 2
fi
if [[ ${1:-} == --help ]]; then
  printf '%s\n' "$usage"
  exit 0
fi

export TZ=America/Phoenix
printf 'simulate: TZ=%s, now %s\n' "$TZ" "$(date +%Y-%m-%dT%H-%M-%S%z)"

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
if [[ ! -x $root/node_modules/.bin/tsx ]]; then
  printf 'simulate: the dependencies are not installed. Run `npm ci` first.\n' >&2
  exit 2
fi
[[ -f $root/packages/orchestrator/dist/rc.mjs ]] || node "$root/scripts/build.mjs"
exec "$root/node_modules/.bin/tsx" "$root/scripts/demo.ts" "${1:-allowed}"
