/** Our knowledge, and the texts of the language that is always there: parsed when somebody asks, so that starting does not wait for it. */
import type { Knowledge, Texts } from '@bounce-lens/shared';

/** The same object every time. */
export async function ourKnowledge(): Promise<Knowledge> {
  return (await import('@bounce-lens/shared/knowledge.json', { with: { type: 'json' } })).default;
}
/** The same object every time. */
export async function englishTexts(): Promise<Texts> {
  return (await import('@bounce-lens/shared/texts/en.json', { with: { type: 'json' } })).default;
}
