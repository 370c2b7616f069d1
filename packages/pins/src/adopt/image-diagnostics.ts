import { defineDiagnostic } from "@yardmaster/core";

interface Change {
  /** Both with tag and digest. */
  readonly from: string;
  readonly to: string;
  readonly name: string;
  /** Where the lock states the image: `file:line:column`. */
  readonly locked: string;
}

export const imageNotLocked = defineDiagnostic({
  code: "image-not-locked",
  severity: "error",
  message: (p: Pick<Change, "from" | "to"> & { lock: string }) =>
    `${p.from} was changed to ${p.to}, and ${p.lock} does not hold that image: it is text of the source.`,
  hint: (p) =>
    `Change it in the source; or run \`yardmaster bind docker://${p.to}\` and use the entry of \`images\` there, which bots may bump.`,
});

export const imageLowers = defineDiagnostic({
  code: "image-lowers",
  severity: "error",
  message: (p: Change) => `${p.from}, at ${p.locked}, would go back to ${p.to}.`,
  hint: (p) => `Discard the change; where it is meant, run \`yardmaster bind docker://${p.to}\`.`,
});

export const imageVariant = defineDiagnostic({
  code: "image-variant",
  severity: "error",
  message: (p: Change) => `${p.from}, at ${p.locked}, would become ${p.to}, whose tag is of another kind.`,
  hint: (p) => `Discard the change; where it is meant, run \`yardmaster bind docker://${p.to}\`.`,
});

export const imageDigestMissing = defineDiagnostic({
  code: "image-digest-missing",
  severity: "error",
  message: (p: Change) => `${p.from}, at ${p.locked}, would become ${p.to}, which has no digest.`,
  hint: (p) => `Run \`yardmaster bind docker://${p.to}\`, which looks the digest up.`,
});

export const imageDigestKept = defineDiagnostic({
  code: "image-digest-kept",
  severity: "error",
  message: (p: Change) => `${p.from}, at ${p.locked}, would become ${p.to}: another version by the same digest.`,
  hint: (p) => `Look the digest up, for example with \`yardmaster bind docker://${p.name}:TAG\`.`,
});

export const imagesDisagree = defineDiagnostic({
  code: "images-disagree",
  severity: "error",
  message: (p: { from: string; to: string; other: string; otherPlace: string }) =>
    `${p.from} is ${p.to} here, but ${p.other} at ${p.otherPlace}.`,
  hint: () => "Make both the same; one entry of the lock has one tag and digest.",
});
