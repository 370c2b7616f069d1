import { actionName, asMap, defineDiagnostic, type StepView, type ValueMap } from "@yardmaster/core";
import type { Rule } from "../rule.ts";
import { commandExcerpt, commandsOf, filesWritten, programOf } from "./script-commands.ts";
import { secretsIn } from "./secret-expressions.ts";

export const secretInArtifact = defineDiagnostic({
  code: "secret-in-artifact",
  severity: "warning",
  message: (p: { secret: string; file: string }) =>
    `The artifact holds ${p.file}, to which an earlier step writes the secret ${p.secret}: artifacts are not masked, and everybody who can read the repository can download them.`,
  hint: (p) => `Leave ${p.file} out of the upload, or delete it before.`,
});

/** A file that `echo`, `printf` or a here-document fills with a secret, and an upload of it or of its folder. */
export const secretsInArtifacts: Rule = {
  reports: [secretInArtifact],
  job({ steps, keys }, { model }, report) {
    const uploads = steps.filter(
      ({ uses }) => uses?.kind === "repository" && actionName(uses) === "actions/upload-artifact",
    );
    if (uploads.length === 0) return;
    for (const upload of uploads) {
      for (const step of steps.slice(0, steps.indexOf(upload))) {
        const written = writtenSecrets(step, [model, keys]);
        const found = written.find(({ file }) => uploadsFile(upload, file));
        if (!found) continue;
        const { file, secret, excerpt } = found;
        report(secretInArtifact, { file, secret }, [...upload.path, "with", "path"], {
          related: [{ message: `The secret goes into ${file} here.`, place: { path: [...step.path, "run"], excerpt } }],
        });
        break;
      }
    }
  },
};

interface Written {
  readonly file: string;
  readonly secret: string;
  readonly excerpt: string;
}

function writtenSecrets({ script, keys }: StepView, around: readonly ValueMap[]): readonly Written[] {
  if (!script?.text.includes(">") || keys["working-directory"] !== undefined) return [];
  const held = new Map<string, string>();
  for (const { env } of [...around, keys]) {
    for (const [name, value] of Object.entries(asMap(env) ?? {})) {
      const [secret] = secretsIn(value);
      if (secret === undefined) held.delete(name);
      else held.set(name, secret);
    }
  }
  return commandsOf(script).flatMap((command): readonly Written[] => {
    const [program, ...rest] = programOf(command);
    if (!/^(?:echo|printf|cat)$/.test(program?.text ?? "")) return [];
    const text = [
      ...rest.filter(({ raw }) => !raw.startsWith("'")).map(({ raw }) => raw),
      ...command.redirections.flatMap(({ document }) => (document && !document.isLiteral ? [document.text] : [])),
    ].join(" ");
    const [named] = secretsIn(text);
    const variable = [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = ""]) => held.get(name)).find(Boolean);
    const secret = named ?? variable;
    if (secret === undefined) return [];
    const excerpt = commandExcerpt(script, command);
    return filesWritten(command).flatMap((file) => (isPlain(file) ? [{ file, secret, excerpt }] : []));
  });
}

/** A path below the workspace that the script names. */
function isPlain(file: string): boolean {
  return /^(?:\.\/)?[\w.-]+(?:\/[\w.-]+)*$/.test(file);
}

function uploadsFile({ keys }: StepView, file: string): boolean {
  const given = asMap(keys.with) ?? {};
  const own = file.replace(/^\.\//, "");
  const isHidden = own.split("/").some((part) => part.startsWith("."));
  const takesHidden = given["include-hidden-files"] === true || given["include-hidden-files"] === "true";
  const paths = String(given.path ?? "")
    .split("\n")
    .map((line) => line.trim().replace(/^\.\/(?=.)/, ""));
  if ((isHidden && !takesHidden) || paths.some((path) => path.startsWith("!"))) return false;
  return paths.some((path) => {
    const folder = path.replace(/\/?\*{0,2}$/, "");
    return (
      path !== "" && (path === own || folder === "." || path === "*" || path === "**" || own.startsWith(`${folder}/`))
    );
  });
}
