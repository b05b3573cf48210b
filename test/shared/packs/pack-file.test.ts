/** A pack as a file: its faults stand at the right characters, and no file brings the reader down. */
import assert from 'node:assert/strict';
import { packIds, readPackFile, readProfileFile } from '../../../shared/src/pack-file.ts';
import { knowledge } from '../../knowledge.ts';

/** The faults with the very characters they are at. */
function faultsOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return readPackFile('acme', text, knowledge).faults.map(({ start, end, message }) => {
    const marked = start.line === end.line ? lines[start.line - 1]?.slice(start.column - 1, end.column - 1) : `to line ${end.line}`;
    return `${start.line}:${start.column} ${marked}: ${message}`;
  });
}

describe('a pack file', () => {
  it('is compiled', () => {
    const { pack, faults } = readPackFile(
      'acme',
      'rules:\n  - id: frozen\n    when: { says: [account is on ice] }\n    reason: mailbox-disabled\n    samples: [550 Account is on ice]\n',
      knowledge,
    );
    assert.deepEqual([faults, pack?.rules.map(({ id }) => id)], [[], ['acme/frozen']]);
  });

  it('tells a fault at the value, an unknown key at the key, a missing key at the whole', () => {
    const text = [
      'rules:',
      '  - id: frozen',
      '    when: { says: [on ice] }',
      '    reason: no-such',
      '    samples: [550 On ice]',
      'profile:',
      '  networks: [office]',
    ].join('\n');
    assert.deepEqual(faultsOf(text), [
      '4:13 no-such: there is no reason "no-such"; "bounce-lens knowledge" and docs/rules.md list them',
      '7:14 office: "office" is no address or network; write 203.0.113.0/24 or 2001:db8::/32',
    ]);
    assert.match(faultsOf('writer: { title: A, kind: mta }\nsurprise:\n  a: 1\n')[0] ?? '', /^2:1 surprise: "surprise" is no key/);
    assert.match(
      faultsOf('rules:\n  - { id: a, when: { says: [abc] }, reason: policy }')[0] ?? '',
      /^2:5 \{ id: a.* \}: "samples" is missing$/,
    );
  });

  it('tells where YAML itself is broken', () => {
    assert.match(faultsOf('rules:\n  - id: [a\n')[0] ?? '', /^[23]:\d{1,2} .*not readable as YAML/);
    assert.match(faultsOf('a: 1\na: 2\n')[0] ?? '', /^2:1 .*not readable as YAML/);
  });

  it('bears whatever it is given', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghij'.split('').map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]}, `.repeat(9)}]`),
    ];
    for (const text of [
      bomb.join('\n'),
      '\u0000\u0001',
      '- a',
      '---\na: 1\n---\nb: 2',
      '!!js/function "x"',
      'x'.repeat(1_000_001),
      '__proto__: { a: 1 }',
      '? '.repeat(500),
      '?\n '.repeat(500),
      '\ud83d: 1',
    ])
      assert.ok(readPackFile('acme', text, knowledge).faults.length > 0, text.slice(0, 40));
    for (const text of ['', '\uFEFFrules: []', '# only a note', 'rules:\r\n  []\r\n']) assert.deepEqual(faultsOf(text), [], text);
  });

  it('may ask questions', () => {
    const asked = Array.from({ length: 30 }, () => '      - Est-ce urgent ? Appelez-nous. ?').join('\n');
    assert.match(faultsOf(`answers:\n  mailbox-full:\n    meaning: Quoi ? Rien.\n    steps:\n${asked}\n`).join(), /^4:5 steps: .*30 > 5/);
  });

  it('tells a hundred faults at most', () => assert.equal(faultsOf(`rules:\n${'  - id: 1\n'.repeat(3_000)}`).length, 100));

  it('is named after its file, and no two alike', () =>
    assert.deepEqual(packIds(['/a/acme.yml', '/b/acme.yaml', 'own.YML']), ['acme', 'acme-2', 'own']));
});

describe('a profile file', () => {
  it('is YAML or JSON', () => {
    const profile = { domains: ['example.org'], networks: ['203.0.113.0/24'] };
    assert.deepEqual(readProfileFile('domains: [example.org]\nnetworks: [203.0.113.0/24]\n', knowledge), { profile, faults: [] });
    assert.deepEqual(readProfileFile(JSON.stringify(profile, null, '\t'), knowledge), { profile, faults: [] });
  });
  it('tells its faults at their place', () => {
    const { profile, faults } = readProfileFile('domains: [example.org]\nhosts: mx\nnetworks: [office]\n', knowledge);
    assert.equal(profile, undefined);
    assert.deepEqual(
      faults.map(({ start, message }) => `${start.line}:${start.column} ${message}`),
      ['2:8 "hosts" must be a list: write [one, two], or each on a line of its own after "- "'],
    );
  });
});
