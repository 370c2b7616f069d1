/** What a type checker says, as a reason that people read beside the value: its innermost sentence, without generics. */
export function readableMessage(message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  const plain = lines
    .filter((line) => line !== "" && !/^The expected type comes from|^Overload \d|^No overload/.test(line))
    .map(withoutGenerics);
  const said =
    plain.findLast((line) => line.length <= longest) ?? `${(plain.at(-1) ?? message).slice(0, longest - 1)}…`;
  return said.replace(/[.:]$/, "");
}

const longest = 140;

/** `Expr<string, "github">` is an expression, whatever it reads. */
function withoutGenerics(text: string): string {
  let shorter = text;
  for (let last = ""; last !== shorter; ) {
    last = shorter;
    shorter = shorter.replaceAll(/\b(\w+)<[^<>]*>/g, "$1");
  }
  return shorter;
}
