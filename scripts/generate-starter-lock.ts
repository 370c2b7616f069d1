import { readFileSync, writeFileSync } from "node:fs";
import { publishedAction } from "@yardmaster/analyzer";
import { type LockedAction, type LockedInput, parseActionsLock, printActionsLock } from "@yardmaster/core";

// What `yardmaster init` locks without the network: entries of this repository's own lock, and the pins below. Nobody has
// read the metadata of these here, so no entry has a digest, and `bind --update` reads each where it is used.

const starterLockFile = "packages/cli/src/commands/init/starter-lock.json";

type Pin = Pick<LockedAction, "version" | "sha"> & Partial<Pick<LockedAction, "inputs" | "outputs">>;

const fromOwnLock = ["actions/checkout", "actions/setup-node", "actions/setup-python"];

const optional = (...names: readonly string[]): Record<string, LockedInput> =>
  Object.fromEntries(names.map((name) => [name, { required: false }]));

/** Inputs and outputs are those of the table of published actions where there are none here. */
const pins: Readonly<Record<string, Pin>> = {
  "actions/setup-go": { version: "v6.5.0", sha: "924ae3a1cded613372ab5595356fb5720e22ba16" },
  "actions/setup-java": { version: "v5.2.0", sha: "be666c2fcd27ec809703dec50e508c2fdc7f6654" },
  "astral-sh/setup-uv": {
    version: "v10.0.1",
    sha: "20cfd1bf945f4377ade1205e4dbc17946fc9a30d",
    inputs: optional("enable-cache", "python-version", "version", "version-file", "working-directory"),
    outputs: ["cache-hit", "uv-path", "uv-version"],
  },
  "oven-sh/setup-bun": {
    version: "v2.2.0",
    sha: "0c5077e51419868618aeaa5fe8019c62421857d6",
    inputs: optional("bun-download-url", "bun-version", "bun-version-file", "no-cache", "scope"),
    outputs: ["bun-revision", "bun-version", "cache-hit"],
  },
  "pnpm/action-setup": {
    version: "v6.0.10",
    sha: "0977fd99725f1db4007ccb2928dbb4e90d06cc86",
    inputs: optional("dest", "package_json_file", "run_install", "standalone", "version"),
    outputs: ["bin_dest", "dest"],
  },
};

const own = parseActionsLock(
  readFileSync("workflows-src/actions.lock.json", "utf8"),
  "workflows-src/actions.lock.json",
);
if (!own.ok) throw new Error(own.error.message);
const kept = fromOwnLock.map((name) => [name, known(own.value.actions[name], name)] as const);
const pinned = Object.entries(pins).map(([name, pin]): readonly [string, LockedAction] => {
  const { inputs, outputs } = pin.inputs ? pin : known(publishedAction(name, pin.version), name);
  return [name, { version: pin.version, sha: pin.sha, using: "node24", inputs: inputs ?? {}, outputs: outputs ?? [] }];
});
writeFileSync(starterLockFile, printActionsLock({ version: 1, actions: Object.fromEntries([...kept, ...pinned]) }));

function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`Nothing is known of ${name}.`);
  return value;
}
