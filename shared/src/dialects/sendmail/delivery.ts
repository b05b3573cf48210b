/** How Sendmail says that a mail was delivered, in bytes: nearly every line of a log's deliveries. */
import {
  alphanumerics,
  but,
  classOf,
  digits,
  form,
  hostLetters,
  inTurn,
  literal,
  maybe,
  months,
  oneOf,
  placesOf,
  run,
  through,
} from '../../scan/byte-shape.ts';

/** `… mx sm-mta[5501]: 6ALMD90v000185: to=<kim@example.com>, delay=…, stat=Sent (…)`: the usual shape only, and one recipient. */
export const sendmailDelivery = placesOf({
  before: inTurn(
    oneOf(...months),
    form(' _9 99:99:99'),
    literal(' '),
    run(hostLetters, 1, 64),
    oneOf(literal(' sm-mta['), literal(' sendmail['), literal(' sm-msp-queue[')),
    run(digits, 1, 10),
    literal(']: '),
  ),
  queueId: run(alphanumerics, 8, 20),
  between: literal(': to=<'),
  recipient: inTurn(run(classOf('0-9', 'A-Z', 'a-z', '_.+=-'), 1, 64), literal('@'), run(hostLetters, 1, 255)),
  behind: inTurn(
    literal('>, '),
    maybe(inTurn(literal('ctladdr=<'), run(but('<> \r\n'), 1, 320), literal('> ('), run(but('()=\r\n'), 0, 40), literal('), '))),
    literal('delay='),
    through(' stat=', but('<>\r\n'), 300),
    literal('Sent '),
  ),
});
