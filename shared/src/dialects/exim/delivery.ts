/** How Exim says that a mail was delivered, in bytes: nearly every line of a log's deliveries. */
import {
  alphanumerics,
  type ByteShape,
  classOf,
  digits,
  form,
  hostLetters,
  inTurn,
  literal,
  maybe,
  oneOf,
  placesOf,
  run,
} from '../../scan/byte-shape.ts';

const exactly = (length: number): ByteShape => run(alphanumerics, length, length);
/** `2026-11-21 22:13:08 1xUtKW-00002J-0q => kim@example.com R=…`: the usual shape only. */
export const eximDelivery = placesOf({
  before: inTurn(
    form('9999-99-99 99:99:99'),
    maybe(inTurn(literal('.'), run(digits, 1, 6))),
    maybe(oneOf(form(' +9999'), form(' -9999'))),
    literal(' '),
  ),
  queueId: oneOf(
    inTurn(exactly(6), literal('-'), exactly(6), literal('-'), exactly(2)),
    inTurn(exactly(6), literal('-'), exactly(11), literal('-'), exactly(4)),
  ),
  between: oneOf(literal(' => '), literal(' -> '), literal(' >> ')),
  recipient: inTurn(run(classOf('0-9', 'A-Z', 'a-z', '_.+-'), 1, 64), literal('@'), run(hostLetters, 1, 255)),
  behind: oneOf(literal(' R='), literal(' F='), literal(' P='), literal(' T=')),
});
