/** Both hosts of VS Code have it; UTF-8 is what it reads here. */
declare class TextDecoder {
  decode(bytes: Uint8Array): string;
}
