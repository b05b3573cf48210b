/** The fields of a DSN that stand in running text: pasted into a ticket, quoted in a forward, or sent by a writer that knows no MIME. */
import { type Evidence, firstEvidence, type Layer } from '../model.ts';
import { bouncesIn } from './bounce-text.ts';
import { dsnGroupsIn } from './dsn-fields.ts';
import { reportEvents } from './dsn-report.ts';
import { reconcile } from './reconcile.ts';

const recipientField = /(?:^|[\r\n])[\s>|\u00a0]{0,12}(?:Final|Original)-Recipient[ \t]?:/i;
const firstField = /(?:^|[\r\n])[\s>|\u00a0]{0,12}(?:Reporting-MTA|(?:Final|Original)-Recipient|Action|Status)[ \t]?:/i;

export function hasReportFields(text: string): boolean {
  return recipientField.test(text);
}

/** What the fields in `layer.text[0, end)` tell of each recipient, with the prose before them; of the prose alone where they tell of none. */
export function reportInText(layer: Layer, end: number): readonly (readonly Evidence[])[] {
  const fields = Math.max(0, layer.text.slice(0, end).search(firstField));
  const machine = [...reportEvents(layer, dsnGroupsIn(layer.text, fields, end))].filter(
    (e) => firstEvidence(e, 'action') || firstEvidence(e, 'dsn-status'),
  );
  const human = [...bouncesIn(layer, 0, fields, { words: false, trust: 'bounce' })];
  return machine.length > 0 ? reconcile(machine, human) : human;
}
