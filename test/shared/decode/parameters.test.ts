import assert from 'node:assert/strict';
import { readContentType } from '../../../shared/src/decode/parameters.ts';

const read = (value: string | undefined): readonly [string, Record<string, string>] => {
  const { mediaType, parameters } = readContentType(value, 'text/plain');
  return [mediaType, Object.fromEntries(parameters)];
};

describe('Content-Type', () => {
  it('is a media type with parameters, quoted or not', () => {
    assert.deepEqual(read('Multipart/Report; REPORT-TYPE=delivery-status;\tboundary="a;b\\"c=" ; x'), [
      'multipart/report',
      { 'report-type': 'delivery-status', boundary: 'a;b"c=' },
    ]);
  });

  it('is text/plain where absent or unreadable; its parameters count all the same', () => {
    assert.deepEqual(read(undefined), ['text/plain', {}]);
    assert.deepEqual(read('text'), ['text/plain', {}]);
    assert.deepEqual(read('; charset=utf-8'), ['text/plain', { charset: 'utf-8' }]);
    assert.deepEqual(read('text/plain charset=utf-8 (comment)'), ['text/plain', { charset: 'utf-8' }]);
  });

  it('puts split and encoded parameters together (RFC 2231)', () => {
    assert.deepEqual(read("a/b; name*1=c; name*0=ab; x*=iso-8859-1'de'%FCber"), ['a/b', { name: 'abc', x: 'über' }]);
    assert.deepEqual(read("a/b; name*0*=utf-8''%E5%AD; name*1*=%98; name*2=x"), ['a/b', { name: '存x' }]);
    assert.deepEqual(read('a/b; name*=%zz; n*0*=x'), ['a/b', { name: '%zz', n: 'x' }]);
  });

  it('decodes encoded words in parameters, which many write', () => {
    assert.deepEqual(read('a/b; name="=?utf-8?Q?=C3=BC.txt?="'), ['a/b', { name: 'ü.txt' }]);
  });

  it('does not mind parameters named like parts of an object', () => {
    assert.equal(readContentType('a/b; __proto__=x; constructor*0=y', 'text/plain').parameters.get('__proto__'), 'x');
  });

  it('is linear', function () {
    this.timeout(5_000);
    for (const piece of [';', 'a=', '"', '\\', ';a*0*=', '%', ';a=b']) assert.equal(read(`a/b;${piece.repeat(100_000)}`)[0], 'a/b');
  });
});
