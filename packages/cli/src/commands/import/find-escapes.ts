/** What a module says past the types of the language. */
export interface Escapes {
  /** The reasons of its `raw` values, one for each. */
  readonly raw: readonly string[];
  /** How often it reads something by `loose`, or a whole context. */
  readonly loose: number;
}

interface OpenCall {
  readonly name: string;
  /** The text that stands last in it so far. */
  text: string;
}

const openings = /([A-Za-z_$][\w$]*)?\($/;
/** It says that a plain condition is meant, and reads nothing. */
const plainTruth = /\bloose\((?:true|false)\)$/;

/** Looks for calls in a module as an import writes it: between its texts, templates and comments. */
export function findEscapes(source: string): Escapes {
  const open: OpenCall[] = [];
  const raw: string[] = [];
  let loose = 0;
  let code = "";
  for (const token of tokensOf(source)) {
    if (token.length > 1) {
      const call = open.at(-1);
      if (call && /^["']/.test(token)) call.text = token.slice(1, -1).replaceAll(/\\(.)/g, "$1");
      code = "";
      continue;
    }
    code += token;
    if (token === "(") {
      const name = openings.exec(code)?.[1] ?? "";
      open.push({ name, text: "" });
    } else if (token === ")") {
      const call = open.pop();
      if (call?.name === "raw") raw.push(call.text);
      if (call?.name === "context" || (call?.name === "loose" && !plainTruth.test(code))) loose += 1;
      code = "";
    }
  }
  return { raw, loose };
}

/** Texts and comments whole, everything else character by character; what is interpolated into a template is code. */
function* tokensOf(source: string): Generator<string> {
  const braces: ("template" | "code")[] = [];
  let index = 0;
  const template = (): string => {
    const [text = ""] = /^(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)?/.exec(source.slice(index)) ?? [];
    if (text.endsWith("${")) braces.push("template");
    return text;
  };
  while (index < source.length) {
    const rest = source.slice(index, index + 2);
    let token = source.charAt(index);
    if (rest === "//") token = /^.*/.exec(source.slice(index))?.[0] ?? rest;
    else if (rest === "/*") token = source.slice(index, source.indexOf("*/", index) + 2);
    else if (token === '"') token = /^"(?:[^"\\]|\\.)*"/.exec(source.slice(index))?.[0] ?? token;
    else if (token === "'") token = /^'(?:[^'\\]|\\.)*'/.exec(source.slice(index))?.[0] ?? token;
    else if (token === "`") {
      index += 1;
      token = `\`${template()}`;
      index -= 1;
    } else if (token === "{") braces.push("code");
    else if (token === "}" && braces.pop() === "template") {
      index += 1;
      token = `}${template()}`;
      index -= 1;
    }
    yield token;
    index += token.length;
  }
}
