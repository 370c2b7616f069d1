// An entry beside the package's index, for programs that read files of people.
export { locateJsonError } from "./json/locate-json-error.ts";
export { positionAt, type TextPosition } from "./json/text-position.ts";
