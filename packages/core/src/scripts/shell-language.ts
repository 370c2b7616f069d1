/** A language of scripts that have a template, by its name for people. */
export type TemplateLanguage = "shell" | "PowerShell" | "Python" | "JavaScript";

const interpreters: Readonly<Record<TemplateLanguage, RegExp>> = {
  shell: /^(ba|da|z|k)?sh$/,
  PowerShell: /^(pwsh|powershell)$/,
  Python: /^python[\d.]*$/,
  JavaScript: /^(node|bun|deno)$/,
};
const others = /^(cmd|perl|ruby|php|rscript|fish|nu|csh|tcsh|lua)$/;

/**
 * Whether a shell, by name or as a command line with `{0}`, takes scripts of a language. Of a command line, the last
 * program that is known to read scripts counts: `nix develop -c bash -e {0}`. One that names none, such as `msys2 {0}`,
 * is the author's own affair.
 */
export function speaksLanguage(shell: string, language: TemplateLanguage): boolean {
  const words = shell
    .trim()
    .split(/\s+/)
    .map((word) =>
      word
        .replace(/^["']|["']$/g, "")
        .replace(/^.*[\\/]/, "")
        .replace(/\.exe$/i, "")
        .toLowerCase(),
    );
  const own = interpreters[language];
  if (!shell.includes("{0}")) return own.test(words[0] ?? "");
  const reader = words.findLast(
    (word) => others.test(word) || Object.values(interpreters).some((known) => known.test(word)),
  );
  return reader === undefined || own.test(reader);
}
