import * as github from "@actions/expressions";

export type Tokens = ReturnType<github.Lexer["lex"]>["tokens"];

/**
 * The tokens of an expression by GitHub's lexer.
 * @throws Error with the reason when the text is no sequence of tokens, or calls what is no function anywhere.
 */
export function lexExpression(text: string): Tokens {
  const { tokens } = new github.Lexer(text).lex();
  for (const [index, { lexeme, range }] of tokens.entries()) {
    // The package's parser (0.3.61) finds these in every object of JavaScript, and takes them for its functions.
    if (/^(?:constructor|__proto__)$/i.test(lexeme) && tokens[index + 1]?.lexeme === "(" && !isMember(tokens, index)) {
      throw new Error(
        `Unrecognized function: '${lexeme}'. Located at position ${range.start.column + 1} within expression: ${text}`,
      );
    }
  }
  // The package's lexer (0.3.61) undoubles only the first `''` of a text; GitHub's own undoubles all of them.
  return tokens.map((token) =>
    token.lexeme.startsWith("'") ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") } : token,
  );
}

function isMember(tokens: Tokens, index: number): boolean {
  return tokens[index - 1]?.lexeme === ".";
}
