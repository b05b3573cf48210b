/** What is used of iconv-lite where a host has the Encoding Standard's decoders: names such as `cp1252` and `shift_jis`. */

export function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(nameOf(encoding)).decode(bytes);
}
function nameOf(encoding: string): string {
  const windows = /^(?:cp|windows-?)(\d{3,5})$/i.exec(encoding)?.[1];
  const name = windows === undefined ? encoding : (ofWindows[windows] ?? `windows-${windows}`);
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return 'windows-1252';
  }
}
/** Windows' numbers of charsets that are not its own tables. */
const ofWindows: Readonly<Record<string, string>> = { '932': 'shift_jis', '936': 'gbk', '949': 'euc-kr', '950': 'big5', '65001': 'utf-8' };
