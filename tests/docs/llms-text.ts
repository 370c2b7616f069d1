/**
 * The skill as llms.txt: a title, a summary, text without headings, and lists of links, as https://llmstxt.org wants them. Files of the
 * installed package become links from the root.
 * @param skill the whole SKILL.md.
 */
export function printLlmsText(skill: string): string {
  const body = skill.replace(/^---\n[\s\S]*?\n---\n+/, "");
  const [text = "", further = ""] = body.split(/^## Further\n/m);
  let isFenced = false;
  const lines = text.trimEnd().split("\n");
  const flat = lines.map((line) => {
    if (line.startsWith("```")) isFenced = !isFenced;
    if (isFenced) return line.replace(/^(```\w+) .*/, "$1");
    return line.replace(/^## (.+)$/, "**$1**");
  });
  const links = further.replace(/^- (.+), `node_modules\/yardmaster\/([^`]+)`: /gm, "- [$1]($2): ");
  return `${flat.join("\n")}\n\n## Documents\n${links}`;
}
