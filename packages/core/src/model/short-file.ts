/** A workflow's file as people are told of it: all of a repository lie in one folder. */
export function shortFile(file: string): string {
  return file.replace(/^\.github\/workflows\//, "");
}
