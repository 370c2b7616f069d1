import { type RunnerFile, type ScriptLanguage, scriptWrites } from "@yardmaster/core";
import { suite } from "uvu";
import * as assert from "uvu/assert";

/** The names, and `…` behind them where there may be others. */
function writes(text: string, language: ScriptLanguage = "shell", file: RunnerFile = "GITHUB_OUTPUT"): string {
  const { names, isComplete } = scriptWrites(text, language, file);
  return [...names, ...(isComplete ? [] : ["…"])].join(" ");
}

const shell = suite("what a shell script writes");
for (const [text, expected] of [
  ["echo hello", ""],
  ['echo "a=1" >> $GITHUB_OUTPUT; echo b=2 >> "${GITHUB_OUTPUT}"', "a b"],
  ['echo "a=1" > ${GITHUB_OUTPUT:-/dev/null}', "a"],
  ['echo "a=1" >> $GITHUB_ENV', ""],
  ['echo "a=1"', ""],
  ['echo -e "a=1\\nb=2" >> "$GITHUB_OUTPUT"', "a b"],
  ['printf "a=%s\\n" "$x" >> "$GITHUB_OUTPUT"', "a"],
  ["printf '%s=%s\\n' a \"$x\" b 2 >> $GITHUB_OUTPUT", "a b"],
  ["printf '%s=1\\n' \"$x\" >> $GITHUB_OUTPUT", "…"],
  ['{ echo "a<<EOF"; cat notes.md; echo EOF; echo "b=$(date)"; } >> "$GITHUB_OUTPUT"', "a b"],
  ['END=$(uuidgen)\n{ echo "a<<$END"; git log; echo "$END"; } | tee -a "$GITHUB_OUTPUT"', "a"],
  ["cat <<X >> $GITHUB_OUTPUT\na=1\nb<<Y\nc=2\nY\nX", "a b"],
  ['tee -a "$GITHUB_OUTPUT" <<< "a=1"', "…"],
  ['cat values >> "$GITHUB_OUTPUT"', "…"],
  ['echo "$line" >> "$GITHUB_OUTPUT"', "…"],
  ['echo "${{ matrix.x }}=1" >> "$GITHUB_OUTPUT"', "…"],
  ['echo "a=${{ matrix.x }}" >> "$GITHUB_OUTPUT"', "a"],
  ['while read -r k v; do echo "$k=$v"; done < f >> "$GITHUB_OUTPUT"', "…"],
  ["out=$GITHUB_OUTPUT; echo a=1 >> $out", "…"],
  ["python3 x.py", "…"],
  ["npm run build && echo a=1 >> $GITHUB_OUTPUT", "a …"],
  ["sudo apt-get install x; git fetch; gh api x | jq -r .y", ""],
  ["find . -name x -exec ./y {} +", "…"],
  ["find . -name x", ""],
  ['echo "::set-output name=a::1"', "a"],
  ['echo "::set-output name=$x::1"', "…"],
  ['put() { echo "$1=$2" >> "$GITHUB_OUTPUT"; }\nput a 1\nput b 2', "a b"],
  ['put() { echo "$1=$2" >> "$GITHUB_OUTPUT"; }\nput "$x" 1', "…"],
  ["f() { echo a=1; }\nf >> $GITHUB_OUTPUT", "…"],
  ["exec >> $GITHUB_OUTPUT\necho a=1", "…"],
  ['[ -n "$GITHUB_OUTPUT" ] && cat $GITHUB_OUTPUT', ""],
  ["if [[ $x == y ]]; then\n  echo a=1 >> $GITHUB_OUTPUT\nelse\n  echo 'b=2' >> $GITHUB_OUTPUT\nfi", "a b"],
  ["$TOOL run", "…"],
  ["", ""],
] as const) {
  shell(text, () => assert.is(writes(text), expected));
}
shell("of variables", () => assert.is(writes('echo "A=1" >> $GITHUB_ENV', "shell", "GITHUB_ENV"), "A"));
shell.run();

const others = suite("what scripts of other languages write");
for (const [language, text, expected] of [
  ["github-script", "core.setOutput('a', 1); core.setOutput(\"b\", await x())", "result a b"],
  ["github-script", "const { data } = await github.rest.x(); return data", "result"],
  ["github-script", "core.info(process.env.X) // core.setOutput(name)", "result"],
  ["github-script", "core.setOutput(name, 1)", "result …"],
  ["github-script", "await require('./x.js')({ github, core })", "result …"],
  ["github-script", "await run({ core })", "result …"],
  ["python", 'import os\nwith open(os.environ["GITHUB_OUTPUT"], "a") as f:\n    f.write(f"a={x}\\n")', "a"],
  ["python", 'import os\nprint("b=1", file=open(os.environ["GITHUB_OUTPUT"], "a"))', "b"],
  ["python", "import os, json\nfrom pathlib import Path\nprint(json.dumps({}))", ""],
  ["python", "import helpers", "…"],
  ["python", "import os\nos.system('x')", "…"],
  ["python", 'import os\nopen(os.environ["GITHUB_OUTPUT"], "a").write(text)', "…"],
  ["powershell", '"a=1" >> $env:GITHUB_OUTPUT\nWrite-Host "x"', "a"],
  ["powershell", 'echo "a=$x" | Out-File -FilePath $env:GITHUB_OUTPUT -Encoding utf8 -Append', "a"],
  ["powershell", 'Add-Content -Path $Env:GITHUB_OUTPUT -Value "a=1"', "a"],
  ["powershell", '$x = Get-Content y # z\nif ($x -eq "q") { Write-Output $x }', ""],
  ["powershell", '"$name=1" >> $env:GITHUB_OUTPUT', "…"],
  ["powershell", "./build.ps1", "…"],
  ["powershell", "& $tool", "…"],
] as const) {
  others(`${language}: ${text}`, () => assert.is(writes(text, language), expected));
}
others.run();
