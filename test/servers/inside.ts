/**
 * Runs beside Postfix in its network namespace: starts the receivers, hands in the mail, and waits until the log tells the
 * fate of every message. `tsx inside.ts LOG`, LOG being Postfix's own log file.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { startReceivers } from './receiver.ts';
import { inbound, scenarios, sender } from './scenarios.ts';

/** Hand one mail to Postfix on `host`; what it refuses is in its log. */
function handIn(host: string, from: string, recipient: string, id: string): Promise<void> {
  const mail = [
    `From: Agent Smith <${from}>`,
    `To: <${recipient}>`,
    'Subject: [Ticket 4711] Your request',
    `Message-Id: <${id}@support.example.org>`,
    '',
    'Hello,',
    'your order has been shipped.',
    '.',
  ];
  const commands = ['EHLO desktop.support.example.org', `MAIL FROM:<${from}>`, `RCPT TO:<${recipient}>`, 'DATA', mail.join('\r\n'), 'QUIT'];
  const socket = createConnection({ host, port: 25 });
  return new Promise((resolve, reject) => {
    socket.on('close', () => resolve());
    createInterface({ input: socket })
      .on('error', reject)
      .on('line', (line) => {
        if (/^\d{3}-/.test(line)) return;
        const next = /^[45]/.test(line) ? 'QUIT' : commands.shift();
        if (next === undefined || line.startsWith('221')) socket.end();
        else socket.write(`${next}\r\n`);
      });
  });
}

/** Has every message a fate, and every bounce its mailbox? */
function isTold(log: string): boolean {
  const told = (recipient: string): boolean => log.includes(`to=<${recipient}>`);
  const bounces = scenarios.filter(({ expected }) => expected.outcome === 'permanent-failure').length;
  const warnings = scenarios.filter(({ expected }) => expected.outcome === 'deferral').length;
  const reports = log.split('\n').filter((line) => line.includes(`to=<${sender}>`) && line.includes('status=sent')).length;
  return [...scenarios, ...inbound].every(({ recipient }) => told(recipient)) && reports >= bounces + warnings;
}

async function main(logFile: string): Promise<void> {
  await startReceivers(scenarios);
  for (const { id, recipient } of scenarios) await handIn('127.0.0.1', sender, recipient, id);
  for (const { id, from, recipient } of inbound) await handIn('127.0.0.3', from, recipient, id);
  const deadline = Date.now() + 90_000;
  while (!(existsSync(logFile) && isTold(readFileSync(logFile, 'utf8')))) {
    if (Date.now() > deadline) throw new Error('Postfix did not tell the fate of every message within 90 s');
    await wait(500);
  }
}

await main(process.argv[2] ?? '');
process.exit(0);
