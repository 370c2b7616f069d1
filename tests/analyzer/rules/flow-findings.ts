import { checkActionModel, checkModel } from "@yardmaster/analyzer";
import { nothingKnown, type RepositoryFacts, type Value, type ValueMap, type WorkflowModel } from "@yardmaster/core";
import { parseAction, readYaml } from "@yardmaster/yaml-io";

/** The codes of the family. */
const family =
  /^(?:injection|untrusted|label-gate|comment-|bot-|self-hosted|command-|environment-injection|output-clob|argument-inj|prompt-)/;

/**
 * What the rules say of texts of others, by file: `w path code source hop hop`. Workflows go by the stems of their files;
 * a name with a slash is the folder of an action.
 */
export function flowFindings(texts: Readonly<Record<string, string>>, wanted = family): readonly string[] {
  const models = new Map(
    Object.entries(texts).map(([name, text]) => {
      const { model, diagnostics } = readYaml(text);
      if (diagnostics.length > 0) throw new Error(`${name}: ${diagnostics[0]?.message}`);
      return [name, { name, text, model: model as Value }] as const;
    }),
  );
  const workflows = [...models.values()]
    .filter(({ name }) => !name.includes("/"))
    .map(({ name, model }) => ({ file: `.github/workflows/${name}.yml`, model: model as WorkflowModel }));
  const facts: RepositoryFacts = {
    ...nothingKnown,
    workflows: new Map(workflows.map((workflow) => [workflow.file, workflow])),
    action(folder) {
      const found = models.get(folder);
      if (!found) return "missing";
      const parsed = parseAction(found.text, "action");
      if (!parsed.ok) throw new Error(parsed.error);
      return { metadata: parsed.value, file: `${folder}/action.yml`, model: found.model as ValueMap };
    },
  };
  const found = [
    ...workflows.flatMap((workflow) =>
      checkModel(workflow, facts).map((diagnostic) => ({ of: workflow.file, diagnostic })),
    ),
    ...[...models.values()]
      .filter(({ name }) => name.includes("/"))
      .flatMap(({ name, model }) =>
        checkActionModel({ file: `${name}/action.yml`, model: model as ValueMap }, facts).map((diagnostic) => ({
          of: `${name}/action.yml`,
          diagnostic,
        })),
      ),
  ];
  return found
    .filter(({ diagnostic }) => wanted.test(diagnostic.code))
    .map(({ of, diagnostic: { code, message, place, related = [] } }) => {
      const path = place && "path" in place ? place.path.join(".") : "";
      const [, source = ""] = /sets `([^`]+)`/.exec(message) ?? [];
      const [, expression = ""] = /^`\$\{\{ (.+?) \}\}`/.exec(message) ?? [];
      const hops = related.map((hop) => {
        if ("path" in hop.place) return hop.place.path.join(".");
        const [, where, file] = /`([^`]+)` of (\S+)\.$/.exec(hop.message) ?? [];
        return `${file?.replace(/^\.github\/workflows\/(.+)\.yml$/, "$1")}:${where}`;
      });
      const name = of.replace(/^\.github\/workflows\/(.+)\.yml$/, "$1");
      return [name, path, code, source || expression, ...hops].join(" ");
    });
}
