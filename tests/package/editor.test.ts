import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Project, ts } from "ts-morph";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { behind, startLanguageServer } from "../helpers/language-server.ts";
import { installPackage, writeFiles } from "../helpers/packed.ts";

// What editors show in a folder where the tarball is installed: TypeScript 7 is asked by its language server, the one before by the
// library that its server is made of.

const source = `import { eq, job, run, sh, triggers, workflow } from "yardmaster";

const { on, github } = triggers({ issue_comment: { types: ["created"] } });
const decide = run({ id: "decide", outputs: ["allowed"] }, sh\`./decide \${github.event.comment.body}\`);
const gate = job("gate", { "runs-on": "ubuntu-24.04", outputs: { allowed: decide.outputs.allowed }, steps: [decide] });
const act = job("act", { "runs-on": "ubuntu-24.04", if: eq(gate.outputs.alowed, "true"), steps: [run(sh\`./act\`)] });

export const hello = workflow("hello", { on, permissions: {}, jobs: [gate, act] });
`;
const fields = ["action", "comment", "installation", "issue", "organization", "repository", "sender"];
const misspelled =
  "Property 'alowed' does not exist on type '{ readonly allowed: Expr<string, \"needs\">; }'. Did you mean 'allowed'?";
const settings = { module: "nodenext", target: "es2022", strict: true, noEmit: true };

const test = suite("an editor beside the installed package");
let folder = "";
const path = () => join(folder, "workflows-src/hello.workflow.ts");
test.before(() => {
  folder = installPackage();
  writeFiles(folder, {
    "workflows-src/hello.workflow.ts": source,
    "tsconfig.json": JSON.stringify({ compilerOptions: settings, include: ["workflows-src"] }),
  });
});
test.after(() => rmSync(folder, { recursive: true, force: true }));

test("the language server of TypeScript 7 completes the event, names the right output and finds the language", async () => {
  const server = await startLanguageServer(folder, [
    join(folder, "node_modules/typescript/bin/tsc"),
    "--lsp",
    "--stdio",
  ]);
  try {
    const uri = pathToFileURL(path()).href;
    await server.ask("textDocument/didOpen", {
      textDocument: { uri, languageId: "typescript", version: 1, text: source },
    });
    const at = (part: string) => ({ textDocument: { uri }, position: behind(source, part) });
    const completed = await server.ask("textDocument/completion", at("github.event."));
    const items = Array.isArray(completed) ? completed : (completed as { items: { label: string }[] }).items;
    assert.equal(items.map(({ label }) => label).sort(), fields);
    const found = (await server.ask("textDocument/diagnostic", { textDocument: { uri } })) as {
      items: { message: string }[];
    };
    assert.equal(
      found.items.map(({ message }) => message),
      [misspelled],
    );
    const hover = (await server.ask("textDocument/hover", at("github.event.comment"))) as {
      contents: { value: string };
    };
    assert.match(hover.contents.value, /comment: Context<IssueComment, "github">/);
    const word = (await server.ask("textDocument/hover", at("export const hello = workflo"))) as typeof hover;
    assert.match(word.contents.value, /Declares a workflow that `gen` writes/);
    const [definition] = (await server.ask("textDocument/definition", at("export const hello = workflow"))) as {
      uri: string;
    }[];
    assert.match(definition?.uri ?? "", /\/yardmaster\/dist\/types\/dsl\/documents\/workflow\.d\.ts$/);
  } finally {
    server.close();
  }
});
test(`TypeScript ${ts.version} does the same for editors that bring it`, () => {
  const project = new Project({ tsConfigFilePath: join(folder, "tsconfig.json") });
  const service = project.getLanguageService().compilerObject;
  const position = source.indexOf("github.event.") + "github.event.".length;
  const completed = service.getCompletionsAtPosition(path(), position, undefined);
  assert.equal(completed?.entries.map(({ name }) => name).sort(), fields);
  const messages = service
    .getSemanticDiagnostics(path())
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  assert.equal(messages, [misspelled]);
});
test.run();
