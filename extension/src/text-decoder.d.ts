/** Both hosts of VS Code have them (Encoding Standard). */
declare class TextDecoder {
  constructor(label?: string);
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
