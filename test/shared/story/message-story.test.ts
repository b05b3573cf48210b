/** The story of one message: all its lines, across daemons and re-queues, and how it ended. */
import assert from 'node:assert/strict';
import type { MessageStory, StoryPlace } from '../../../shared/src/index.ts';
import { limits } from '../../../shared/src/limits.ts';
import { lens } from '../../knowledge.ts';

const stamp = 'Nov 21 10:05:50 mx';
const postfix = (daemon: string, line: string): string => `${stamp} postfix/${daemon}[55]: ${line}`;
/** Came, went through a filter on port 10024, was refused there for one of two, reported, reported back. */
const filtered = [
  postfix('smtpd', '7E11AA0001: client=pc.example.org[192.0.2.7]'),
  postfix('cleanup', '7E11AA0001: message-id=<a1@example.org>'),
  postfix('qmgr', '7E11AA0001: from=<ann@example.org>, size=589, nrcpt=2 (queue active)'),
  postfix('smtpd', '7E11AA0009: client=other.example.org[192.0.2.9]'),
  postfix('smtpd', '7E11AA0002: client=localhost[127.0.0.1]'),
  postfix('cleanup', '7E11AA0002: message-id=<a1@example.org>'),
  postfix('qmgr', '7E11AA0002: from=<ann@example.org>, size=999, nrcpt=2 (queue active)'),
  `${stamp} amavis[5]: (00005-01) Passed CLEAN {RelayedOutbound}, [192.0.2.7] <ann@example.org> -> <kim@example.com>,<lou@example.net>, Queue-ID: 7E11AA0001, Message-ID: <a1@example.org>, Hits: -, queued_as: 7E11AA0002, 300 ms`,
  postfix(
    'smtp',
    '7E11AA0001: to=<kim@example.com>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.3, delays=0/0/0/0.3, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 7E11AA0002)',
  ),
  postfix(
    'smtp',
    '7E11AA0001: to=<lou@example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.3, delays=0/0/0/0.3, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 7E11AA0002)',
  ),
  postfix('qmgr', '7E11AA0001: removed'),
  postfix(
    'smtp',
    '7E11AA0002: to=<kim@example.com>, relay=mx.example.com[203.0.113.5]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.com[203.0.113.5] said: 550 5.1.1 User unknown (in reply to RCPT TO command))',
  ),
  postfix(
    'smtp',
    '7E11AA0002: to=<lou@example.net>, relay=mx.example.net[203.0.113.6]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4XyZ1234)',
  ),
  postfix('cleanup', '7E11AA0003: message-id=<b1@mx.example.org>'),
  postfix('bounce', '7E11AA0002: sender non-delivery notification: 7E11AA0003'),
  postfix('qmgr', '7E11AA0003: from=<>, size=2999, nrcpt=1 (queue active)'),
  postfix('qmgr', '7E11AA0002: removed'),
  postfix(
    'local',
    '7E11AA0003: to=<ann@example.org>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered to mailbox)',
  ),
  postfix('qmgr', '7E11AA0003: removed'),
];
const logOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
function storyOf(lines: readonly string[], place: StoryPlace | string): MessageStory {
  const story = lens.storyIn({ text: logOf(lines) }, typeof place === 'string' ? { queueId: place } : place);
  assert.ok(story);
  return story;
}
const kinds = ({ steps }: MessageStory): readonly string[] =>
  steps.map(({ role, kind, line }) => `${line} ${role === 'message' ? '' : `${role}: `}${kind}`);

