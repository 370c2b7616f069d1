/** A container image as `docker pull` takes it. */
export interface ImageReference {
  /** With its registry, where one is named: `redis`, `ghcr.io/o/app`, `localhost:5000/x`. */
  readonly name: string;
  /** Docker takes `latest` where neither tag nor digest is named. */
  readonly tag?: string;
  /** `sha256:` and 64 hex digits, of the manifest or the index of platforms. */
  readonly digest?: string;
}

const part = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
/** What has a dot or a port, or is this machine, is a registry; only its name may have capitals. */
const registry = String.raw`(?:localhost|[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*(?=:\d))(?::\d{1,5})?`;
const name = new RegExp(`^(?:${registry}/)?${part}(?:/${part})*$`);
const whole = /^([^@]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/** @returns undefined for text that names no image, such as one with an expression in it. */
export function parseImage(text: string): ImageReference | undefined {
  const [, given = "", tag, digest] = whole.exec(text) ?? [];
  if (!isImageName(given)) return undefined;
  return { name: given, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

export function printImage({ name: given, tag, digest }: ImageReference): string {
  return `${given}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** By the grammar of github.com/distribution/reference, which Docker follows. */
function isImageName(text: string): boolean {
  return text.length <= 255 && name.test(text);
}

/** What is wrong with a locked image, as the end of a sentence; undefined for a sound one. */
export function imageProblem({ name: given, tag, digest }: Readonly<Record<keyof ImageReference, unknown>>) {
  if (typeof given !== "string" || !isImageName(given)) return `the name ${JSON.stringify(given)} is none of an image`;
  if (tag !== undefined && !(typeof tag === "string" && /^\w[\w.-]{0,127}$/.test(tag))) {
    return `the tag ${JSON.stringify(tag)} is none that a registry takes`;
  }
  if (digest !== undefined && !(typeof digest === "string" && /^sha256:[0-9a-f]{64}$/.test(digest))) {
    return `the digest ${JSON.stringify(digest)} is not sha256: and 64 hex digits`;
  }
  return undefined;
}
