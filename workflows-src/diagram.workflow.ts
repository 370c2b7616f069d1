import { workflowDiagram } from "@yardmaster/dsl";

/** Of all workflows: docs/graph.md shows it. */
export const diagram = workflowDiagram("workflows");
