import { InvariantError } from "@yardmaster/core";

/**
 * Lines for the file that `GITHUB_OUTPUT` names, in the form that holds any value.
 * @param delimiter new and hard to guess in each run; a value that contains it is refused, as it could add outputs
 */
export function printOutputs(outputs: Readonly<Record<string, string>>, delimiter: string): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      if (value.includes(delimiter)) throw new InvariantError(`the output ${name} contains the delimiter`);
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
    .join("");
}
