import assert from 'node:assert/strict';
import { htmlText } from '../../../shared/src/decode/html-text.ts';
import { shiftMap } from '../../../shared/src/decode/offset-map.ts';
import { layerOf } from '../../../shared/src/decode/raw-layer.ts';
import { carets } from './spans.ts';

const layer = (text: string) => layerOf(htmlText({ text, map: shiftMap(0) }));
const seen = (text: string): string => layer(text).text;

describe('HTML to text', () => {
  it('drops tags, comments, declarations and what is never seen', () => {
    assert.equal(seen('<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><!-- > -->a<b>b</b></body></html>'), 'ab');
    assert.equal(seen('a<script>if (a<b) "</p>"</SCRIPT >b<?php x ?>c'), 'abc');
    assert.equal(seen('<a title="1 > 0" href=\'x>y\'>link</a>'), 'link');
  });

  it('writes a line per block element and break, a blank between cells', () => {
    assert.equal(seen('<p>one</p>\n<p>two</p><div><div>three</div></div>'), 'one\ntwo\nthree');
    assert.equal(seen('a<br>b<br/><br>c'), 'a\nb\n\nc');
    assert.equal(seen('<table><tr><td>Status</td><td>5.1.1</td></tr><tr><td>x</td></tr></table>'), 'Status 5.1.1\nx');
    assert.equal(seen('<ul><li>1<li>2</ul>'), '1\n2');
  });

  it('folds white space but in pre, and keeps no-break spaces', () => {
    assert.equal(seen('  a \r\n\t b <i> c</i>  '), 'a b c');
    assert.equal(seen('a&nbsp; b\u00A0c'), 'a\u00A0 b\u00A0c');
    assert.equal(seen('<pre>550-5.1.1\n  no</pre> x  y'), '550-5.1.1\n  no\nx y');
  });

  it('decodes character references, named, numeric, and of windows-1252', () => {
    assert.equal(
      seen('&lt;kim&#64;example.com&#x3E; &auml;&hellip;&#150; &amp &AMPX; AT&T &#0;&#xD800;&#99999999;'),
      '<kim@example.com> ä…– & &AMPX; AT&T \uFFFD\uFFFD\uFFFD',
    );
  });

  it('shows a < that begins no tag, and addresses that were not escaped', () => {
    assert.equal(seen('1 < 2 <kim@example.com>: <mx.example.com> said'), '1 < 2 <kim@example.com>: <mx.example.com> said');
  });

  it('maps to the characters seen, and a reference as a whole', () => {
    const html = '<p>code <b>5.</b>1.1 &lt;kim&gt;</p>';
    assert.equal(carets(html, layer(html), 'code'), `${html}\n   ^^^^`);
    assert.equal(carets(html, layer(html), '5.1.1'), `${html}\n           ^^^^^^^^^`);
    assert.equal(carets(html, layer(html), '<kim>'), `${html}\n                     ^^^^^^^^^^^`);
  });

  it('ends with the text, whatever is left open', () => {
    assert.equal(seen('a<p class="x'), 'a');
    assert.equal(seen('a<!-- b'), 'a');
    assert.equal(seen('a<script>b'), 'a');
    assert.equal(seen('a<'), 'a<');
    assert.equal(seen('a &'), 'a &');
  });

  for (const [name, piece] of [
    ['open tags', '<div>'],
    ['<', '<'],
    ['quotes', '<a b="'],
    ['comments', '<!--'],
    ['ampersands', '&#'],
    ['styles', '<style>'],
    ['titles', '<title></title>'],
    ['blanks', ' \n'],
  ] as const) {
    it(`is linear for two million of: ${name}`, function () {
      this.timeout(10_000);
      assert.equal(typeof seen(piece.repeat(2_000_000 / piece.length)), 'string');
    });
  }
});
