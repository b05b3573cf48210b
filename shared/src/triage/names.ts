/** What groups are called for people, in the words of a language. */
import type { Texts } from '../knowledge.ts';
import { visibleText } from '../visible-text.ts';
import type { Grouping } from './group.ts';
import type { Standing } from './standing.ts';

/** The fixed word; its key where the language lacks it, so that a gap is seen and nothing breaks. */
export function wordOf(texts: Texts, key: string): string {
  return texts.labels[key] ?? key;
}
export function groupingName(by: Grouping, texts: Texts): string {
  return wordOf(texts, `grouping-${by}`);
}
export function standingName(standing: Standing, texts: Texts): string {
  return standing === 'nothing' ? wordOf(texts, 'report-nothing') : wordOf(texts, `standing-${standing}`);
}
/** A reason by its headline, an owner or an outcome by its name; a domain, host, address or hour as it is, what is unseen in it named. */
export function groupName(by: Grouping, value: string, texts: Texts): string {
  if (by === 'reason') return reasonName(value, texts);
  if (value === '') return wordOf(texts, 'missing');
  return by === 'owner' || by === 'outcome' || by === 'direction' ? wordOf(texts, `${by}-${value}`) : visibleText(value);
}
/** Headlines of reasons have no placeholders; one that a team wrote may, and then its id says more than a hole. */
function reasonName(reason: string, texts: Texts): string {
  if (reason === 'unknown') return wordOf(texts, 'reason-unknown');
  const title = texts.reasons[reason]?.title;
  return title === undefined || /[{[]/.test(title) ? reason : title;
}
