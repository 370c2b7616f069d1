import { asMap, defineDiagnostic, type ModelPath, parseImage, type Value } from "@yardmaster/core";
import type { Report, Rule } from "../rule.ts";

export const containerPasswordWritten = defineDiagnostic({
  code: "container-password-written",
  severity: "warning",
  message: (p: { holder: string }) =>
    `The password of ${p.holder} stands in the file, where everybody reads it who can read the repository.`,
  hint: () =>
    "Write it as a secret of the repository, `${{ secrets.REGISTRY_PASSWORD }}`, and change it at the registry.",
});

export const containerCredentialsHalf = defineDiagnostic({
  code: "container-credentials-half",
  severity: "warning",
  message: (p: { holder: string; present: string; missing: string }) =>
    `The credentials of ${p.holder} have a ${p.present} and no ${p.missing}: the runner signs in to the registry only with both.`,
  hint: (p) => `Give \`${p.missing}\` too, or leave \`credentials\` out.`,
});

export const imageMoving = defineDiagnostic({
  code: "image-moving",
  severity: "warning",
  message: (p: { image: string }) =>
    `${JSON.stringify(p.image)} is whatever the registry has as \`latest\` at that moment: runs of one commit differ, and a new release can break them.`,
  hint: () => "Name a version, better with its digest: `image:1.2@sha256:…`.",
});

export const imageByTag = defineDiagnostic({
  code: "image-by-tag",
  severity: "warning",
  isPedantic: true,
  message: (p: { image: string }) =>
    `${JSON.stringify(p.image)} has no digest: whoever can push there can move its tag.`,
  hint: () => "Write the digest behind the tag: `image:1.2@sha256:…`; `yardmaster bind docker://image:1.2` finds it.",
});

/** Images that jobs, services, steps and actions run, and what they sign in to the registry with. */
export const containers: Rule = {
  reports: [containerPasswordWritten, containerCredentialsHalf, imageMoving, imageByTag],
  job({ keys, path }, _, report) {
    if (keys.container !== undefined) judgeContainer("the container", keys.container, [...path, "container"], report);
    for (const [name, service] of Object.entries(asMap(keys.services) ?? {})) {
      judgeContainer(`the service "${name}"`, service, [...path, "services", name], report);
    }
  },
  step({ uses, path }, _, report) {
    if (uses?.kind === "docker") judgeImage(uses.image, [...path, "uses"], report);
  },
  action({ model }, report) {
    const image = asMap(model.runs)?.image;
    if (typeof image !== "string" || !image.startsWith("docker://")) return;
    judgeImage(image.slice("docker://".length), ["runs", "image"], report);
  },
};

function judgeContainer(holder: string, container: Value | undefined, path: ModelPath, report: Report): void {
  if (typeof container === "string") judgeImage(container, path, report);
  const keys = asMap(container);
  if (!keys) return;
  if (typeof keys.image === "string") judgeImage(keys.image, [...path, "image"], report);
  const credentials = asMap(keys.credentials);
  if (!credentials) return;
  const at = [...path, "credentials"];
  const { username, password } = credentials;
  if (isWritten(password)) report(containerPasswordWritten, { holder }, [...at, "password"]);
  const isGiven = (value: Value | undefined) => value !== undefined && value !== null && value !== "";
  if (isGiven(username) === isGiven(password)) return;
  const [present, missing] = isGiven(username) ? ["username", "password"] : ["password", "username"];
  report(containerCredentialsHalf, { holder, present, missing } as const, at, { at: "key" });
}

function isWritten(value: Value | undefined): boolean {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "" && !value.includes("${{"));
}

function judgeImage(text: string, path: ModelPath, report: Report): void {
  const image = text.includes("${{") ? undefined : parseImage(text);
  if (!image || image.digest !== undefined) return;
  const { tag } = image;
  report(tag === undefined || tag === "latest" ? imageMoving : imageByTag, { image: text }, path);
}
