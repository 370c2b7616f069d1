export interface GitHubOptions {
  /** Sent to the origin of `apiUrl` alone. */
  readonly token: string;
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server; plain http only to loopback. */
  readonly apiUrl: string;
  readonly userAgent: string;
  /** Of one request, from connecting to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
  /**
   * Until the deadline of the whole run, by a clock that only goes forward; asked before each request and each wait, neither
   * of which outlasts it. Unbounded unless given.
   */
  readonly remainingMilliseconds?: () => number;
  /**
   * Of all waits of one call together. A longer one is an error at once. Unless given: 120 without `remainingMilliseconds`,
   * and what that leaves otherwise.
   */
  readonly maximumWaitSeconds?: number;
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** 0 up to 1, as `Math.random`: lengthens the waits that a limit asks for by up to a quarter. */
  readonly random?: () => number;
  /** Hears of each repeated request in one line without secrets. */
  readonly log?: (line: string) => void;
}
