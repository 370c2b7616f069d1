/** First words of a command that are no tasks; no task has such a name. */
export const reservedWords = ["help", "status", "cancel"] as const;
