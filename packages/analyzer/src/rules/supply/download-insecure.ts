import { defineDiagnostic, type ShellCommand } from "@yardmaster/core";
import { commandsOf, filesWritten, programOf } from "../rights/script-commands.ts";
import type { Rule } from "../rule.ts";

export const downloadInsecure = defineDiagnostic({
  code: "download-insecure",
  severity: "warning",
  message: (p: { url: string; program: string }) =>
    `\`${p.program}\` fetches ${p.url} over plain HTTP: whoever sits on the way between can send something else.`,
  hint: (p) => `Use \`https://\`: ${p.url.replace(/^http:/, "https:")}.`,
});

/** What is only looked at (`curl --head`), and hosts of the runner itself or its network, are left alone. */
export const insecureDownloads: Rule = {
  reports: [downloadInsecure],
  step({ script }, _holder, report) {
    if (!script?.text.includes("http://")) return;
    for (const command of commandsOf(script)) {
      const fetched = fetchedAddress(command);
      if (!fetched) continue;
      report(downloadInsecure, fetched, script.path, { excerpt: fetched.url });
    }
  },
};

function fetchedAddress(command: ShellCommand): { readonly url: string; readonly program: string } | undefined {
  const [program, ...rest] = programOf(command);
  const options = rest.map(({ text }) => text);
  const url = rest.find(
    ({ text }, index) => isPublicHttp(text) && !/^(?:-x|--proxy|--preproxy)$/.test(options[index - 1] ?? ""),
  );
  if (!program || !url) return undefined;
  const found = { url: url.text, program: program.text };
  switch (program.text) {
    case "wget":
      return options.includes("--spider") ? undefined : found;
    case "git":
      return options[0] === "clone" ? found : undefined;
    case "curl": {
      const toFile = options.findIndex((text) => /^(?:-[A-Za-z]*[oO]|--output|--remote-name)$/.test(text));
      const isKept = toFile !== -1 && options[toFile + 1] !== "/dev/null";
      return isKept || command.pipesTo || filesWritten(command).some((file) => file !== "/dev/null")
        ? found
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Not a value, a name without a dot (a service, `localhost`) or an address of a local network. */
function isPublicHttp(text: string): boolean {
  const [, host = ""] = /^http:\/\/(?:[^/@]*@)?([^/:?#]+)/.exec(text) ?? [];
  if (!/^[\w.-]+\.[a-z]{2,}$/i.test(host)) return false;
  return !/\.(?:local|localhost|internal|test|example|invalid|lan)$/i.test(host);
}
