/** The image is named: `ubuntu-latest` moves under a workflow's feet. */
export const ubuntu = "ubuntu-24.04";

/** An exact release, so that two runs of one commit use one Node. */
export const nodeVersion = "24.21.0";

/** UTC-07:00 all year: Arizona has had no daylight saving time since 1968. */
export const phoenix = "America/Phoenix";

/** `bash` by name runs with `-eo pipefail`; the default shell of a step does without `pipefail`. */
export const bash = { run: { shell: "bash" } } as const;
