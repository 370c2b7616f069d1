import { asList, asMap, eventsOf, type Policy, type Value, type ValueMap } from "@yardmaster/core";
import { type PolicyOptions, policy } from "./policy.ts";

/**
 * Steps run with `TZ` of a zone, by the `env` of their workflow, of their job or their own, and nothing says another;
 * schedules are stated in the zone, unless they run every hour alike.
 * @param zone IANA name, such as `America/Phoenix`.
 */
export function timeZone(zone: string, options?: PolicyOptions): Policy {
  return policy(
    "time-zone",
    `Every step and schedule runs in ${zone}.`,
    ({ model, jobs, target = "github.com" }, report) => {
      const zoneOf = (env: Value | undefined): Value | undefined => asMap(env)?.TZ;
      const isOther = (value: Value | undefined): boolean => value !== undefined && value !== zone;
      const refuse = (value: Value | undefined, path: readonly (string | number)[]): void => {
        if (isOther(value)) report(`\`TZ\` is ${JSON.stringify(value)}, not \`${zone}\`.`, [...path, "env", "TZ"]);
      };
      refuse(zoneOf(model.env), []);
      for (const { keys, path, steps } of jobs) {
        refuse(zoneOf(keys.env), path);
        const around = zoneOf(keys.env) ?? zoneOf(model.env);
        for (const step of steps) {
          refuse(zoneOf(step.keys.env), step.path);
          const runs = step.keys.run !== undefined || step.keys.uses !== undefined;
          if (runs && around === undefined && zoneOf(step.keys.env) === undefined)
            report(`The step runs without \`TZ: ${zone}\`.`, step.path);
        }
      }
      if (target !== "github.com" || !eventsOf(model.on).has("schedule")) return; // servers know no zones: crons are shifted
      for (const [index, item] of asList(asMap(model.on)?.schedule).entries()) {
        const entry = asMap(item) ?? {};
        const path = ["on", "schedule", index];
        if (isOther(entry.timezone))
          report(`The schedule is in ${JSON.stringify(entry.timezone)}.`, [...path, "timezone"]);
        else if (entry.timezone === undefined && !isHourly(entry))
          report(`The schedule \`${String(entry.cron)}\` is in UTC: it states no \`timezone: ${zone}\`.`, path);
      }
    },
    options,
  );
}

/** The same in all zones that are whole hours apart. */
function isHourly({ cron }: ValueMap): boolean {
  return typeof cron === "string" && /^\S+\s+\*\s+\*\s+\*\s+\*$/.test(cron.trim());
}
