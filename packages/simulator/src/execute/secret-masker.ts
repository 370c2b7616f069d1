import { Buffer } from "node:buffer";

/** Hides secrets in whatever is printed. */
export interface SecretMasker {
  /** All of a value, each of its lines, and the forms that it often takes. Blank ones are passed over. */
  readonly add: (value: string) => void;
  readonly mask: (text: string) => string;
}

/** Source: actions/runner, `SecretMasker.cs` and `ValueEncoders.cs`; lines by `Worker.cs` and `add-mask`. */
export function createSecretMasker(): SecretMasker {
  const hidden = new Set<string>();
  return {
    add(value) {
      for (const each of [value, ...value.split(/[\r\n]+/)]) {
        if (each.trim() === "") continue;
        for (const form of [each, ...encoders.map((encode) => encode(each))]) if (form !== "") hidden.add(form);
      }
    },
    mask: (text) => maskAll(text, hidden),
  };
}

const encoders: readonly ((value: string) => string)[] = [
  (value) => base64(value, 0),
  (value) => base64(value, 1),
  (value) => base64(value, 2),
  (value) => value.replaceAll("'", "''"),
  (value) => JSON.stringify(value).slice(1, -1),
  (value) => encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\uFFFD")),
  (value) => value.replace(/[<>&"']/g, (mark) => xmlEscapes[mark] ?? mark),
  (value) => (value.length > 8 && /^".*"$/s.test(value) ? value.slice(1, -1) : ""),
];

const xmlEscapes: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
};

/** From the byte on which a group of three begins, wherever the secret stands in what was encoded. */
function base64(value: string, shift: number): string {
  const bytes = Buffer.from(value);
  return (bytes.length > shift ? bytes.subarray(shift) : bytes).toString("base64");
}

/** Places that touch or overlap become one. */
function maskAll(text: string, hidden: ReadonlySet<string>): string {
  const places: [start: number, end: number][] = [];
  for (const value of hidden) {
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) places.push([at, at + value.length]);
  }
  if (places.length === 0) return text;
  places.sort(([a], [b]) => a - b);
  let masked = "";
  let done = 0;
  let [start, end] = places[0] as [number, number];
  for (const [nextStart, nextEnd] of places) {
    if (nextStart <= end) {
      end = Math.max(end, nextEnd);
      continue;
    }
    masked += `${text.slice(done, start)}***`;
    done = end;
    [start, end] = [nextStart, nextEnd];
  }
  return `${masked}${text.slice(done, start)}***${text.slice(end)}`;
}
