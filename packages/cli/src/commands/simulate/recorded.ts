import { resolve } from "node:path";
import { asMap, fail, isMap, ok, type Result, type Value } from "@yardmaster/core";
import {
  completeEvent,
  eventOfRecording,
  type GivenEvent,
  judgeRecording,
  loadExamples,
  type Recording,
  readRecording,
  type SimulatedRepository,
} from "@yardmaster/simulator";
import type { Arguments } from "../../program/arguments.ts";
import { type ExitCode, exitCodes } from "../../program/exit-code.ts";
import type { Host } from "../../program/host.ts";
import { jsonText } from "../../report/json-text.ts";
import { paintFor } from "../../report/paint.ts";
import { visibleText } from "../../report/visible-text.ts";
import { withProgress } from "../../report/with-progress.ts";
import { readJsonFile } from "../../repository/json-file.ts";
import { readFacts } from "../../repository/read-facts.ts";
import { readRepository } from "../../repository/read-repository.ts";
import { unknownName } from "../../repository/take-facts.ts";
import { fetchRecording, parseRunReference } from "./fetch-recording.ts";
import { capital } from "./prepare.ts";
import { printRecorded } from "./print-recorded.ts";

/** What else may be said with `--recorded`; the rest is what the recording says. */
const taken = ["recorded", "jobs", "format", "facts", "files", "action", "ref", "message", "base"];

/** Compares what is simulated with a run that GitHub has finished. */
export async function simulateRecorded(given: Arguments, host: Host): Promise<ExitCode> {
  const [payloadFile] = given.operands;
  const other = [...given.values.keys(), ...given.lists.keys(), ...given.flags].find((name) => !taken.includes(name));
  if (other !== undefined) return refuse(`--${other} cannot stand beside --recorded.`, host);
  const factsFile = given.values.get("facts");
  const facts = factsFile === undefined ? undefined : await readFacts(factsFile, host);
  if (facts && !facts.ok) return refuse(facts.error.join("\n"), host);
  const reading = await readRepository(resolve(host.cwd), host, facts?.value);
  if (!reading) return refuse(`There are no workflows in ${resolve(host.cwd)} or above it.`, host);
  const usual = reading.repository.name === unknownName ? undefined : reading.repository.name;
  const read = await withProgress("reading the recorded run", host, (host) =>
    readRecorded(given, payloadFile, usual, host),
  );
  if (!read.ok) return refuse(read.error, host);
  const recording = read.value;
  const repository = placed(reading.repository, recording);
  const completed = completeEvent(
    { ...eventOfRecording(recording), ...stated(given) },
    repository,
    await loadExamples(),
  );
  if (!("event" in completed)) {
    return refuse(completed.problems.map(({ message }) => `${capital(message)}.`).join("\n"), host);
  }
  const judged = judgeRecording(recording, repository, completed.event);
  if (given.values.get("format") === "json") {
    host.stdout.write(jsonText({ version: 1, run: recording.run, ...judged }));
  } else host.stdout.write(printRecorded(recording, judged, paintFor(host.stdout, host.env)));
  return judged.disagreements.length === 0 ? exitCodes.clean : exitCodes.findings;
}

async function readRecorded(
  { values }: Arguments,
  payloadFile: string | undefined,
  usual: string | undefined,
  host: Host,
): Promise<Result<Recording, string>> {
  const text = values.get("recorded") ?? "";
  const jobsFile = values.get("jobs");
  const reference = parseRunReference(text);
  if (reference && jobsFile !== undefined)
    return fail("--jobs stands beside a file of the run, not beside its number.");
  const fetched = reference ? await fetchRecording(reference, usual, host) : undefined;
  if (fetched && !fetched.ok) return fetched;
  const file = fetched ? ok({ value: fetched.value as Value }) : await readJsonFile(text, host);
  if (!file.ok) return file;
  const jobs = jobsFile === undefined ? undefined : await readJsonFile(jobsFile, host);
  if (jobs && !jobs.ok) return jobs;
  const recording = readRecording(file.value.value, jobs?.value.value);
  if (!recording.ok) return fail(`${text}: ${recording.error}.`);
  const payload = payloadFile === undefined ? undefined : await readJsonFile(payloadFile, host);
  if (payload && !payload.ok) return payload;
  const event = payload === undefined ? undefined : asMap(payload.value.value);
  if (payload && (event === undefined || !isMap(event))) return fail(`${payloadFile} holds no payload: it is no map.`);
  return ok({ ...recording.value, ...(event ? { event } : {}) });
}

/** What the run says of its repository is a fact. */
function placed(repository: SimulatedRepository, { run }: Recording): SimulatedRepository {
  return run.repository === undefined ? repository : { ...repository, name: run.repository };
}

function stated({ values }: Arguments): Partial<GivenEvent> {
  const files = values.get("files");
  const texts = (["action", "ref", "message", "base"] as const).flatMap((name) => {
    const text = values.get(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    ...Object.fromEntries(texts),
    ...(files === undefined ? {} : { files: files.split(",").map((name) => name.trim()) }),
  };
}

function refuse(text: string, host: Host): ExitCode {
  host.stderr.write(`${visibleText(text)}\n`);
  return exitCodes.usage;
}
