/** A script without its comments, and with nothing between its quotes: what is left is code. */
export function codeOf(text: string, tokens: RegExp): string {
  return text.replace(tokens, (token) => (/^[#/<]/.test(token) ? " " : `${token[0]}${token.at(-1)}`));
}

/** Comments and quoted texts. */
export const pythonTokens = /#.*|"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
export const javascriptTokens = /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
export const powershellTokens =
  /<#[\s\S]*?#>|(?<![\w`$])#.*|@"\r?\n[\s\S]*?\n"@|@'\r?\n[\s\S]*?\n'@|"(?:`.|""|[^"`])*"|'(?:''|[^'])*'/g;
