/** The language of the answers: what the reader chose or their browser speaks, else English. */
import assert from 'node:assert/strict';
import { pickLanguage } from '../../webext/src/languages.ts';

describe('the language of the answers', () => {
  const available = ['de', 'en', 'pt'];
  it('is the first that is there', () => {
    assert.equal(pickLanguage(['de', 'en'], available), 'de');
    assert.equal(pickLanguage(['xx', 'pt'], available), 'pt');
  });
  it('need not be of the same country', () => {
    assert.equal(pickLanguage(['de-AT'], available), 'de');
    assert.equal(pickLanguage(['pt_BR'], available), 'pt');
    assert.equal(pickLanguage(['pt-BR'], ['pt', 'pt-BR']), 'pt-BR');
  });
  it('is English where no other is', () => {
    for (const wanted of [[], ['xx'], [''], ['dex']]) assert.equal(pickLanguage(wanted, available), 'en');
  });
});
