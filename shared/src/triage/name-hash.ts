/** A name as eleven letters and digits: the same everywhere, and not the name. */
export function nameHash(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    high = Math.imul(high ^ text.charCodeAt(at), 0x01000193);
    low = Math.imul(low ^ (high >>> 15) ^ text.charCodeAt(at), 0x85ebca6b);
  }
  return ((high >>> 0) * 2 ** 20 + (low >>> 12)).toString(36).padStart(11, '0');
}