describe('the story of a message', () => {
  it('goes over daemons, a filter and the report, whichever of its names is asked for', () => {
    const story = storyOf(filtered, '7E11AA0001');
    assert.deepEqual(story.queueIds, ['7E11AA0001', '7E11AA0002']);
    assert.deepEqual(
      [story.messageId, story.sender, story.clientIp, story.arrivedAt, story.ending, story.beginsEarlier, story.cut],
      ['a1@example.org', 'ann@example.org', '192.0.2.7', 'Nov 21 10:05:50', 'partly-delivered', false, false],
    );
    assert.deepEqual(
      story.recipients.map(({ recipient, ending, step }) => [recipient, ending, story.steps[step ?? -1]?.line]),
      [
        ['kim@example.com', 'failed', 12],
        ['lou@example.net', 'delivered', 13],
      ],
    );
    assert.deepEqual(kinds(story), [
      '1 arrived',
      '2 queued',
      '3 queued',
      '5 arrived',
      '6 queued',
      '7 queued',
      '8 told',
      '9 handed-on',
      '10 handed-on',
      '11 ended',
      '12 attempt',
      '13 attempt',
      '14 notice: queued',
      '15 notice',
      '16 notice: queued',
      '17 ended',
      '18 notice: attempt',
      '19 notice: ended',
    ]);
    for (const other of ['7E11AA0002', 'a1@example.org', '<a1@example.org>']) {
      const { steps, ...rest } = storyOf(filtered, other);
      const { steps: first, ...same } = story;
      assert.deepEqual([rest, steps.length], [same, first.length], other);
    }
  });
  it('of a report names the message it reports on', () => {
    const story = storyOf(filtered, '7E11AA0003');
    assert.deepEqual([story.sender, story.ending, story.queueIds], ['<>', 'delivered', ['7E11AA0003']]);
    assert.ok(story.steps.some(({ role, line }) => role === 'subject' && line === 12));
  });
  it('is found at a place of the text, and each step lies where it stands', () => {
    const text = logOf(filtered);
    const story = storyOf(filtered, { offset: text.indexOf('550 5.1.1') });
    assert.deepEqual(story.queueIds, ['7E11AA0001', '7E11AA0002']);
    for (const { span, text: line, evidence, line: number } of story.steps) {
      assert.equal(text.slice(span.start, span.end), line);
      assert.equal(filtered[number - 1], line);
      for (const { kind, value, span: at } of evidence)
        if (kind === 'reply-code' || kind === 'final-recipient' || kind === 'message-id' || kind === 'client-ip')
          assert.equal(text.slice(at.start, at.end), value);
    }
    assert.equal(lens.storyIn({ text }, { queueId: 'FFFFFFFFFF' }), undefined);
    assert.equal(lens.storyIn({ text: 'no log\nat all\n' }, { offset: 3 }), undefined);
  });
  it('is the same read in windows, and with lines that end as Windows ends them', () => {
    const reader = lens.followMessage('7E11AA0002');
    for (const line of filtered) reader.add(`${line}\r\n`);
    const [story, ...others] = reader.stories();
    assert.equal(others.length, 0);
    assert.deepEqual(story && kinds(story), kinds(storyOf(filtered, '7E11AA0002')));
  });
  it('tolerates a log that begins or ends in its midst', () => {
    const late = storyOf(filtered.slice(10), '7E11AA0002');
    assert.deepEqual([late.beginsEarlier, late.ending], [true, 'partly-delivered']);
    const early = storyOf(filtered.slice(0, 11), '7E11AA0001');
    assert.deepEqual([early.beginsEarlier, early.ending], [false, 'pending']);
    assert.deepEqual(
      early.recipients.map(({ ending }) => ending),
      ['pending', 'pending'],
    );
  });
  it('ends where the queue gives up', () => {
    const story = storyOf(
      [
        postfix('pickup', '7E11AA0004: uid=0 from=<root>'),
        postfix('qmgr', '7E11AA0004: from=<root@example.org>, size=589, nrcpt=1 (queue active)'),
        postfix(
          'smtp',
          '7E11AA0004: to=<kim@example.com>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.com[203.0.113.5]:25: Connection timed out)',
        ),
        postfix('qmgr', '7E11AA0004: from=<root@example.org>, status=expired, returned to sender'),
        postfix('qmgr', '7E11AA0004: removed'),
      ],
      '7E11AA0004',
    );
    assert.equal(story.ending, 'expired');
    assert.deepEqual(story.recipients, [{ recipient: 'kim@example.com', attempts: 1, ending: 'expired', step: 2 }]);
    assert.equal(story.steps[2]?.verdicts[0]?.reason, 'timeout');
  });
  it('keeps messages apart that bore the same queue id', () => {
    const lines = [...filtered.slice(0, 3), filtered[10] ?? '', ...filtered.slice(0, 3)];
    const reader = lens.followMessage('7E11AA0001');
    reader.add(logOf(lines));
    assert.deepEqual(
      reader.stories().map((story) => story.steps.map(({ line }) => line)),
      [
        [1, 2, 3, 4],
        [5, 6, 7],
      ],
    );
    const text = logOf(lines);
    assert.equal(lens.storyIn({ text }, { offset: 3 })?.steps[0]?.line, 1);
    assert.equal(lens.storyIn({ text }, { queueId: '7E11AA0001' })?.steps[0]?.line, 5);
  });
  it('keeps no more than its limits, and says so', () => {
    const noise = Array.from({ length: limits.recentLines + 10 }, (_, i) =>
      postfix('smtpd', `${(0xa0000000 + i).toString(16).toUpperCase()}: client=x[192.0.2.1]`),
    );
    const reader = lens.followMessage('7E11AA0002');
    reader.add(logOf(filtered.slice(0, 3)));
    reader.add(logOf(noise));
    reader.add(logOf(filtered.slice(3)));
    const [story] = reader.stories();
    assert.equal(story?.steps.find(({ queueId }) => queueId === '7E11AA0001')?.line, noise.length + 8, 'lines too far back are lost');
    const whole = lens.storyIn({ text: logOf([...filtered.slice(0, 3), ...noise, ...filtered.slice(3)]) }, { queueId: '7E11AA0002' });
    assert.equal(whole?.steps[0]?.line, 1, 'a text at hand is read again');
    const endless = lens.followMessage('7E11AA0001');
    for (let i = 0; i < limits.storyLines + 5; i++) endless.add(`${filtered[2]}\n`);
    assert.deepEqual(
      endless.stories().map(({ cut, steps }) => [cut, steps.length]),
      [[true, limits.storyLines]],
    );
  });
});

