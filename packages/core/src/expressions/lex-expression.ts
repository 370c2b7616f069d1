import * as github from "@actions/expressions";

export type Tokens = ReturnType<github.Lexer["lex"]>["tokens"];

/**
 * The tokens of an expression by GitHub's lexer.
 * @throws Error with the reason when the text is no sequence of tokens.
 */
export function lexExpression(text: string): Tokens {
  const { tokens } = new github.Lexer(text).lex();
  // The package's lexer (0.3.61) undoubles only the first `''` of a text; GitHub's own undoubles all of them.
  return tokens.map((token) =>
    token.lexeme.startsWith("'") ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") } : token,
  );
}
