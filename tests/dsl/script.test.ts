import { isAuthoringError } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { job, js, run, type Script, sh, text, triggers, workflow } from "yardmaster";

const { on, inputs, github } = triggers({
  workflow_dispatch: { inputs: { name: text(), "two-words": text() } },
  issue_comment: { types: ["created"] },
});

interface RunStep {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function emitted(script: Script, env?: Record<string, string>): RunStep {
  const step = run(env ? { env } : {}, script);
  const document = workflow("t", { on, jobs: [job("a", { "runs-on": "ubuntu-24.04", steps: [step] })] });
  const [problem] = document.diagnostics;
  if (problem) throw new Error(`${problem.code}: ${problem.message}`);
  return (document.model.jobs.a as unknown as { steps: RunStep[] }).steps[0] as RunStep;
}

function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (isAuthoringError(error)) return `${error.diagnostic.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

const placing = suite("sh places a quoted variable");
const name = inputs.name;
placing("bare, in a word, and inside double quotes", () => {
  assert.equal(emitted(sh`echo ${name}`), { run: 'echo "${INPUT_NAME}"', env: { INPUT_NAME: "${{ inputs.name }}" } });
  assert.is(emitted(sh`echo --name=${name}.txt`).run, 'echo --name="${INPUT_NAME}".txt');
  assert.is(emitted(sh`echo "a ${name} b"`).run, 'echo "a ${INPUT_NAME} b"');
});
placing("inside $() and inside quotes within it", () => {
  assert.is(emitted(sh`x=$(echo ${name})`).run, 'x=$(echo "${INPUT_NAME}")');
  assert.is(emitted(sh`x="$(echo ${name} "${name}")"`).run, 'x="$(echo "${INPUT_NAME}" "${INPUT_NAME}")"');
  assert.is(
    emitted(sh`echo "$(case a in a) echo ${name};; esac)" ${name}`).run,
    'echo "$(case a in a) echo "${INPUT_NAME}";; esac)" "${INPUT_NAME}"',
  );
  assert.is(
    emitted(sh`(cd x; echo ${name}) && echo "${name}"`).run,
    '(cd x; echo "${INPUT_NAME}") && echo "${INPUT_NAME}"',
  );
});
placing("after quotes, comments and here-documents that have ended", () => {
  assert.is(emitted(sh`echo 'it' ${name} # it's over`).run, `echo 'it' "\${INPUT_NAME}" # it's over`);
  assert.is(
    emitted(sh`
    # it's a comment
    cat <<'END' && echo a#b
    '
    END
    echo ${name}
  `).run,
    `# it's a comment\ncat <<'END' && echo a#b\n'\nEND\necho "\${INPUT_NAME}"\n`,
  );
  assert.is(
    emitted(sh`echo $(( 1 + 2 )) \${x:-y} $'a\'b' ${name}`).run,
    `echo $(( 1 + 2 )) \${x:-y} $'a\\'b' "\${INPUT_NAME}"`,
  );
});
placing("plain text becomes a literal for its place", () => {
  assert.is(
    emitted(sh`echo ${"it's $HOME"} "${'a"$`\\'}" ${3} ${"v1.2"}`).run,
    `echo 'it'\\''s $HOME' "a\\"\\$\\\`\\\\" 3 v1.2`,
  );
});
placing("one variable an expression, numbered when names collide", () => {
  const step = emitted(sh`echo ${github.event.comment.body} ${github.sha} ${inputs["two-words"]} ${github.sha}`);
  assert.is(step.run, 'echo "${EVENT_COMMENT_BODY}" "${GH_SHA}" "${INPUT_TWO_WORDS}" "${GH_SHA}"');
  assert.equal(step.env, {
    EVENT_COMMENT_BODY: "${{ github.event.comment.body }}",
    GH_SHA: "${{ github.sha }}",
    INPUT_TWO_WORDS: "${{ inputs.two-words }}",
  });
  assert.equal(emitted(sh`echo ${name}`, { INPUT_NAME: "mine" }), {
    run: 'echo "${INPUT_NAME_2}"',
    env: { INPUT_NAME: "mine", INPUT_NAME_2: "${{ inputs.name }}" },
  });
});
placing("a name of the author's own", () => {
  assert.equal(emitted(sh`echo ${{ WHO: github.actor }}`), {
    run: 'echo "${WHO}"',
    env: { WHO: "${{ github.actor }}" },
  });
  assert.throws(
    () => emitted(sh`echo ${{ WHO: github.actor }}`, { WHO: "x" }),
    /^environment-name-taken: The environment variable "WHO" is needed by an interpolated expression/,
  );
  assert.throws(() => emitted(sh`echo ${{ WHO: github.actor }} ${{ WHO: github.sha }}`), /"WHO" is needed/);
});
placing("indentation is taken off, and the last line says whether the text ends with a newline", () => {
  assert.is(
    emitted(sh`
    if true; then
      echo a

    fi
  `).run,
    "if true; then\n  echo a\n\nfi\n",
  );
  assert.is(emitted(sh`  echo  a`).run, "  echo  a");
  assert.is(
    emitted(sh`printf 'a\tb\\n' \
    x`).run,
    "printf 'a\\tb\\\\n' \\\n    x",
  );
  assert.is(
    emitted(sh`
    a
  `).run,
    "a\n",
  );
  assert.is(
    emitted(sh`
    a

      b


  `).run,
    "a\n\n  b\n\n\n",
  );
});
placing.run();

const refusing = suite("sh refuses places where a variable is not expanded or not safe");
for (const [place, make] of [
  ["inside single quotes", () => sh`echo '${name}'`],
  ["inside single quotes", () => sh`echo $'${name}'`],
  ["in an arithmetic expression", () => sh`echo $(( ${name} + 1 ))`],
  ["in an arithmetic expression", () => sh`(( x = ${name} ))`],
  ["inside `${}`", () => sh`echo \${x:-${name}}`],
  ["inside backticks", () => sh`echo \`id ${name}\``],
  [
    "in a here-document",
    () => sh`
    cat <<END
    ${name}
    END
  `,
  ],
  [
    "in a here-document",
    () => sh`
    cat <<-"E F"
    ${name}
  `,
  ],
  ["in a comment", () => sh`# ${name}`],
  ["right after a `$`", () => sh`echo $${name}`],
] as const) {
  refusing(place, () => {
    assert.is(
      refusal(make),
      `interpolation-place: \`inputs.name\` is interpolated ${place}, where a shell variable is not expanded or not safe.`,
    );
  });
}
refusing("`${{` in the author's own text", () => {
  assert.match(
    refusal(() => sh`echo \${{ github.sha }}`),
    "expression-in-script: The text of a shell script contains",
  );
  assert.match(
    refusal(() => js`f("\${{ github.sha }}")`),
    "expression-in-script: The text of a JavaScript script contains",
  );
});
refusing("a script longer than GitHub takes", () => {
  const long = Object.assign(["a".repeat(21_001)], { raw: ["a".repeat(21_001)] }) as unknown as TemplateStringsArray;
  assert.match(
    refusal(() => sh(long)),
    "script-too-long: The script has 21001 characters; GitHub takes at most 21000.",
  );
});
refusing("a handle that JavaScript turns into text", () => {
  assert.match(
    refusal(() => `${name}`),
    "expression-as-text: The expression `inputs.name` was turned into text",
  );
});
refusing.run();
