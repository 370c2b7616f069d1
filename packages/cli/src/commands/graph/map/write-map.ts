import { basename, dirname, join, resolve } from "node:path";
import type { Effects } from "@yardmaster/analyzer";
import { applyPlan, planReplacement } from "@yardmaster/compiler";
import { type ExitCode, exitCodes } from "../../../program/exit-code.ts";
import type { Host } from "../../../program/host.ts";
import { visibleText } from "../../../report/visible-text.ts";
import { writeVerbs } from "../../../report/write-verbs.ts";
import { readRepository } from "../../../repository/read-repository.ts";
import { makeModel } from "./make-model.ts";
import { mapMark, printMap } from "./print-map.ts";

/** Where the build leaves the page's script, beside the program. */
const scriptName = "map.js";

/**
 * Writes what {@link printMap} makes of a repository, or prints it where FILE is `-`. A file of somebody else's stays.
 * @param root of the repository, absolute.
 */
export async function writeMap(file: string, effects: Effects, root: string, host: Host): Promise<ExitCode> {
  const path = resolve(host.cwd, file);
  if (file !== "-" && (await host.files.isFolder(path))) {
    return refuse(`${file} is a folder: name the file, such as ${join(file, "workflows.html")}.`, host);
  }
  if (file !== "-" && !(await host.files.isFolder(dirname(path)))) {
    return refuse(`There is no folder ${dirname(file)}: make it, or name another file.`, host);
  }
  const before = file === "-" ? undefined : await host.files.read(path);
  if (before && !new TextDecoder().decode(before.subarray(0, 2_000)).includes(mapMark)) {
    return refuse(`${file} is no page of this command: name another file, or remove it.`, host);
  }
  const script = host.prebuiltFolder && (await host.files.read(join(host.prebuiltFolder, scriptName)));
  if (!script) throw new Error(`The build has left no ${scriptName} beside the program.`);
  const read = await readRepository(root, host);
  if (!read) throw new Error(`${root} has workflows no more.`);
  const { name } = read.repository;
  const title = read.notes.assumed.some((note) => note.includes(name)) ? basename(root) : name;
  const text = printMap(await makeModel(effects, read.repository, title), new TextDecoder().decode(script).trim());
  if (file === "-") {
    host.stdout.write(text);
    return exitCodes.clean;
  }
  const plan = planReplacement({ path: basename(path), source: file, text }, before);
  await applyPlan([plan], dirname(path), host.files);
  host.stdout.write(`${visibleText(`${writeVerbs[plan.kind]} ${file}`)}\n`);
  return exitCodes.clean;
}

function refuse(sentence: string, host: Host): ExitCode {
  host.stderr.write(`${visibleText(sentence)}\n`);
  return exitCodes.usage;
}
