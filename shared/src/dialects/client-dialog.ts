/**
 * What mail programs show their users: the dialogs of iOS and macOS Mail, Outlook's `0x800CCC0E`, Thunderbird, webmail.
 *
 *     Cannot Send Mail. The recipient "kim@example.com" was rejected by the server because it does not allow relaying.
 *
 * A dialog is a paragraph that speaks of the program's own server; a reply it quotes keeps its codes. The mail is on its way out:
 * its direction is submission.
 */
import { limits } from '../limits.ts';
import type { Evidence, Layer } from '../model.ts';
import { addressesIn, type Range } from '../scan/address.ts';
import { paragraphsOf } from '../scan/lines.ts';
import { readReply } from '../scan/reply.ts';
import type { TextDialect } from './dialect.ts';

/** What dialogs say and servers do not. */
const dialog = new RegExp(
  [
    /cannot (?:send|get) (?:e-?)?mail\b/,
    /was rejected by the server/,
    /\baddress (?:was )?rejected by (?:the )?server/,
    /\boutgoing (?:mail )?(?:server|\(smtp\))/,
    /\buser ?name or password for /,
    /\b(?:imap|pop3?|smtp|mail) server ["“„]/,
    /["”“] is not responding\b/,
    /\bsending of (?:the )?message failed/,
    /\berror (?:occurred )?while sending (?:mail|the message)/,
    /\bsmtp error \(\d{3}\)/,
    /\b0x800(?:ccc|4)[0-9a-f]{2,5}\b/,
    /\b(?:verify|check) (?:that you have entered )?the correct account info/,
    /\bunable to verify account/,
  ]
    .map((r) => r.source)
    .join('|'),
  'i',
);

const clientDialog: TextDialect = {
  title: 'dialog of a mail program',
  reads: 'text',
  recognizes: (text) => dialog.test(text.slice(0, limits.partLength)),
  *read(layer) {
    for (const paragraph of paragraphsOf(layer.text)) {
      const end = Math.min(paragraph.end, paragraph.start + limits.replyLength);
      if (dialog.test(layer.text.slice(paragraph.start, end))) yield dialogEvent(layer, { start: paragraph.start, end });
    }
  },
};
export default clientDialog;

function dialogEvent(layer: Layer, range: Range): readonly Evidence[] {
  const [address] = addressesIn(layer.text, range.start, range.end);
  return [
    ...readReply(layer, range.start, range.end),
    ...(address ? [layer.fact('final-recipient', address.address, address.start, address.end)] : []),
    layer.fact('direction', 'submission', range.start, range.start + 1),
  ];
}
