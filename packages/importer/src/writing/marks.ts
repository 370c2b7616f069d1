/** What a module's writer puts before a node: {@link import("./module-writer.ts").ModuleWriter.mark}. */
const marks = /\/\*@\d+\*\//g;

export function withoutMarks(source: string): string {
  return source.replace(marks, "");
}
