/** Is this JSON a tally? */
import type { RecordTally } from './record-tally.ts';
import { endNames } from './tally-parts.ts';

export function isTally(json: unknown): json is RecordTally {
  return (
    isObject(json) &&
    json['kind'] === 'bounce-lens tally' &&
    json['format'] === 1 &&
    isCount(json['records']) &&
    isCount(json['faults']) &&
    typeof json['complete'] === 'boolean' &&
    [json['groups'], json['domains'], json['hours']].every(isCounted) &&
    (json['parts'] === undefined || isListOf(json['parts'], isPart))
  );
}
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
function isCounted(list: unknown): boolean {
  return (
    Array.isArray(list) &&
    list.every(
      (one) => isObject(one) && Object.entries(one).every(([key, value]) => (key === 'count' ? isCount(value) : typeof value === 'string')),
    )
  );
}
function isPart(part: unknown): boolean {
  if (!isObject(part) || typeof part['log'] !== 'string' || !isPlace(part['first'], part['last'])) return false;
  return isListOf(part['open'], isOpenMail) && (part['ends'] === undefined || isEnds(part['ends']));
}
function isPlace(first: unknown, last: unknown): boolean {
  return isCount(first) && isCount(last) && Number(first) >= 1 && Number(last) >= Number(first);
}
function isOpenMail(mail: unknown): boolean {
  return (
    isObject(mail) &&
    isName(mail['queue']) &&
    isName(mail['mail']) &&
    isText(mail['domain'] ?? '') &&
    isText(mail['hour'] ?? '') &&
    isCounted(mail['attempts'])
  );
}
function isEnds(ends: unknown): boolean {
  return isObject(ends) && endNames.every((end) => isListOf(ends[end], isText)) && isListOf(ends['queues'], isQueueEnd);
}
function isQueueEnd(end: unknown): boolean {
  if (!isObject(end) || !isName(end['queue']) || typeof end['alone'] !== 'boolean' || !isText(end['hour'] ?? '')) return false;
  return isObject(end['facts']) && Object.values(end['facts']).every(isText);
}
function isName(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-z]{1,16}$/.test(value);
}
function isText(value: unknown): boolean {
  return typeof value === 'string';
}
function isListOf(list: unknown, is: (one: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(is);
}
