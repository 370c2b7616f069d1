/** Findings, drift or a refusal make 1; wrong usage or unreadable input 2; a bug of ours 3. */
export const exitCodes = { clean: 0, findings: 1, usage: 2, bug: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
