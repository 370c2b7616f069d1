import { suggest } from "../../program/arguments.ts";
import { exitCodes } from "../../program/exit-code.ts";
import { jsonText } from "../../report/json-text.ts";
import { visibleText } from "../../report/visible-text.ts";
import { loadSchema, schemas } from "../../schemas/schemas.ts";
import type { FreeCommand } from "../command.ts";

/** Prints the contract of a command's JSON, or lists all that there are. */
export const schema: FreeCommand = async ({ operands }, { stdout, stderr }) => {
  const [name, ...more] = operands;
  if (more.length > 0) {
    stderr.write(`\`schema\` takes one name, and got ${operands.length}.\n`);
    return exitCodes.usage;
  }
  if (name === undefined) {
    const width = Math.max(...schemas.map((each) => each.name.length));
    stdout.write(schemas.map((each) => `${each.name.padEnd(width)}  ${each.of}\n`).join(""));
    return exitCodes.clean;
  }
  const found = await loadSchema(name);
  if (!found) {
    const near = suggest(
      name,
      schemas.map((each) => each.name),
    );
    stderr.write(
      `${visibleText(`There is no schema "${name}".${near}`)} Run \`yardmaster schema\` for all that there are.\n`,
    );
    return exitCodes.usage;
  }
  stdout.write(jsonText(found));
  return exitCodes.clean;
};
