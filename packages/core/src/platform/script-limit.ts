/** Characters that GitHub takes in a `run`; a script input of an action is held to the same. */
export const maximumScriptCharacters = 21_000;
