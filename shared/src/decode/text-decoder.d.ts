/**
 * The host facilities the core uses: the Encoding Standard's TextDecoder and TextEncoder, the same in Node, browsers and workers.
 * Declared here because the core's `lib` is bare ES2022 on purpose.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
