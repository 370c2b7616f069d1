/** `::name key=value,key=value::data`, or its older form `##[name key=value;key=value]data`. */
export interface WorkflowCommand {
  /** As it is written; commands ignore case. */
  readonly name: string;
  /** By name in lower case. */
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

/**
 * The command that a line of a step's output is, if any. Source: actions/runner, `ActionCommand.cs`.
 * @param isKnown whether there is a command of that name; others are output.
 */
export function parseWorkflowCommand(line: string, isKnown: (name: string) => boolean): WorkflowCommand | undefined {
  return parseColons(line.trimStart(), isKnown) ?? parseBrackets(line, isKnown);
}

function parseColons(line: string, isKnown: (name: string) => boolean): WorkflowCommand | undefined {
  const end = line.startsWith("::") ? line.indexOf("::", 2) : -1;
  return end < 0 ? undefined : parse(line.slice(2, end), line.slice(end + 2), isKnown, colonForm);
}

function parseBrackets(line: string, isKnown: (name: string) => boolean): WorkflowCommand | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  return end < 0 ? undefined : parse(line.slice(start + 3, end), line.slice(end + 1), isKnown, bracketForm);
}

interface Form {
  readonly separator: string;
  readonly property: (text: string) => string;
  readonly data: (text: string) => string;
}

const newLines = [
  ["%0D", "\r"],
  ["%0A", "\n"],
] as const;

const colonForm: Form = {
  separator: ",",
  property: unescaping([...newLines, ["%3A", ":"], ["%2C", ","], ["%25", "%"]]),
  data: unescaping([...newLines, ["%25", "%"]]),
};
const bracketEscapes = unescaping([["%3B", ";"], ...newLines, ["%5D", "]"], ["%25", "%"]]);
const bracketForm: Form = { separator: ";", property: bracketEscapes, data: bracketEscapes };

function parse(
  head: string,
  data: string,
  isKnown: (name: string) => boolean,
  form: Form,
): WorkflowCommand | undefined {
  const space = head.indexOf(" ");
  const name = space < 0 ? head : head.slice(0, space);
  if (!isKnown(name)) return undefined;
  const properties = new Map<string, string>();
  for (const pair of space < 0
    ? []
    : head
        .slice(space + 1)
        .trim()
        .split(form.separator)) {
    const [, key, value] = /^=*([^=]+)=+(.+)$/s.exec(pair) ?? [];
    if (key !== undefined && value !== undefined) properties.set(key.toLowerCase(), form.property(value));
  }
  return { name, properties, data: form.data(data) };
}

function unescaping(escapes: readonly (readonly [escaped: string, text: string])[]): (text: string) => string {
  return (text) => escapes.reduce((done, [escaped, plain]) => done.replaceAll(escaped, plain), text);
}
