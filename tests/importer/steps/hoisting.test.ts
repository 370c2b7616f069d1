import { suite } from "uvu";
import * as assert from "uvu/assert";
import { provedModule } from "./proved-module.ts";

const test = suite("expressions of scripts as variables");

const text = (...steps: readonly string[]) =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`;

async function stepsOf(source: string, around: Parameters<typeof provedModule>[1]): Promise<string> {
  const module = await provedModule(source, around);
  return / steps: ([\s\S]*?)(?:,\n\}\);| \}\);)$/m.exec(module)?.[1] ?? "";
}

test("a script is the template of its shell, with handles as its values", async () => {
  const source = text(
    'run: echo "at ${{ github.ref }}" ${{ github.actor }}',
    'run: Write-Output "${{ github.ref }}"\n        shell: pwsh',
    "run: print(${{ github.ref }})\n        shell: python",
    "uses: actions/github-script@v8\n        with: { script: 'core.info(${{ github.ref }});' }",
  );
  assert.is(
    await stepsOf(source, { isHoisting: true }),
    `[
    run(sh\`echo "at \${github.ref}" \${github.actor}\`),
    run(pwsh\`Write-Output "\${github.ref}"\`),
    run(py\`print(\${github.ref})\`),
    use("actions/github-script@v8", { script: js\`core.info(\${github.ref});\` }),
  ]`,
  );
});

test("a script stays as it is where nothing says that a shell of the language runs it", async () => {
  const source = text("run: echo ${{ github.ref }}").replace("ubuntu-24.04", "[self-hosted]");
  assert.is(await stepsOf(source, { isHoisting: true }), "[run(unsafeScript`echo ${github.ref}`)]");
});

test("a script stays as it is where its template cannot take a value, with all that one function stands for", async () => {
  const source = text("run: echo '${{ github.ref }}'", "run: echo ${{ github.ref }}");
  assert.is(
    await stepsOf(source, { isHoisting: true }),
    "[run(unsafeScript`echo '${github.ref}'`), run(sh`echo ${github.ref}`)]",
  );
  const script =
    "run: |\n          echo '${{ github.ref }}'\n          make\n          make test\n          make install";
  const module = await provedModule(`${text(script)}${text(script).replace(/[\s\S]*?jobs:\n {2}a:/, "  b:")}`, {
    isHoisting: true,
  });
  assert.match(
    module,
    "const echo = () =>\n  run(unsafeScript`\n    echo '${github.ref}'\n    make\n    make test\n    make install\n  `);",
  );
  assert.is(module.match(/steps: \[echo\(\)\]/g)?.length, 2);
});

test.run();
