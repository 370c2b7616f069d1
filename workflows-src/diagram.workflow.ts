import { workflowDiagram } from "yardmaster";

/** Of all workflows: docs/graph.md shows it. */
export const diagram = workflowDiagram("workflows");
