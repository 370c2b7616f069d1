/** Shared by every copy of this package, since documents cross from one bundle into another. */
export const expressionKey: unique symbol = Symbol.for("yardmaster.expression");
