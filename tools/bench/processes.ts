/** What a program costs: processor time of itself and its children, time on the wall, and for Node programs the peak of memory. */
import { spawn, spawnSync } from 'node:child_process';

export interface Cost {
  /** Seconds of processor time, user and system. */
  readonly cpu: number;
  /** Seconds on the wall. */
  readonly wall: number;
  /** Peak of resident memory in MB; only of Node programs. */
  readonly peak: number | undefined;
  readonly stdout: string;
}
export type CommandLine = readonly [program: string, ...args: readonly string[]];

/** Prints what it cost behind everything else, so that nothing has to be installed to measure it. */
const peakHook = "data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))";

export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
}
export function node(...args: readonly string[]): CommandLine {
  return [process.execPath, '--import', peakHook, ...args];
}

/** The same program twice at the same time: what a second processor is worth where nothing has to be shared or handed over. */
export function atOnce([program, ...args]: CommandLine): CommandLine {
  return ['bash', '-c', '"$0" "$@" & "$0" "$@" & wait', program, ...args];
}

/** `keep`: its output is wanted. */
export function costOf([program, ...args]: CommandLine, keep = false): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const timed = `TIMEFORMAT='cost %U %S %R'; time "$0" "$@"${keep ? '' : ' > /dev/null'}`;
    const child = spawn('bash', ['-c', timed, program, ...args], { env: { ...process.env, LC_ALL: 'C' } });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => {
      const [, user, system, wall] = /cost (\S+) (\S+) (\S+)\s*$/.exec(stderr) ?? [];
      if (status !== 0 || wall === undefined)
        return reject(new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr.slice(0, 2_000)}`));
      const peak = /peak (\d+)/.exec(stderr)?.[1];
      resolve({
        cpu: Number(user) + Number(system),
        wall: Number(wall),
        peak: peak === undefined ? undefined : Number(peak) / 1_000,
        stdout,
      });
    });
  });
}

/** What one command cost in all rounds. */
export interface Costs {
  /** Seconds of processor time, a round each. */
  readonly cpu: readonly number[];
  readonly wall: readonly number[];
  /** The highest peak of all rounds. */
  readonly peak: number | undefined;
}

/** Each in turn, again and again (A B A B): what disturbs the machine disturbs all. In the order given. */
export async function inTurn(commands: readonly CommandLine[], rounds: number): Promise<readonly Costs[]> {
  const costs: Cost[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) for (const [index, command] of commands.entries()) costs[index]?.push(await costOf(command));
  return costs.map((all) => {
    const peaks = all.flatMap(({ peak }) => peak ?? []);
    return { cpu: all.map(({ cpu }) => cpu), wall: all.map(({ wall }) => wall), peak: peaks.length > 0 ? Math.max(...peaks) : undefined };
  });
}
