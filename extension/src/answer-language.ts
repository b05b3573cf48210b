/** Which of the languages there are answers in is meant. */

/**
 * `setting`: a tag, or `auto` for that of VS Code itself. `de-AT` is answered in `de`, `pt-PT` in `pt-BR`: the same tag, else the same
 * language; what there is no language for, in English.
 */
export function answerLanguage(setting: unknown, display: string, shipped: readonly string[]): string {
  const asked = (typeof setting === 'string' && setting !== 'auto' ? setting : display).toLowerCase();
  const primary = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return shipped.find((tag) => tag.toLowerCase() === asked) ?? shipped.find((tag) => primary(tag) === primary(asked)) ?? 'en';
}
