import { format, job, lines, ne, serial, triggers, workflow } from "yardmaster";
import {
  attestBuildProvenance,
  buildPushAction,
  checkout,
  loginAction,
  metadataAction,
  setupBuildxAction,
} from "../generated/actions.ts";

const { on, github } = triggers({ push: { branches: ["main"], tags: ["v*"] }, pull_request: null });
const isPublished = ne(github.event_name, "pull_request");
const image = format`ghcr.io/${github.repository}`;

const names = metadataAction({
  images: image,
  tags: lines`
    type=ref,event=branch
    type=ref,event=pr
    type=semver,pattern={{version}}
  `,
});
const build = buildPushAction({
  context: ".",
  push: isPublished,
  tags: names.outputs.tags,
  labels: names.outputs.labels,
});

const publish = job("image", {
  "runs-on": "ubuntu-24.04",
  permissions: { contents: "read", packages: "write", "id-token": "write", attestations: "write" },
  "timeout-minutes": 30,
  steps: [
    checkout({ "persist-credentials": false }),
    setupBuildxAction(),
    loginAction({ registry: "ghcr.io", username: github.actor, password: github.token }, { if: isPublished }),
    names,
    build,
    attestBuildProvenance(
      { "subject-name": image, "subject-digest": build.outputs.digest, "push-to-registry": true },
      { if: isPublished },
    ),
  ],
});

export const docker = workflow("docker", {
  on,
  permissions: {},
  concurrency: serial(format`docker-${github.ref}`),
  jobs: [publish],
});
