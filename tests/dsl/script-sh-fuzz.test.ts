import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAuthoringError } from "@yardmaster/core";
import fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Script, sh } from "yardmaster";
import { emitted, inputs } from "./helpers/emitted-step.ts";

/** `CANARY` becomes the name of a file that appears when a part of the value is run. */
const hostileValues = [
  "$(>CANARY)",
  "`>CANARY`",
  "'; >CANARY; '",
  '"; >CANARY; "',
  "\n>CANARY\n",
  "a[$(>CANARY)]",
  "x) >CANARY ;; *",
  "END\n>CANARY",
  "${x:=$(>CANARY)}",
  "-n * ~ \\ $HOME {a,b} # ;& | é 💥 \t ",
  "\\",
];

interface Case {
  readonly script: string;
  readonly value: string;
}

/** Runs the accepted scripts one after the other in one bash; each may take a second. */
function runAll(cases: readonly Case[]): {
  readonly canaries: readonly string[];
  readonly seen: ReadonlyMap<number, string>;
} {
  const folder = mkdtempSync(join(tmpdir(), "yardmaster-fuzz-"));
  try {
    cases.forEach(({ script, value }, index) => {
      writeFileSync(join(folder, `case.${index}`), script);
      writeFileSync(join(folder, `value.${index}`), value);
    });
    const driver = [
      "set +e",
      "FUNCNEST=50",
      'probe() { printf "%s\\0" "$#" "$@" >> "$SEEN"; }',
      `for i in $(seq 0 ${cases.length - 1}); do`,
      '  mkdir "run.$i"',
      '  ( cd "run.$i"; SEEN="$PWD/../seen.$i"; IFS= read -r -d "" INPUT_NAME < "../value.$i"; export INPUT_NAME',
      '    . "../case.$i" ) < /dev/null > /dev/null 2>&1',
      "done",
    ].join("\n");
    const result = spawnSync("bash", ["--norc", "-c", driver], { cwd: folder, timeout: 30_000, encoding: "utf8" });
    assert.is(result.error, undefined);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const seen = files.filter((file) => /^seen\.\d+$/.test(file));
    return {
      canaries: files.filter((file) => /(^|\/)canary\.\d+$/.test(file)),
      seen: new Map(seen.map((file) => [Number(file.slice(5)), readFileSync(join(folder, file), "utf8")])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The script as it is emitted with the value between two texts; undefined when the place is refused. */
function accepted(before: string, after: string): string | undefined {
  const texts = [before, after];
  const template = Object.assign(texts, { raw: texts }) as unknown as TemplateStringsArray;
  let script: Script;
  try {
    script = sh(template, inputs.name);
  } catch (error) {
    if (isAuthoringError(error)) return undefined;
    throw error;
  }
  return emitted(script).run;
}

const hostile = (kind: number, index: number): string =>
  (hostileValues[kind % hostileValues.length] ?? "").replaceAll("CANARY", `canary.${index}`);

/** Around the hole stands code that runs what is in it once. */
const wrappers = fc.constantFrom(
  ["", ""],
  ["echo a 'b\"' \"c'\" # it's\n", ""],
  ["x=$( ", " )"],
  ['echo "a $( ', ' ) b"'],
  ["( ", " )"],
  ["{ ", "; }"],
  ["{ FUNCTION() { ", "; }; FUNCTION; }"],
  ["if true; then ", "; fi"],
  ["case a in b) ;; a|c) ", " ;; esac"],
  ["case $(echo case) in case) ", ";; *) echo esac;; esac"],
  ["for x in 1; do ", "; done"],
  ["cat <<END > /dev/null\n'\" $( echo a )\nEND\n", "\ncat <<-'E F'\n\t$( ' \"\n\tE F\ntrue"],
  ["[[ a == a && ( b != c ) ]] && ", " || false"],
  ["echo $((1 + (2))) ${x:-'}'} $'\\'' \\' \\\" ; ", " ; echo \\("],
  ["a=(1 '2' \"3\"); cat <( ", " )"],
  ["true | ", " 2>&1 | cat"],
  ["! false && ", ""],
);

/** Holes in which the value would be code, a name or a number, or would not be expanded. */
const dangerousHoles = [
  ['eval "echo ', '"'],
  ["eval a ", ""],
  ["", " -x"],
  ["echo '", "'"],
  ["echo $'", "'"],
  ["echo $(( ", " + 1 ))"],
  ['echo "$(( ', ' ))"'],
  ["(( x = ", " ))"],
  ["echo $[", "]"],
  ["echo ${x:-", "}"],
  ['echo "${x:-', '}"'],
  ["let x=", ""],
  ["[[ ", " -eq 1 ]]"],
  ["[[ 1 -lt ", " ]]"],
  ["[[ -v ", " ]]"],
  ["[ -v ", " ]"],
  ["a[", "]=1"],
  ["a=([", "]=1)"],
  ["declare -i x=", ""],
  ["export ", "=1"],
  ["printf -v ", " x"],
  ["printf ", ""],
  ["unset ", ""],
  ["read ", " <<< a"],
  ['trap "', '" EXIT'],
  ['bash -c "echo ', '"'],
  ["sudo sh -ec ", " a"],
  ["cat <<END\n", "\nEND\ntrue"],
  ["cat <<'END'\n", "\nEND\ntrue"],
  ["cat <<", "\ntrue"],
  ["true # ", "\ntrue"],
] as const;

const test = suite("sh, fuzzed with real bash");

test("no random text around a value lets a part of the value run", () => {
  const tokens = fc.constantFrom(
    ..."' \" \\ $ ( ) (( )) { } ${ ${x:- $( $(( $' ` # ; ;; & && | < > << <<- <<< [ ] [[ ]] [[  = += ! ~ a a= a[ a( ,".split(
      " ",
    ),
    ..."\n, ,\n,\n\n, \t,END\n,<<END\n,<<'END'\n".split(",").filter((token) => token !== ""),
    ..." eval ; eval ; let ;declare -i a=; case x in ; in ; esac ; if ;then ; fi ; [[ ; ]] ; -eq ; =~ ; echo ; printf ;f() {; }".split(
      ";",
    ),
    "echo ",
    '"$(',
    ')"',
  );
  const text = fc.array(tokens, { maxLength: 8 }).map((list) => list.join(""));
  const samples = fc.sample(fc.tuple(text, text, fc.nat(99)), { seed: 20261122, numRuns: 3000 });
  const cases = samples.flatMap(([before, after, kind]) => {
    const script = accepted(before, after);
    return script === undefined ? [] : [{ script, kind }];
  });
  assert.ok(cases.length > 500 && cases.length < 2700, `${cases.length} accepted`);
  const kept = cases.slice(0, 800).map(({ script, kind }, index) => ({ script, value: hostile(kind, index) }));
  const { canaries } = runAll(kept);
  assert.equal(
    canaries.map((path) => kept[Number(path.split(".").at(-1))]),
    [],
  );
});

test("inside nested constructs a value arrives whole, as a part of one argument", () => {
  const probes = fc.constantFrom(
    ["probe ", "", "", ""],
    ["probe a", "b", "a", "b"],
    ['probe "a b', ' c"', "a b", " c"],
    ["probe 'x'\\ ", '"y"', "x ", "y"],
  );
  const samples = fc.sample(fc.tuple(fc.array(wrappers, { maxLength: 4 }), probes, fc.nat(99)), {
    seed: 20261122,
    numRuns: 300,
  });
  const cases = samples.map(([chosen, [open = "", close = "", left = "", right = ""], kind], index) => {
    // A function of its own a layer: one that calls itself would not end.
    const layers = chosen.map((pair, depth) => pair.map((text) => text.replaceAll("FUNCTION", `f${depth}`)));
    const before = layers.map(([start]) => start).join("") + open;
    const after =
      close +
      layers
        .toReversed()
        .map(([, end]) => end)
        .join("");
    const script = accepted(before, after);
    assert.ok(script !== undefined, `${before}\${…}${after}`);
    const value = hostile(kind, index);
    return { script, value, expected: `1\0${left}${value}${right}\0` };
  });
  const { canaries, seen } = runAll(cases);
  assert.equal(canaries, []);
  assert.equal(
    cases.filter(({ expected }, index) => seen.get(index) !== expected).map(({ script }) => script),
    [],
  );
});

test("a hole in which a value is not safe is refused in whatever it stands", () => {
  const samples = fc.sample(fc.tuple(fc.array(wrappers, { maxLength: 4 }), fc.constantFrom(...dangerousHoles)), {
    seed: 20261122,
    numRuns: 2000,
  });
  const texts = samples.map(([layers, [open, close]]) => [
    layers.map(([start]) => start).join("") + open,
    close +
      layers
        .toReversed()
        .map(([, end]) => end)
        .join(""),
  ]);
  assert.equal(
    texts.filter(([before = "", after = ""]) => accepted(before, after) !== undefined),
    [],
  );
});
test.run();
