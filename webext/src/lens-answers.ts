/** What every background answers with its lens. */
import { type LensFor, lensParts } from './lens-keeper.ts';
import type { Handlers } from './messages.ts';
import { readFor, redacted } from './reading.ts';

export function lensAnswers(lens: LensFor): Handlers<'analyze' | 'explain' | 'redact' | 'lens-parts'> {
  return {
    analyze: async ({ text, purpose }) => readFor(purpose, await lens(), text),
    explain: async ({ verdicts, replyLanguage }) => {
      const { explain } = await lens(replyLanguage);
      return verdicts.map(explain);
    },
    redact: async ({ text }) => redacted(await lens(), text),
    'lens-parts': () => lensParts(),
  };
}
