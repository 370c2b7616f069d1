import {
  type ImageSite,
  isMap,
  type ModelPath,
  parseImage,
  type TextAt,
  usesPaths,
  type Value,
} from "@yardmaster/core";
import type { YamlDocument } from "@yardmaster/yaml-io";

const scheme = "docker://";

/** Images with an expression in them are left out: what they come to is known at run time only. */
export function findImages({ text, model, ranges }: YamlDocument, file: string): readonly ImageSite[] {
  if (model === undefined) return [];
  const lines = text.split("\n");
  return imagePaths(model).flatMap(({ path, value }) => {
    const image = parseImage(value);
    const range = ranges(path);
    if (!image || !range || range.line !== range.endLine) return [];
    const written = (lines[range.line - 1] ?? "").slice(range.column - 1, range.endColumn - 1);
    return [{ image, path, written, location: { file, ...range } }];
  });
}

function imagePaths(model: Value): readonly TextAt[] {
  if (!isMap(model)) return [];
  const jobs = isMap(model.jobs) ? Object.entries(model.jobs) : [];
  const ofJobs = jobs.flatMap(([id, job]) => {
    if (!isMap(job)) return [];
    const services = isMap(job.services) ? Object.entries(job.services) : [];
    return [
      ...imageOf(job.container, ["jobs", id, "container"]),
      ...services.flatMap(([name, service]) => imageOf(service, ["jobs", id, "services", name])),
    ];
  });
  const ofAction = isMap(model.runs) ? imageOf(model.runs, ["runs"]).flatMap(withoutScheme) : [];
  return [...ofJobs, ...usesPaths(model).flatMap(withoutScheme), ...ofAction];
}

/** A container is its image, or a map that has one. */
function imageOf(container: Value | undefined, path: ModelPath): readonly TextAt[] {
  if (typeof container === "string") return [{ path, value: container }];
  return isMap(container) && typeof container.image === "string"
    ? [{ path: [...path, "image"], value: container.image }]
    : [];
}

/** Steps and actions name an image by `docker://`; without it, it is a `Dockerfile` or no image at all. */
function withoutScheme({ path, value }: TextAt): readonly TextAt[] {
  return value.startsWith(scheme) ? [{ path, value: value.slice(scheme.length) }] : [];
}
