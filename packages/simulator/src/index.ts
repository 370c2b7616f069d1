export { type PermissionLevel, type Permissions, permissionLevel } from "./calls/permissions.ts";
export { simulate } from "./runs/simulate.ts";
export type { SimulatedEvent } from "./trace/event.ts";
export type {
  ActionsPolicy,
  EnvironmentSettings,
  GivenJob,
  GivenOutcomes,
  GivenStep,
  OtherRun,
  SimulatedRepository,
  SimulatedSettings,
} from "./trace/facts.ts";
export type * from "./trace/trace.ts";
