/**
 * A DSN as text: pasted into a ticket, quoted in a forward, shown by webmail. Its fields are recognised, its prose is read with them.
 */

import { firstEvidence } from '../model.ts';
import { bouncesIn } from '../scan/bounce-text.ts';
import { dsnGroupsIn } from '../scan/dsn-fields.ts';
import { reportEvents } from '../scan/dsn-report.ts';
import { reconcile } from '../scan/reconcile.ts';
import type { TextDialect } from './dialect.ts';

const dsnText: TextDialect = {
  title: 'delivery status notification, as text',
  reads: 'text',
  recognizes: (text) => /(?:^|[\r\n])[\s>|\u00a0]{0,12}(?:Final|Original)-Recipient[ \t]?:/i.test(text),
  *read(layer) {
    const { text } = layer;
    const fields = text.search(/(?:^|[\r\n])[\s>|\u00a0]{0,12}(?:Reporting-MTA|(?:Final|Original)-Recipient|Action|Status)[ \t]?:/i);
    const machine = [...reportEvents(layer, dsnGroupsIn(text, fields, text.length))].filter(
      (e) => firstEvidence(e, 'action') || firstEvidence(e, 'dsn-status'),
    );
    const human = [...bouncesIn(layer, 0, fields, { words: false, trust: 'bounce' })];
    yield* machine.length > 0 ? reconcile(machine, human) : human;
  },
};
export default dsnText;
