import { join } from "node:path";
import { attributesFile, missingRules } from "@yardmaster/compiler";
import { compareVersions, count } from "@yardmaster/core";
import { lockMissing, readLock } from "@yardmaster/pins";
import { version } from "../../program/program.ts";
import { type Compiler, findCompiler, isTooOld, leastTypeScript } from "../../types/find-compiler.ts";
import { checkRepository } from "../check-repository.ts";
import type { CommandContext } from "../command.ts";
import { type DoctorFinding, error, listed, ok, unknown, warning } from "./report.ts";

/** As `engines` of the package says. */
const leastNode = "20.19";

/** What this machine and the checkout say: no network, no git but for the commit. */
export async function lookHere(context: CommandContext): Promise<readonly DoctorFinding[]> {
  return [
    ...(await lookAtPrograms(context)),
    ...(await lookAtLock(context)),
    await lookAtDrift(context),
    await lookAtLineEnds(context),
  ];
}

async function lookAtPrograms({ host, repository: { root } }: CommandContext): Promise<readonly DoctorFinding[]> {
  const compiler = await findCompiler(root, host.files);
  const manifest = await host.files.read(join(root, "node_modules/yardmaster/package.json"));
  const installed = manifest && versionIn(manifest);
  const node = host.nodeVersion;
  return [
    node === undefined
      ? unknown("node", "Which Node runs this is not known")
      : compareVersions(node, leastNode) === "lower"
        ? error("node", `Node ${node} is older than ${leastNode}`, `Install Node ${leastNode} or newer.`)
        : ok("node", `Node ${node}`),
    lookAtCompiler(compiler),
    installed === undefined
      ? warning(
          "package",
          "yardmaster is not installed in this repository",
          "Run `npm install --save-dev yardmaster`: editors and CI take it from there.",
        )
      : installed === version
        ? ok("package", `yardmaster ${version}`)
        : warning(
            "package",
            `This is yardmaster ${version}, and ${installed} is installed here`,
            "Run it by `npx yardmaster`, or install this one.",
          ),
    host.git?.head(root)
      ? ok("git", "git knows the commit")
      : warning(
          "git",
          "git is not there, or there is no commit: what was edited by hand cannot be told",
          "Install git, and commit.",
        ),
  ];
}

function lookAtCompiler(compiler: Compiler | undefined): DoctorFinding {
  if (!compiler) {
    const text = "No TypeScript is installed, so that `check` checks no types";
    return error("typescript", text, "Run `npm install --save-dev typescript`.");
  }
  const named = `TypeScript ${compiler.version}`;
  if (!isTooOld(compiler.version)) return ok("typescript", named);
  const text = `${named} is older than ${leastTypeScript}, so that \`check\` checks no types`;
  return error("typescript", text, "Run `npm install --save-dev typescript@latest`.");
}

function versionIn(bytes: Uint8Array): string | undefined {
  try {
    const { version: found } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof found === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}

async function lookAtLock({ host, repository: { root } }: CommandContext): Promise<readonly DoctorFinding[]> {
  const read = await readLock(root, host.files);
  if (!read.ok) {
    return read.error.code === lockMissing.code
      ? [
          warning(
            "lock",
            "There is no lock of actions",
            "Run `yardmaster bind ACTION@REF` for each action that you use.",
          ),
        ]
      : [error("lock", read.error.message, read.error.hint ?? "Correct the lock.")];
  }
  const pins = Object.entries(read.value.lock.actions);
  const moving = pins.filter(([, { version: pinned }]) => !/^v?\d/.test(pinned)).map(([name]) => name);
  const bare = pins.filter(([, pin]) => pin.digest === undefined).map(([name]) => name);
  return [
    ok("lock", `${count(pins.length, "action")} locked`),
    ...(moving.length > 0
      ? [
          warning(
            "pin-without-release",
            `${listed(moving)} ${moving.length === 1 ? "is" : "are"} locked without a release`,
            "Bots move no such pin: run `yardmaster bind` with a version.",
          ),
        ]
      : []),
    ...(bare.length > 0
      ? [
          warning(
            "pin-unread",
            `The metadata of ${listed(bare)} was never read at the commit`,
            "Run `yardmaster bind --update`.",
          ),
        ]
      : []),
  ];
}

async function lookAtDrift(context: CommandContext): Promise<DoctorFinding> {
  const none = { diagnostics: [], isUncheckable: false };
  const { drift, findings, fileCount } = await checkRepository(context, Promise.resolve(none));
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (errors > 0) return error("sources", `The sources have ${count(errors, "error")}`, "Run `yardmaster check`.");
  if (drift.length > 0) {
    const files = listed(drift.map(({ file }) => file.path));
    return error(
      "drift",
      `${files} ${drift.length === 1 ? "is" : "are"} not what the sources make`,
      "Run `yardmaster check` for the difference.",
    );
  }
  return ok("drift", `${count(fileCount, "generated file")} in step`);
}

async function lookAtLineEnds({ host, repository: { root } }: CommandContext): Promise<DoctorFinding> {
  const bytes = await host.files.read(join(root, attributesFile));
  const missing = missingRules(bytes ? new TextDecoder().decode(bytes) : "");
  return missing.length === 0
    ? ok("line-ends", `${attributesFile} keeps the line ends of generated files`)
    : warning(
        "line-ends",
        `${attributesFile} lacks ${count(missing.length, "rule")} for line ends`,
        "Run `yardmaster init`.",
      );
}
