/**
 * A DSN as text: pasted into a ticket, quoted in a forward, shown by webmail. Its fields are recognised, its prose is read with them.
 */
import { hasReportFields, reportInText } from '../scan/report-in-text.ts';
import type { TextDialect } from './dialect.ts';

const dsnText: TextDialect = {
  title: 'delivery status notification, as text',
  reads: 'text',
  recognizes: hasReportFields,
  *read(layer) {
    yield* reportInText(layer, layer.text.length);
  },
};
export default dsnText;
