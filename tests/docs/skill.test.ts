import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "yaml";
import * as language from "yardmaster";
import { viewRepository } from "../../scripts/check-docs/repository-view.ts";
import { publishedPackages } from "../../scripts/package/published-packages.ts";
import { inRepository } from "./import-fences.ts";
import { printLlmsText } from "./llms-text.ts";

// skills/yardmaster/SKILL.md, which agents install, and llms.txt, which is made from it: `UPDATE_EXPECTED=1` writes it. That commands and
// options exist is looked at with those of all documents.

const path = "skills/yardmaster/SKILL.md";
const skill = readFileSync(path, "utf8");
const page = viewRepository(process.cwd()).pages.find((each) => each.path === path);
const fences = page?.fences ?? [];
const examples = fences.filter(({ language, meta }) => language === "ts" && meta === "compile");
const test = suite(path);

/** What the examples take for granted. */
const around = {
  "workflows-src/actions.lock.json": readFileSync("workflows-src/actions.lock.json", "utf8"),
  "generated/actions.ts": readFileSync("generated/actions.ts", "utf8"),
  "package.json": '{"workspaces": ["packages/*"], "scripts": {"test": "node --test"}}\n',
  "package-lock.json": "{}\n",
  "scripts/list-packages.mjs": "",
};

test("has the front matter that agentskills.io specifies", () => {
  const [, matter = ""] = /^---\n([\s\S]*?)\n---\n/.exec(skill) ?? [];
  const { name, description, license, compatibility, ...others } = parse(matter) as Record<string, string>;
  assert.is(name, basename(dirname(path)));
  assert.match(name ?? "", /^(?!.*--)[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/);
  assert.ok(description && description.length <= 1024 && /\bUse when\b/.test(description));
  assert.is(license, JSON.parse(readFileSync("package.json", "utf8")).license);
  assert.ok(compatibility && compatibility.length <= 500);
  assert.equal(others, {});
});
test("is a page: fewer than 250 lines, and fewer than 16,000 characters, some 4,000 tokens", () => {
  for (const text of [skill, readFileSync("llms.txt", "utf8")]) {
    assert.ok(text.split("\n").length < 250 && text.length < 16_000, `${text.split("\n").length}, ${text.length}`);
  }
});
test("llms.txt is the same, as llmstxt.org has it", () => {
  const made = printLlmsText(skill);
  if (process.env.UPDATE_EXPECTED === "1") writeFileSync("llms.txt", made);
  assert.is(readFileSync("llms.txt", "utf8"), made);
  assert.match(made, /^# Yardmaster\n\n> [^\n]+\n/);
  const [, ...sections] = made.replace(/^```[\s\S]*?^```$/gm, "").split(/^#+ /m);
  assert.equal(
    sections.slice(1).map((section) => section.split("\n")[0]),
    ["Documents"],
  );
  const links = [...made.matchAll(/^- \[[^\]]+\]\(([^)]+)\): \S/gm)].map(([, target = ""]) => target);
  assert.ok(links.length >= 6, links.join());
  assert.equal(
    links.filter((target) => !existsSync(target)),
    [],
  );
});
test("names files that the package brings", () => {
  const brought = Object.entries(publishedPackages.find(({ name }) => name === "yardmaster")?.files ?? {});
  const named = [...skill.matchAll(/node_modules\/yardmaster\/([\w./-]+)/g)].map(([, file = ""]) => file);
  assert.ok(named.length >= 6);
  for (const file of [...named, "llms.txt", path]) {
    assert.ok(existsSync(file), file);
    assert.ok(
      brought.some(([from, to]) => from === to && (file === from || file.startsWith(`${from}/`))),
      `${file} is not in the package`,
    );
  }
});
test("names functions that the language has", () => {
  const prose = skill.replace(/^```[\s\S]*?^```$/gm, "");
  const spans = [...prose.matchAll(/(`+)(.+?)\1/g)].map(([, , code = ""]) => code);
  const called = spans.flatMap((code) =>
    [...code.replace(/`[^`]*`/g, "``").matchAll(/(?<![\w.$-])([a-z][A-Za-z]+)[(`]/g)].map(([, name = ""]) => name),
  );
  assert.ok(new Set(called).size >= 20, [...new Set(called)].join());
  const bound = ["checkout", "setupNode"];
  assert.equal(
    [...new Set(called)].filter((name) => !(name in language) && !bound.includes(name)),
    [],
  );
});
test("has an example for each function of its table", () => {
  const table = skill.slice(skill.indexOf("## From YAML"), skill.indexOf("## Rules"));
  const [rows = ""] = table.split("```ts");
  const shown = examples.map(({ text }) => text).join("\n");
  const named = ["triggers", "flag", "choice", "text", "format", "and", "eq", "not", "when", "fromJSON", "latestOnly"];
  for (const name of [...named, "call", "requiredCheck", "checkout"]) {
    assert.ok(rows.includes(`${name}(`) || rows.includes(`${name}\``), name);
    assert.ok(shown.includes(`${name}(`) || shown.includes(`${name}\``), name);
  }
});
for (const { line, text } of examples) {
  test(`line ${line}: check, gen and lint find nothing, and the output below is what it makes`, async () => {
    await inRepository({ ...around, "workflows-src/example.workflow.ts": `${text}\n` }, async ({ run, made }) => {
      const { findings } = JSON.parse((await run(["check", "--format", "json"])).stdout);
      assert.equal(findings, []);
      assert.is((await run(["gen"])).code, 0);
      const linted = await run(["lint", "--format", "json"]);
      assert.equal([linted.code, JSON.parse(linted.stdout).findings], [0, []]);
      const end =
        fences.find((fence) => fence.line > line && fence.language === "ts")?.line ?? Number.POSITIVE_INFINITY;
      const outputs = fences.filter((fence) => fence.meta === "output" && fence.line > line && fence.line < end);
      for (const output of outputs) {
        const files = Object.values(made());
        assert.ok(
          files.some((content) => `\n${content}`.includes(`\n${output.text}\n`)),
          `line ${output.line}`,
        );
      }
    });
  });
}
test("shows a finding as check prints it", async () => {
  const source = `import { eq, job, run, sh, triggers, workflow } from "yardmaster";
const { on } = triggers({ push: null });
const decide = run({ name: "Decide", outputs: ["allowed"] }, sh\`./decide >> "$GITHUB_OUTPUT"\`);
const gate = job("gate", { "runs-on": "ubuntu-24.04", outputs: { allowed: decide.outputs.allowed }, steps: [decide] });
const act = job("act", { "runs-on": "ubuntu-24.04", steps: [run({ if: eq(gate.outputs.alowed, "true") }, sh\`./act\`)] });
export const hello = workflow("hello", { on, permissions: {}, jobs: [gate, act] });
`;
  await inRepository({ "workflows-src/hello.workflow.ts": source }, async ({ run }) => {
    const { findings } = JSON.parse((await run(["check", "--no-types", "--format", "json"])).stdout);
    assert.equal(findings, [JSON.parse(fences.find(({ meta }) => meta === "finding")?.text ?? "")]);
  });
});
test.run();
