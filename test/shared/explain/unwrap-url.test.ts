import assert from 'node:assert/strict';
import { unwrapUrl } from '../../../shared/src/explain/unwrap-url.ts';
import { lens } from '../../knowledge.ts';

const why = 'https://example.com/why?id=1';
const inside = encodeURIComponent(why);

describe('unwrapUrl', () => {
  const wrapped: Readonly<Record<string, string>> = {
    'Safe Links': `https://nam12.safelinks.protection.outlook.com/?url=${inside}&data=05%7C01%7C&sdata=x%3D&reserved=0`,
    'GMX deref': `https://deref-gmx.net/mail/client/abc123/dereferrer/?redirectUrl=${inside}`,
    'mail.com deref': `https://deref-mail.com/mail/client/abc/dereferrer/?redirectUrl=${inside}`,
    'Proofpoint, first way': `https://urldefense.proofpoint.com/v1/url?u=${inside}&k=abc`,
    'Proofpoint, second way': 'https://urldefense.proofpoint.com/v2/url?u=https-3A__example.com_why-3Fid-3D1&d=DwMF',
    'Proofpoint, third way': `https://urldefense.com/v3/__${why}__;!!abc$`,
    Barracuda: `https://linkprotect.cudasvc.com/url?a=${inside}&c=E,1,x`,
    'one in another': `https://nam12.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://urldefense.com/v3/__${why}__;!!abc$`)}&data=05`,
  };
  for (const [name, url] of Object.entries(wrapped)) it(name, () => assert.equal(unwrapUrl(url), why));

  it('leaves what it does not know, and what holds no link', () => {
    for (const url of [
      why,
      'https://nam12.safelinks.protection.outlook.com/?data=1',
      'https://deref-gmx.net/?redirectUrl=javascript%3Aalert(1)',
      'https://deref-gmx.net/?redirectUrl=%E0%A4%A',
    ])
      assert.equal(unwrapUrl(url), url);
  });
  it('a host that only looks like one is not believed', () => {
    const url = `https://safelinks.protection.outlook.com.example/?url=${inside}`;
    assert.equal(unwrapUrl(url), url);
  });
  it('an answer shows the link it leads to', () => {
    const text = `550 5.7.1 url https://nam12.safelinks.protection.outlook.com/?url=${inside}&data=05 is listed`;
    const [verdict] = lens.analyze({ text }).verdicts;
    assert.ok(verdict);
    assert.equal(verdict.reason, 'url-blocklisted');
    const told = JSON.stringify([lens.explain(verdict).meaning, lens.explain(verdict).steps, lens.explain(verdict).customerReply]);
    assert.ok(told.includes('example.com/why'), told);
    assert.ok(!told.includes('safelinks'), told);
  });
});
