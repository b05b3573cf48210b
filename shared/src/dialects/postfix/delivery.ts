/** How Postfix says that a mail was delivered, in bytes: nearly every line of a log's deliveries. */
import { alphanumerics, before, classOf, digits, form, hostLetters, inTurn, literal, oneOf, placesOf, run } from '../../scan/byte-shape.ts';

const agents = ['smtp', 'lmtp', 'local', 'virtual', 'pipe', 'relay', 'error', 'discard'].map((name) => literal(`${name}[`));
/** `… mx postfix/smtp[5501]: 4F5501: to=<a@b.example>, relay=…`: the usual shape only, and no other name for the recipient. */
export const postfixDelivery = placesOf({
  before: inTurn(
    oneOf(
      form('Aaa _9 99:99:99'),
      inTurn(form('9999-99-99T'), run(classOf('0-9', ':.'), 8, 15), oneOf(literal('Z'), form('+99:99'), form('-99:99'))),
    ),
    literal(' '),
    run(hostLetters, 1, 64),
    literal(' postfix/'),
    oneOf(...agents),
    run(digits, 1, 10),
    literal(']: '),
  ),
  queueId: oneOf(inTurn(run(classOf('0-9', 'A-F'), 6, 14), before(': ')), inTurn(run(alphanumerics, 10, 20), before(': '))),
  between: literal(': to=<'),
  recipient: inTurn(run(classOf('0-9', 'A-Z', 'a-z', '_.+=-'), 1, 64), literal('@'), run(hostLetters, 1, 255)),
  behind: literal('>, relay='),
});
