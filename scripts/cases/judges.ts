import { judgeTags } from "./judge-tags.ts";
import { type CaseRepository, complaints, type Judge, sourceFile } from "./run-case.ts";

/** A sentence for each expectation that does not hold. */
function failing(expectations: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(expectations).flatMap(([sentence, holds]) => (holds ? [] : [`expected: ${sentence}`]));
}

/** Runs `gen`, which has to succeed. */
async function generate({ run }: CaseRepository): Promise<void> {
  const { code, stderr } = await run(["gen"]);
  if (code !== 0) throw new Error(`gen ended with ${code}: ${stderr}`);
}

const hasStatusFunction = (condition: unknown) => /\b(?:always|failure|success|cancelled)\(/.test(String(condition));

/** Each line has to be objected to, by types or by a finding. */
const objectsTo =
  (lines: Readonly<Record<string, number>>): Judge =>
  async (repository) => {
    const found = await complaints(repository);
    return failing(
      Object.fromEntries(
        Object.entries(lines).map(([what, line]) => [`${what} (line ${line}) is objected to`, found.has(line)]),
      ),
    );
  };

/** By the name of the case's folder. */
export const judges: Readonly<Record<string, Judge>> = {
  "07-status-function-folded-away": async (repository) => {
    await generate(repository);
    const steps: { name?: string; if?: unknown }[] = repository.workflow("status").jobs.j.steps;
    return failing({
      "Upload's condition names a status function": hasStatusFunction(steps.find(({ name }) => name === "Upload")?.if),
      "Notify's condition names a status function": hasStatusFunction(steps.find(({ name }) => name === "Notify")?.if),
    });
  },
  "09-matrix-exclude-and-versions": objectsTo({
    "a matrix with versions that are numbers and an exclude that excludes nothing": 5,
    "an input that is a version and a number": 11,
  }),
  "13-client-payload": async (repository) => {
    repository.write(sourceFile, declaredPayload);
    const errors = repository.typeErrors();
    await generate(repository);
    const { jobs } = repository.workflow("payload");
    return failing({
      [`declared fields compile (${errors[0]?.message ?? ""})`]: errors.length === 0,
      "a field is compared": jobs.a.if === "github.event.client_payload.ok == 'true'",
      "a list becomes a matrix": jobs.a.strategy.matrix.version === "${{ github.event.client_payload.versions }}",
      "a field reaches a script": Object.values(jobs.a.steps[0].env).includes("${{ github.event.client_payload.tag }}"),
    });
  },
  "18-concurrency-deadlock": objectsTo({ "the call into one's own group": 8, "a job in its workflow's group": 11 }),
  "20-permissions-of-a-call": objectsTo({ "the call that grants too little": 7 }),
  "25-two-exports-default-list": async (repository) => {
    await generate(repository);
    return failing(
      Object.fromEntries(
        ["by-default", "named", "one", "two", "three"].map((id) => [
          `${id} is written`,
          repository.exists(`.github/workflows/${id}.yml`),
        ]),
      ),
    );
  },
  "27-workflows-from-a-list": async (repository) => {
    await generate(repository);
    return failing({
      "test-api is written": repository.exists(".github/workflows/test-api.yml"),
      "test-web is written": repository.exists(".github/workflows/test-web.yml"),
    });
  },
  "32-composite-description-with-expression": objectsTo({ "an expression in a description": 3 }),
  "34-ecr-credentials": async (repository) => {
    const errors = repository.typeErrors();
    await generate(repository);
    const { container, services, needs } = repository.workflow("w").jobs.test;
    return failing({
      [`it compiles (${errors[0]?.message ?? ""})`]: errors.length === 0,
      "needs follows from the credentials": JSON.stringify(needs) === '["login"]',
      "the container has them": container.credentials.password === "${{ needs.login.outputs.password }}",
      "the service has them": services.db.credentials.username === "${{ needs.login.outputs.user }}",
    });
  },
  "40-filters-that-exclude-each-other": objectsTo({ "paths beside paths-ignore": 3 }),
  "44-script-variables-shadowed": async (repository) => {
    await generate(repository);
    const { env, jobs } = repository.workflow("w");
    const steps: { name?: string; run: string; env?: Record<string, string> }[] = jobs.j.steps;
    const taken = [...Object.keys(env), ...Object.keys(jobs.j.env), "VALUE", "GH_REF", "GH_ACTOR"];
    return steps
      .filter((step) => step.name !== undefined)
      .flatMap((step) =>
        failing({
          [`"${step.name}" reads its values by names of its own`]:
            Object.keys(step.env ?? {}).length > 0 &&
            Object.keys(step.env ?? {}).every((name) => !taken.includes(name)),
        }),
      );
  },
  "45-sh-on-windows": async (repository) => {
    const { code, stderr } = await repository.run(["gen"]);
    if (code === 1) return failing({ "the shell is refused by name": /script-shell/.test(stderr) });
    const { jobs } = repository.workflow("w");
    return Object.entries(jobs as Record<string, { steps: { shell?: string; run: string }[] }>).flatMap(([id, job]) =>
      job.steps.flatMap((step, index) =>
        failing({ [`step ${index + 1} of ${id} states its shell`]: /^(?:bash|sh|python)/.test(step.shell ?? "") }),
      ),
    );
  },
  "48-conditions-of-pulled-in-steps": async (repository) => {
    await generate(repository);
    const { steps } = repository.workflow("w").jobs.a;
    const install = steps.find(({ name }: { name?: string }) => name === "Install");
    return failing({
      [`success() stays beside failure() (${install.if})`]:
        install.if === "success() && github.ref == 'refs/heads/main' || failure()",
    });
  },
  "52-crlf-checkout": async (repository) => {
    await generate(repository);
    const file = ".github/workflows/w.yml";
    for (const path of [file, "generated/actions.ts"])
      repository.write(path, repository.read(path).replace(/(?<!\r)\n/g, "\r\n"));
    const checked = await repository.run(["check"]);
    const bound = await repository.run(["bind", "--check"]);
    const named = /\.gitattributes/;
    return failing({
      "check is clean, or names .gitattributes": checked.code === 0 || named.test(checked.stdout + checked.stderr),
      "bind --check is clean, or names .gitattributes": bound.code === 0 || named.test(bound.stdout + bound.stderr),
    });
  },
  "54-bot-bumps-an-image": async (repository) => {
    await generate(repository);
    const file = ".github/workflows/w.yml";
    const bump = () =>
      repository.write(file, repository.read(file).replace("redis:7", "redis:8").replace("alpine:3.22", "alpine:3.23"));
    bump();
    const refused = await repository.run(["adopt", "--offline"]);
    // As the way out says: images in the lock, and the source made from them.
    await repository.run(["gen", "--force"]);
    await repository.run([
      "bind",
      "--no-digest",
      ...["node:24", "redis:7", "alpine:3.22"].map((name) => `docker://${name}`),
    ]);
    repository.write(
      sourceFile,
      `import { images } from "../generated/actions.ts";\n${repository.read(sourceFile)}`
        .replace('"node:24"', "images.node")
        .replace('"redis:7"', "images.redis")
        .replace('"alpine:3.22"', "images.alpine"),
    );
    await generate(repository);
    bump();
    const adopted = await repository.run(["adopt", "--offline"]);
    const checked = await repository.run(["check"]);
    return failing({
      "an image that is text of the source is refused by name": /image-not-locked/.test(refused.stderr),
      [`adopt takes images of the lock (${adopted.code}: ${adopted.stderr.split("\n")[0]})`]: adopted.code === 0,
      [`check is clean (${checked.code})`]: checked.code === 0,
      "the bot's images stand": /redis:8\b[\s\S]*alpine:3\.23\b/.test(repository.read(file)),
    });
  },
  "55-tags-of-a-monorepo": judgeTags,
  "59-raw-in-place-of-a-script": async (repository) => {
    const { code, stderr } = await repository.run(["gen"]);
    if (code === 1) return failing({ [`it is refused in words (${stderr})`]: !/TypeError|undefined/.test(stderr) });
    return failing({ "the script is the raw text": repository.workflow("w").jobs.j.steps[0].run === "echo hi" });
  },
};

const declaredPayload = `
import { eq, job, run, sh, text, triggers, workflow } from "yardmaster";
const { on, github } = triggers({
  repository_dispatch: {
    types: ["release", "setup-1.2"],
    payload: { ok: text(), versions: [text({ required: true })], tag: text() },
  },
});
const { client_payload } = github.event;
const a = job("a", {
  "runs-on": "x",
  if: eq(client_payload.ok, "true"),
  strategy: { matrix: { version: client_payload.versions } },
  steps: ({ matrix }) => [run(sh\`./publish \${client_payload.tag} \${matrix.version}\`)],
});
export const payload = workflow("payload", { on, permissions: {}, jobs: [a] });
`;
