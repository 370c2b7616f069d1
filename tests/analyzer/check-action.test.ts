import { suite } from "uvu";
import * as assert from "uvu/assert";
import { checkAction } from "../helpers/judge-text.ts";

const test = suite("checkAction");

const step = "    - run: echo\n      shell: bash\n";
const composite = (steps: string, more = "") =>
  `name: a\ndescription: b\n${more}runs:\n  using: composite\n  steps:\n${steps}`;
const input = (key: string) => composite(step, `inputs:\n  t:\n    description: d\n    ${key}\n`);
const output = (keys: string) => composite(step, `outputs:\n  o:\n${keys}`);

/** `line:column reason` */
async function refusals(text: string): Promise<readonly string[]> {
  return (await checkAction({ file: "x/action.yml", text })).map(({ message, place }) => {
    const at = place && "location" in place ? place.location : undefined;
    assert.is(at?.file, "x/action.yml");
    return `${at?.line}:${at?.column} ${message.replace(/^GitHub's parser refuses this: (.*)\.$/, "$1")}`;
  });
}

const sound: Readonly<Record<string, string>> = {
  "a composite action": composite(step),
  "a default that reads github": input("default: ${{ github.token }}"),
  "a deprecation": input("deprecationMessage: old"),
  "keys at the top that nobody knows": composite(step, "x-ours:\n  a: 1\n"),
  "an output of a step": output("    description: d\n    value: ${{ steps.s.outputs.x }}\n"),
  "a condition with a status function": composite(`${step}      if: failure() && inputs.t == 'x'\n`),
  "a step that uses another action": composite("    - uses: ./x\n      with:\n        a: ${{ inputs.t }}\n"),
  JavaScript: "name: a\ndescription: b\nruns:\n  using: node24\n  main: x.js\n  post-if: success()\n",
  "a container":
    "name: a\ndescription: b\nruns:\n  using: docker\n  image: Dockerfile\n  args: ['${{ inputs.x }}']\n  env:\n    A: ${{ inputs.x }}\n",
};
for (const [name, text] of Object.entries(sound)) {
  test(`accepts ${name}`, async () => assert.equal(await refusals(text), []));
}

const unknown = (name: string) => `Unrecognized named-value: '${name}'`;
const refused: Readonly<Record<string, readonly [text: string, reasons: readonly string[]]>> = {
  "an expression in an input's description": [
    composite(step, "inputs:\n  t:\n    description: Callers pass ${{ secrets.BOT_TOKEN }}\n"),
    [`5:31 ${unknown("secrets")}`],
  ],
  "one in an output's description": [
    output("    description: ${{ github.ref }}\n    value: x\n"),
    [`5:18 ${unknown("github")}`],
  ],
  "one in the action's description": [
    composite(step).replace("description: b", "description: ${{ github.ref }}"),
    [`2:14 ${unknown("github")}`],
  ],
  "one in the action's name": [composite(step).replace("name: a", "name: ${{ env.A }}"), [`1:7 ${unknown("env")}`]],
  "one in a deprecation": [input("deprecationMessage: ${{ inputs.t }}"), [`6:25 ${unknown("inputs")}`]],
  "a default that reads inputs": [input("default: ${{ inputs.t }}"), [`6:14 ${unknown("inputs")}`]],
  "secrets in a script": [
    composite("    - run: echo ${{ secrets.A }}\n      shell: bash\n"),
    [`6:17 ${unknown("secrets")}`],
  ],
  "vars in a condition": [composite(`${step}      if: vars.A == 'x'\n`), [`8:11 ${unknown("vars")}`]],
  "needs in an output": [
    output("    description: d\n    value: ${{ needs.j.result }}\n"),
    [`6:12 ${unknown("needs")}`],
  ],
  "a status function in a script": [
    composite("    - run: echo ${{ success() }}\n      shell: bash\n"),
    ["6:17 Unrecognized function: 'success'"],
  ],
  "a mistake of syntax": [
    composite("    - run: echo ${{ github. }}\n      shell: bash\n"),
    ["6:17 Unexpected symbol: 'EOF'"],
  ],
  "a step's key that nobody knows": [composite(`${step}      nonsense: 1\n`), ["8:7 Unexpected value 'nonsense'"]],
  "a time limit of a step": [
    composite(`${step}      timeout-minutes: 5\n`),
    ["8:7 Unexpected value 'timeout-minutes'"],
  ],
  "a step in the background": [composite(`${step}      background: true\n`), ["8:7 Unexpected value 'background'"]],
  "a script without a shell": [composite("    - run: echo\n"), ["6:7 Required property is missing: shell"]],
  "two inputs whose names differ in case": [
    composite(step, "inputs:\n  t:\n    description: d\n  T:\n    description: d\n"),
    ["6:3 'T' is already defined"],
  ],
  "github in an argument of a container": [
    "name: a\ndescription: b\nruns:\n  using: docker\n  image: Dockerfile\n  args: ['${{ github.x }}']\n",
    [`6:11 ${unknown("github")}`],
  ],
  "a text that is no YAML": ["name: [\n", []],
};
for (const [name, [text, reasons]] of Object.entries(refused)) {
  test(`refuses ${name}`, async () => {
    const found = await refusals(text);
    if (reasons.length > 0) assert.equal(found, reasons);
    else assert.ok(found.length > 0);
  });
}

test.run();
