import { actionName, type ModelPath, type StepView } from "@yardmaster/core";

export interface ModelAction {
  /** Inputs that the model reads. */
  readonly prompts: readonly string[];
  /** It acts by itself, with the job's token and its shell. */
  readonly isAgent: boolean;
}

/**
 * Published actions that ask a language model.
 * Sources: CodeQL, `ai_inference_actions.model.yml`; the actions' own metadata.
 */
const modelActions: Readonly<Record<string, ModelAction>> = {
  "actions/ai-inference": { prompts: ["prompt", "system-prompt", "input"], isAgent: false },
  "anthropics/claude-code-action": { prompts: ["prompt", "direct_prompt", "custom_instructions"], isAgent: true },
  "anthropics/claude-code-base-action": { prompts: ["prompt", "system_prompt", "append_system_prompt"], isAgent: true },
  "austenstone/openai-completion-action": { prompts: ["prompt"], isAgent: false },
  "github/ai-moderator": { prompts: ["prompt"], isAgent: false },
  "github/copilot-text-inference": { prompts: ["prompt"], isAgent: false },
  "google-gemini/gemini-cli-action": { prompts: ["prompt"], isAgent: true },
  "google-github-actions/run-gemini-cli": { prompts: ["prompt"], isAgent: true },
  "openai/chat-completion-action": { prompts: ["prompt"], isAgent: false },
  "openai/codex-action": { prompts: ["prompt"], isAgent: true },
  "warpdotdev/oz-agent-action": { prompts: ["prompt"], isAgent: true },
};

/** The model that a step asks, and the paths of its prompts. */
export function modelOf({
  uses,
  path,
}: StepView):
  | { readonly name: string; readonly action: ModelAction; readonly prompts: readonly ModelPath[] }
  | undefined {
  if (uses?.kind !== "repository") return undefined;
  const name = actionName(uses);
  const action = modelActions[name];
  return action && { name, action, prompts: action.prompts.map((input) => [...path, "with", input]) };
}
