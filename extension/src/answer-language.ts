/** Which of the languages there are answers in is meant. */

/** `setting`: a tag, or `auto` for that of VS Code itself. `de-AT` is answered in `de`; what there is no language for, in English. */
export function answerLanguage(setting: unknown, display: string, shipped: readonly string[]): string {
  const asked = typeof setting === 'string' && setting !== 'auto' ? setting : display;
  const names = [asked, asked.split(/[-_]/)[0] ?? ''].map((name) => name.toLowerCase());
  return names.flatMap((name) => shipped.find((tag) => tag.toLowerCase() === name) ?? [])[0] ?? 'en';
}
