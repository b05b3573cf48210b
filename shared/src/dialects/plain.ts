/** The last resort: any text that quotes a server's reply. Scanners only; nothing is known of who wrote it. */
import { bouncesIn } from '../scan/bounce-text.ts';
import { asNotice } from '../scan/still-tried.ts';
import type { TextDialect } from './dialect.ts';

const plain: TextDialect = {
  title: 'any text',
  reads: 'text',
  recognizes: () => true,
  *read(layer) {
    for (const evidence of bouncesIn(layer, 0, layer.text.length, { words: true, trust: 'page' })) yield asNotice(layer, evidence);
  },
};
export default plain;
