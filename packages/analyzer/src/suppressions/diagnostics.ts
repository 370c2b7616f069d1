import { defineDiagnostic } from "@yardmaster/core";

export const suppressionUnused = defineDiagnostic({
  code: "suppression-unused",
  severity: "warning",
  message: (p: { code: string }) => `Nothing here is \`${p.code}\`: the comment that ignores it has no use.`,
  hint: () => "Remove the comment; a fault that comes back is then said again.",
});

export const suppressionUnknown = defineDiagnostic({
  code: "suppression-unknown",
  severity: "warning",
  message: (p: { code: string; nearest: readonly string[] }) => `No finding has the code ${JSON.stringify(p.code)}.`,
  hint: ({ nearest }) =>
    nearest.length > 0
      ? `Did you mean ${nearest.map((code) => `\`${code}\``).join(", ")}?`
      : "Take the code as it stands in the finding; docs/rules lists them.",
});

export const suppressionUnexplained = defineDiagnostic({
  code: "suppression-unexplained",
  severity: "warning",
  message: (p: { code: string }) =>
    `The comment that ignores \`${p.code}\` gives no reason, and ignores nothing therefore.`,
  hint: (p) => `Say why behind the bracket: \`# yardmaster: ignore[${p.code}] the reason\`.`,
});

export const suppressionMalformed = defineDiagnostic({
  code: "suppression-malformed",
  severity: "warning",
  message: (p: { text: string }) => `${JSON.stringify(p.text)} is meant for yardmaster, and cannot be read.`,
  hint: () => "Write `# yardmaster: ignore[code] the reason`; several codes are separated by commas.",
});
