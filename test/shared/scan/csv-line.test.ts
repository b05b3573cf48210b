/** The cells of a table's line, quotes and all. */
import assert from 'node:assert/strict';
import { rawLayer } from '../../../shared/src/decode/raw-layer.ts';
import { fieldsIn, unquoted } from '../../../shared/src/scan/csv-line.ts';

const cells = (text: string, separator: ',' | '\t' = ','): readonly string[] =>
  fieldsIn(text, separator).map(({ start, end }) => text.slice(start, end));

describe('a line of a table', () => {
  it('parts at commas, but not in quotes', () => assert.deepEqual(cells('a,"b, c",,d'), ['a', 'b, c', '', 'd']));
  it('keeps a last empty cell', () => assert.deepEqual(cells('a,b,'), ['a', 'b', '']));
  it('parts at tabs', () => assert.deepEqual(cells('"a"\t5\t"b c"', '\t'), ['a', '5', 'b c']));
  it('ends an open quote with the line', () => assert.deepEqual(cells('a,"b, c'), ['a', 'b, c']));
  it('leaves doubled quotes inside their cell', () => {
    const layer = unquoted(rawLayer({ text: 'a,"mailbox ""kim"" is full, try later",""' }));
    assert.deepEqual(cells(layer.text), ['a', "mailbox ''kim'' is full, try later", '']);
  });
});
