import type { Value } from "@yardmaster/core";
import { textParts } from "./expression-mask.ts";

export type Shape =
  | "null"
  | "boolean"
  | "number"
  | "text"
  | "expression"
  | "text with expressions"
  | "list"
  | "empty list"
  | "map"
  | "empty map";

export function nodeShape(value: Value): Shape {
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "number") return typeof value as "boolean" | "number";
  if (typeof value === "string") {
    const parts = textParts(value);
    if (parts.length === 1) return "text";
    return parts.length === 2 && parts.every((part) => part === "") ? "expression" : "text with expressions";
  }
  if (Array.isArray(value)) return value.length === 0 ? "empty list" : "list";
  return Object.keys(value).length === 0 ? "empty map" : "map";
}
