export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly measures: "seconds" | "mebibytes";
  /** The project, by the number of its modules. Undefined: `node -e 0`, which has none. */
  readonly modules?: number;
  /** Of the project when the run starts: nothing made, all made, all made and then one module edited. */
  readonly state?: "cold" | "unchanged" | "changed";
  /** Without the peers, which say nothing about it. */
  readonly oursOnly?: true;
  /** Scenario that ours is compared with, beside its peers in the same one. */
  readonly baseline?: string;
  readonly reach?: string;
}

/** In an order in which each finds the project as it needs it. */
export function scenarios(files: number): readonly Scenario[] {
  const tenth = Math.ceil(files / 10);
  const all = count(files);
  const cold = { measures: "seconds", state: "cold" } as const;
  return [
    { name: "node", title: "`node -e 0`", measures: "seconds" },
    { ...cold, name: "one", title: "1 cold", modules: 1, baseline: "node", reach: "2.5 × `node -e 0`" },
    { ...cold, name: "one-unchanged", title: "1 unchanged", modules: 1, state: "unchanged", baseline: "node" },
    { ...cold, name: "tenth", title: `${count(tenth)} cold`, modules: tenth, reach: "2 × gaji" },
    { ...cold, name: "all", title: `${all} cold`, modules: files, reach: "1 × gaji" },
    {
      ...cold,
      name: "all-unchanged",
      title: `${all} unchanged`,
      modules: files,
      state: "unchanged",
      baseline: "node",
      reach: "2.5 × `node -e 0`",
    },
    {
      ...cold,
      name: "all-changed",
      title: `1 of ${all} changed`,
      modules: files,
      state: "changed",
      baseline: "all",
      reach: `0.1 × ${all} cold`,
    },
    {
      ...cold,
      name: "memory",
      title: `peak memory, ${all} cold`,
      measures: "mebibytes",
      modules: files,
      reach: "200 MiB",
    },
    {
      ...cold,
      name: "fourfold",
      title: `${count(4 * files)} cold`,
      modules: 4 * files,
      oursOnly: true,
      baseline: "all",
      reach: `4 × ${all} cold`,
    },
  ];
}

function count(modules: number): string {
  return modules.toLocaleString("en-US");
}
