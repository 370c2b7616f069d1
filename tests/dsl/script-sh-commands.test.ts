import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sh } from "yardmaster";
import { emitted, inputs, refusedPlace, runner } from "./helpers/emitted-step.ts";

const { name } = inputs;
const variable = '"${INPUT_NAME}"';

const refusing = suite("sh refuses a value that its command would read as code");
for (const [place, make] of [
  ["as the name of a command", () => sh`${name} -o x`],
  ["as the name of a command", () => sh`A=1 ${name}/bin/tool`],
  ["as the name of a command", () => sh`if ${name}; then true; fi`],
  ["as the name of a command", () => sh`true && { ! ${name}; }`],
  ["as the name of a command", () => sh`x=$(${name})`],
  ["as the name of a command", () => sh`echo "$(true; "${name}" a)"`],
  ["as the name of a command", () => sh`exec ${name}`],
  ["as the name of a command", () => sh`case a in a) ${name};; esac`],
  ["as the file that the shell runs", () => sh`. ${name}/activate`],
  ["as the file that the shell runs", () => sh`source ${name}`],
  ["in an argument of `eval`", () => sh`eval "echo ${name}"`],
  ["in an argument of `eval`", () => sh`true; command eval a ${name}`],
  ["in an argument of `eval`", () => sh`function f { eval ${name}; }`],
  ["in an argument of `eval`", () => sh`f() { eval ${name}; }`],
  ["in an argument of `eval`", () => sh`"eval" ${name}`],
  ["in an argument of `trap`", () => sh`trap "rm ${name}" EXIT`],
  ["in an argument of `let`", () => sh`let x=${name}`],
  ["in an argument of `unset`", () => sh`unset ${name}`],
  ["in an argument of `read`", () => sh`read -r ${name} < file`],
  ["in code for `bash`", () => sh`bash -c "echo ${name}"`],
  ["in code for `bash`", () => sh`sudo -u me bash -ec "echo ${name}"`],
  ["in code for `/bin/sh`", () => sh`find . -exec /bin/sh -c "echo ${name}" \;`],
  ["in code for `python3`", () => sh`python3 -c "print('${name}')"`],
  ["in code for `node`", () => sh`node -e ${name}`],
  ["in a command for `ssh`", () => sh`ssh -p 22 host echo ${name}`],
  ["in the program of `sed`", () => sh`sed -i -e "s/x/${name}/" file`],
  ["in the program of `awk`", () => sh`awk -F, "{ print ${name} }" file`],
  ["in the program of `jq`", () => sh`jq -r --arg a b ".x == \"${name}\"" file`],
  ["in the format of `printf`", () => sh`printf "${name}\n"`],
  ["in the format of `printf`", () => sh`printf -v out -- ${name}`],
  ["as the name of a variable", () => sh`printf -v ${name} x`],
  ["as the name of a variable", () => sh`for ${name} in a; do true; done`],
  ["as a name in `export`", () => sh`export ${name}=1`],
  ["as a name in `declare`", () => sh`declare -i n=${name}`],
  ["as a name in `local`", () => sh`f() { local -n ref=${name}; }`],
  ["in the subscript of an array", () => sh`a[${name}]=1`],
  ["in the subscript of an array", () => sh`a=([${name}]=1)`],
  ["in an arithmetic expression", () => sh`echo "$(( "${name}" + 1 ))"`],
  ["in an arithmetic expression", () => sh`for ((i = ${name}; i < 1; i++)); do true; done`],
  ["in an arithmetic expression", () => sh`echo $[${name}]`],
  ["inside `${}`", () => sh`echo "\${x:-"${name}"}"`],
  ["inside backticks", () => sh`echo \`echo "${name}"\``],
  ["beside `-eq`", () => sh`[[ ${name} -eq 1 ]]`],
  ["beside `-gt`", () => sh`[[ a == a && 1 -gt ${name} ]]`],
  ["right of `=~`", () => sh`[[ a =~ ${name} ]]`],
  ["after `-v`", () => sh`[[ -v ${name} ]]`],
  ["after `-v`", () => sh`test -v ${name}`],
  ["in the delimiter of a here-document", () => sh`cat <<${name}`],
  ["in the delimiter of a here-document", () => sh`cat <<END${name}`],
] as const) {
  refusing(`${place}: ${make.toString().replace(/^[^`]*/, "")}`, () => assert.is(refusedPlace(make), place));
}
refusing.run();

const taking = suite("sh takes a value where its quotes are enough");
for (const [text, make] of [
  [`bash -c 'echo "$1"' _ ${variable}`, () => sh`bash -c 'echo "$1"' _ ${name}`],
  [`ssh ${variable} uptime`, () => sh`ssh ${name} uptime`],
  [`export X=${variable} Y`, () => sh`export X=${name} Y`],
  [`X=${variable} cmd`, () => sh`X=${name} cmd`],
  [`X=${variable}`, () => sh`X=${name}`],
  [`a=(${variable} b)`, () => sh`a=(${name} b)`],
  [`[[ a == ${variable} && ( -n ${variable} ) ]]`, () => sh`[[ a == ${name} && ( -n ${name} ) ]]`],
  [`[ ${variable} -eq 1 ]`, () => sh`[ ${name} -eq 1 ]`],
  [
    `case ${variable} in ${variable}|(x) a ;; *) b;; esac; echo ${variable}`,
    () => sh`case ${name} in ${name}|(x) a ;; *) b;; esac; echo ${name}`,
  ],
  [`for x in ${variable}; do echo "$x"; done`, () => sh`for x in ${name}; do echo "$x"; done`],
  [`printf '%s\\n' ${variable} 2> ${variable} >> ${variable}`, () => sh`printf '%s\n' ${name} 2> ${name} >> ${name}`],
  [`> ${variable} cat <<< ${variable}`, () => sh`> ${name} cat <<< ${name}`],
  [`read -r x <<< ${variable}`, () => sh`read -r x <<< ${name}`],
  [`jq --arg a ${variable} .x ${variable}`, () => sh`jq --arg a ${name} .x ${name}`],
  [`sed -e s/a/b/ ${variable}`, () => sh`sed -e s/a/b/ ${name}`],
  [`awk -v x=${variable} '{ print x }' ${variable}`, () => sh`awk -v x=${name} '{ print x }' ${name}`],
  [`echo case $(echo case) ${variable}`, () => sh`echo case $(echo case) ${name}`],
  [
    `cmd 2>&1 | tee ${variable} &> /dev/null && sudo -u ${variable} id`,
    () => sh`cmd 2>&1 | tee ${name} &> /dev/null && sudo -u ${name} id`,
  ],
  [`diff <(echo ${variable}) >(cat) @(a|${variable})`, () => sh`diff <(echo ${name}) >(cat) @(a|${name})`],
  ['"${HOST_TEMP}"/tool', () => sh`${runner.temp}/tool`],
  ["eval 'a b'", () => sh`eval ${"a b"}`],
] as const) {
  taking(text, () => assert.is(emitted(make()).run, text));
}
taking.run();
