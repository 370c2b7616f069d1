/** What a script finds on Node 20 and later without declaring it: ECMAScript's globals and Node's. */
export const javascriptGlobals: ReadonlySet<string> = new Set(
  // ECMAScript 2024
  (
    "AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError " +
    "FinalizationRegistry Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl JSON Map Math NaN " +
    "Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError " +
    "TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI " +
    "decodeURIComponent encodeURI encodeURIComponent globalThis isFinite isNaN parseFloat parseInt undefined " +
    // Node
    "AbortController AbortSignal Blob BroadcastChannel Buffer ByteLengthQueuingStrategy CompressionStream " +
    "CountQueuingStrategy Crypto CryptoKey DOMException DecompressionStream Event EventTarget File FormData Headers " +
    "MessageChannel MessageEvent MessagePort ReadableStream Request Response TextDecoder TextDecoderStream TextEncoder " +
    "TextEncoderStream TransformStream URL URLSearchParams WebAssembly WritableStream atob btoa clearImmediate clearInterval " +
    "clearTimeout console crypto fetch global performance process queueMicrotask setImmediate setInterval setTimeout " +
    "structuredClone " +
    // actions/github-script
    "require"
  ).split(" "),
);