describe('the story in the words of', () => {
  it('Exim: arrival, answers, a second run through the queue, the report', () => {
    const story = storyOf(
      [
        '2026-11-21 22:13:08 1xUtKW-00002J-0q <= ann@example.org H=(pc) [192.0.2.7] P=esmtp S=627 id=a1@example.org T="for you" for kim@example.com lou@example.com',
        '2026-11-21 22:13:08 1xUtKX-00003A-1b <= ann@example.org H=localhost [127.0.0.1] P=esmtp S=627 id=a1@example.org for kim@example.com lou@example.com',
        '2026-11-21 22:13:08 1xUtKW-00002J-0q => kim@example.com R=filter T=smtp H=127.0.0.1 [127.0.0.1] C="250 OK id=1xUtKX-00003A-1b"',
        '2026-11-21 22:13:08 1xUtKW-00002J-0q -> lou@example.com R=filter T=smtp H=127.0.0.1 [127.0.0.1] C="250 OK id=1xUtKX-00003A-1b"',
        '2026-11-21 22:13:08 1xUtKW-00002J-0q Completed',
        '2026-11-21 22:13:09 1xUtKX-00003A-1b ** kim@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.5]: SMTP error from remote mail server after RCPT TO:<kim@example.com>: 550 5.1.1 User unknown',
        '2026-11-21 22:13:09 1xUtKX-00003A-1b == lou@example.com R=dnslookup T=remote_smtp defer (-44) H=mx.example.com [203.0.113.5]: SMTP error from remote mail server after RCPT TO:<lou@example.com>: 452 4.2.2 Full',
        '2026-11-21 22:13:09 1xUtKX-00003B-2c <= <> R=1xUtKX-00003A-1b U=mail P=local S=2761 for ann@example.org',
        '2026-11-21 22:13:09 1xUtKX-00003B-2c => ann <ann@example.org> R=localuser T=local_delivery',
        '2026-11-21 22:14:09 1xUtKX-00003A-1b => lou@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.5] C="250 OK"',
        '2026-11-21 22:14:09 1xUtKX-00003A-1b Completed',
      ],
      '1xUtKX-00003A-1b',
    );
    assert.deepEqual(
      story.recipients.map(({ recipient, attempts, ending }) => [recipient, attempts, ending]),
      [
        ['kim@example.com', 2, 'failed'],
        ['lou@example.com', 3, 'delivered'],
      ],
    );
    assert.deepEqual([story.queueIds.length, story.clientIp, story.ending], [2, '192.0.2.7', 'partly-delivered']);
    assert.equal(story.steps.filter(({ role }) => role === 'notice').length, 2);
  });
  it('Sendmail: one line in, one a try, the report under its own name', () => {
    const sendmail = (line: string): string => `Nov 21 10:05:50 mx sendmail[609]: ${line}`;
    const story = storyOf(
      [
        sendmail(
          '6ALMDFuo000607: from=<ann@example.org>, size=371, class=0, nrcpts=1, msgid=<a1@example.org>, proto=ESMTP, daemon=MTA, relay=pc.example.org [192.0.2.7]',
        ),
        sendmail(
          '6ALMDFuo000607: to=<kim@example.com>, ctladdr=<ann@example.org> (1000/1000), delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=30371, relay=mx.example.com. [203.0.113.5], dsn=5.1.1, stat=User unknown',
        ),
        sendmail('6ALMDFuo000607: 6ALMDFuo000609: DSN: User unknown'),
        sendmail('6ALMDFuo000609: to=<ann@example.org>, delay=00:00:00, xdelay=00:00:00, mailer=local, pri=31000, dsn=2.0.0, stat=Sent'),
      ],
      '6ALMDFuo000607',
    );
    assert.deepEqual(kinds(story), ['1 arrived', '2 attempt', '3 notice', '4 notice: attempt']);
    assert.deepEqual([story.messageId, story.clientIp, story.ending], ['a1@example.org', '192.0.2.7', 'failed']);
  });
  it('OpenSMTPD: the session, the envelope, the deliveries', () => {
    const smtpd = (line: string): string => `Nov 21 10:05:50 mx smtpd[102]: ${line}`;
    const lines = [
      smtpd('30be748ecabe4ef0 smtp connected address=192.0.2.7 host=pc.example.org'),
      smtpd('30be748ecabe4ef0 smtp message msgid=8f746b28 size=581 nrcpt=1 proto=ESMTP'),
      smtpd('30be748ecabe4ef0 smtp envelope evpid=8f746b28cfc0d5b9 from=<ann@example.org> to=<kim@example.com>'),
      smtpd('30be749f0e11a2b3 mta connecting address=smtp://203.0.113.5:25 host=mx.example.com'),
      smtpd(
        '30be749f0e11a2b3 mta delivery evpid=8f746b28cfc0d5b9 from=<ann@example.org> to=<kim@example.com> rcpt=<-> source="192.0.2.1" relay="203.0.113.5 (mx.example.com)" delay=0s result="TempFail" stat="450 4.7.1 Greylisted"',
      ),
    ];
    for (const name of ['8f746b28', '8f746b28cfc0d5b9']) {
      const story = storyOf(lines, name);
      assert.deepEqual(kinds(story), ['1 session: told', '2 queued', '3 arrived', '4 session: told', '5 attempt']);
      assert.deepEqual([story.clientIp, story.sender, story.ending], ['192.0.2.7', 'ann@example.org', 'pending']);
    }
  });
  it('qmail: deliveries by their own numbers, the report by its process', () => {
    const story = storyOf(
      [
        'new msg 93869',
        'info msg 93869: bytes 2387 from <ann@example.org> qp 18695 uid 501',
        'starting delivery 55: msg 93869 to remote kim@example.com',
        'delivery 55: failure: 203.0.113.5_does_not_like_recipient./Remote_host_said:_550_5.1.1_no_such_user/Giving_up_on_203.0.113.5./',
        'bounce msg 93869 qp 18702',
        'end msg 93869',
        'new msg 93870',
        'info msg 93870: bytes 2950 from <> qp 18702 uid 506',
        'starting delivery 56: msg 93870 to local ann@example.org',
        'delivery 56: success: did_1+0+0/',
        'end msg 93870',
      ].map((line) => `2026-11-21 10:05:50.123456 ${line}`),
      '93869',
    );
    assert.deepEqual([story.sender, story.ending], ['ann@example.org', 'failed']);
    assert.deepEqual(story.recipients, [{ recipient: 'kim@example.com', attempts: 1, ending: 'failed', step: 3 }]);
    assert.deepEqual(
      story.steps.map(({ role }) => role).filter((role) => role === 'notice').length,
      5,
      'all lines of the report, though only the second names its process',
    );
  });
  it('writers whose lines tell deliveries only', () => {
    const line = (code: string, at: string): string =>
      `{"type":"${code === '250' ? 'Delivery' : 'TransientFailure'}","id":"d7ef132b5d7711ea8c8c000c29c33806","sender":"ann@example.org","recipient":"kim@example.com","queue":"example.com","site":"","size":320,"response":{"code":${code},"enhanced_code":null,"content":"said","command":null},"peer_address":{"name":"mx.example.com.","addr":"203.0.113.5"},"timestamp":${at},"created":1757650000,"num_attempts":1}`;
    const story = storyOf([line('451', '1757650001'), line('250', '1757650301')], 'd7ef132b5d7711ea8c8c000c29c33806');
    assert.deepEqual(story.recipients, [{ recipient: 'kim@example.com', attempts: 2, ending: 'delivered', step: 1 }]);
  });
});
