import { asList, defineDiagnostic, type JobView } from "@yardmaster/core";
import type { Rule, Subject } from "../rule.ts";
import { downloadsIn, isNameOfRun, uploadsIn } from "./artifacts.ts";

export const artifactDownloadedEarly = defineDiagnostic({
  code: "artifact-downloaded-early",
  severity: "warning",
  confidence: "medium",
  message: (p: { name: string; job: string; uploader: string }) =>
    `The job "${p.job}" downloads the artifact "${p.name}", which the job "${p.uploader}" uploads, and does not need it: it may start before the artifact is there, and then the step fails.`,
  hint: (p) => `Add "${p.uploader}" to \`needs\` of "${p.job}".`,
});

export const artifactDownloads: Rule = {
  reports: [artifactDownloadedEarly],
  workflow(workflow, report) {
    const downloads = downloadsIn(workflow);
    if (downloads.length === 0) return;
    const uploads = uploadsIn(workflow);
    for (const { job, name, path } of downloads) {
      if (!isNameOfRun(name)) continue;
      const uploaders = uploads.filter((upload) => upload.name === name).map((upload) => upload.job);
      const [uploader] = uploaders;
      if (!uploader || uploaders.includes(job)) continue;
      const needed = neededBy(job, workflow);
      if (needed.some((one) => uploaders.includes(one) || one.uses !== undefined)) continue;
      report(artifactDownloadedEarly, { name, job: job.id, uploader: uploader.id }, path, {
        related: [{ message: "The job that uploads it.", place: { path: uploader.path, at: "key" } }],
      });
    }
  },
};

function neededBy(job: JobView, { jobs }: Subject): readonly JobView[] {
  const found = new Set<JobView>();
  const visit = ({ keys }: JobView): void => {
    const { needs } = keys;
    const names = typeof needs === "string" ? [needs] : asList(needs);
    for (const other of jobs) {
      const isNamed = names.some((name) => String(name).toLowerCase() === other.id.toLowerCase());
      if (!isNamed || found.has(other)) continue;
      found.add(other);
      visit(other);
    }
  };
  visit(job);
  return [...found];
}
