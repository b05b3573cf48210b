/** Which of our languages a reader gets. Pure. */

export const fallbackLanguage = 'en';

/** The first of `wanted` (BCP 47 tags, best first) that we have, whole or by its language alone; else English. */
export function pickLanguage(wanted: readonly string[], available: readonly string[]): string {
  const found = wanted.map(
    (tag) => available.find((one) => one.toLowerCase() === tag.toLowerCase()) ?? available.find((one) => baseOf(one) === baseOf(tag)),
  );
  return found.find((one) => one !== undefined) ?? fallbackLanguage;
}

/** `de` of `de-AT` and of `de_AT`. */
function baseOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}
