/** A scripted SMTP receiver: one listener for each scenario, on its own loopback address, inside a network namespace of its own. */
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { mailHostOf, type Refusal, type Scenario } from './scenarios.ts';

export async function startReceivers(scenarios: readonly Scenario[]): Promise<readonly Server[]> {
  return Promise.all(scenarios.filter((scenario) => scenario.refused !== true).map(listen));
}

function listen(scenario: Scenario): Promise<Server> {
  const server = createServer((socket) => serve(socket, scenario));
  return new Promise((resolve, reject) => server.once('error', reject).listen(25, scenario.address, () => resolve(server)));
}

function serve(socket: Socket, scenario: Scenario): void {
  const isSilent = scenario.refusal?.at === 'CONNECT' && scenario.refusal.reply.length === 0;
  if (isSilent) return void socket.on('error', () => socket.destroy());
  const say = (lines: readonly string[]): unknown => socket.write(lines.map((line) => `${line}\r\n`).join(''));
  let inData = false;
  say([`220 ${mailHostOf(scenario.recipient)} ESMTP`]);
  // A client that hangs up is no fault of ours.
  const lines = createInterface({ input: socket }).on('error', () => socket.destroy());
  lines.on('line', (line) => {
    if (inData && line !== '.') return;
    say(inData ? endOfData(scenario) : answer(line, scenario));
    inData = !inData && /^DATA$/i.test(line);
    if (/^QUIT$/i.test(line)) socket.end();
  });
}

function endOfData({ refusal }: Scenario): readonly string[] {
  return refusal?.at === 'END-OF-DATA' ? refusal.reply : ['250 2.0.0 Ok: queued as 4Zg1abCdeF'];
}

function answer(line: string, { recipient, refusal }: Scenario): readonly string[] {
  const verb = line.slice(0, 4).toUpperCase();
  if (refused(verb, refusal)) return refusal?.reply ?? [];
  switch (verb) {
    case 'EHLO':
      return [`250-${mailHostOf(recipient)}`, '250-SIZE 35882577', '250-8BITMIME', '250 ENHANCEDSTATUSCODES'];
    case 'HELO':
      return [`250 ${mailHostOf(recipient)}`];
    case 'DATA':
      return ['354 End data with <CR><LF>.<CR><LF>'];
    case 'QUIT':
      return ['221 2.0.0 Bye'];
    default:
      return ['250 2.1.0 Ok'];
  }
}

function refused(verb: string, refusal: Refusal | undefined): boolean {
  return refusal !== undefined && refusal.at === verb;
}
