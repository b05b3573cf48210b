/**
 * One field of a delivery report, picked by somebody who wants to know what it means, and nothing else.
 *
 *     Remote-MTA: dns; mx.example.com
 *
 * Inside a report the same line is read as a fact and lights up nowhere; only where it is the whole text is the field itself the question.
 * A field whose value tells of a failure is no glossary entry: `Status: 5.1.1` and `Diagnostic-Code: smtp; 550 …` are read for their codes.
 */
import type { Action } from '../model.ts';
import { typedValue } from '../scan/dsn-fields.ts';
import { trim } from '../scan/lines.ts';
import { readReply } from '../scan/reply.ts';
import type { TextDialect } from './dialect.ts';

/** Names of RFC 3464 §2.2 and §2.3, and what the mails that carry such reports are marked with. */
const field =
  /^\s{0,8}(?:reporting-mta|original-envelope-id|dsn-gateway|received-from-mta|arrival-date|original-recipient|final-recipient|action|status|remote-mta|diagnostic-code|last-attempt-date|final-log-id|will-retry-until|x-failed-recipients|content-type|auto-submitted|disposition|feedback-type)[ \t]?:/i;
/** Of the other headers of a mail only those that speak of reports. */
const otherHeader = /^\s{0,8}content-type(?!.{1,40}(?:multipart\/report|message\/(?:global-)?(?:delivery|disposition)))/i;
const statusCode = /^\s{0,8}status[^:\n]{0,2}:\s{0,8}[245]\./i;
const quotedReply = /^\s{0,8}diagnostic-code[ \t]?:[^;\n]{1,32};\s{0,8}[245]\d\d\b/i;
const longest = 400;
const doneActions: Readonly<Record<string, Action>> = { delivered: 'delivered', relayed: 'relayed', expanded: 'expanded' };

const dsnField: TextDialect = {
  title: 'one field of a delivery report',
  reads: 'text',
  recognizes: (text) =>
    text.length <= longest && !/\S\s{0,8}\n\s{0,8}\S/.test(text) && field.test(text) && !otherHeader.test(text) && !statusCode.test(text),
  *read(layer) {
    const { text } = layer;
    const value = trim(text, { start: text.indexOf(':') + 1, end: text.length });
    if (quotedReply.test(text)) {
      yield readReply(layer, typedValue(text, value).start, value.end, 'bounce');
      return;
    }
    const whole = trim(text, { start: 0, end: text.length });
    const action = doneActions[text.slice(value.start, value.end).toLowerCase()];
    yield [
      layer.fact('diagnostic-text', text.slice(whole.start, whole.end), whole.start, whole.end),
      ...(action === undefined ? [] : [layer.fact('action', action, value.start, value.end)]),
    ];
  },
};
export default dsnField;
