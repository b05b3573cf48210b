/** `bounce-lens story`: all that some logs tell of one message, oldest log first, in one pass. */
import {
  firstEvidence,
  hostDateOf,
  type Lens,
  type MessageStory,
  type RecipientStory,
  type StoryStep,
  type TriageRecord,
  toRecord,
} from '@bounce-lens/shared';
import { gather, resume, sourceOf, windowLength, windowsOf } from '@bounce-lens/shared/containers';
import { unpacked } from './containers/gzip.ts';
import { type Fault, faultOf } from './fault.ts';
import { findInputs, type Input } from './inputs.ts';
import type { OpenedLens } from './open-lens.ts';
import { visibleLine } from './terminal-text.ts';

export interface StoryJob {
  readonly opened: OpenedLens<Lens>;
  /** A queue id or a Message-ID. */
  readonly name: string;
  readonly paths: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array>;
}
export interface ReadStories {
  readonly stories: readonly MessageStory[];
  readonly faults: readonly Fault[];
  /** The file and line in it of a line as a story counts them. */
  placeOf(line: number): FilePlace;
}
interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly modified: Date;
}

/** Never throws for what the files hold. */
export async function readStories({ opened, name, paths, stdin }: StoryJob): Promise<ReadStories> {
  const { inputs, faults } = await inOrder(paths, stdin);
  const reader = opened.lens.followMessage(name);
  const files: (FilePlace & { readonly first: number })[] = [];
  let lines = 0;
  for (const input of inputs) {
    files.push({ file: input.name, modified: input.modified, line: 1, first: lines + 1 });
    for await (const window of textOf(input, faults)) lines += reader.add(window);
  }
  return {
    stories: reader.stories(),
    faults,
    placeOf(line) {
      const file = files.filter(({ first }) => first <= line).at(-1);
      return { file: file?.file ?? '-', line: line - (file?.first ?? 1) + 1, modified: file?.modified ?? new Date(0) };
    },
  };
}

/** Rotated logs are changed last to first: their dates put them in order, however a shell lists them. */
async function inOrder(paths: readonly string[], stdin: AsyncIterable<Uint8Array>) {
  const inputs: Input[] = [];
  const faults: Fault[] = [];
  for (const found of findInputs(paths, stdin)) {
    if ('fault' in found) faults.push(found);
    else inputs.push(found);
  }
  return { inputs: inputs.sort((a, b) => a.modified.getTime() - b.modified.getTime()), faults };
}

/** The text of a file, packed or not, in windows of whole lines; what could not be read goes to `faults`. */
async function* textOf(input: Input, faults: Fault[]): AsyncGenerator<string> {
  const chunks = unpacked(input.bytes, (fault) => faults.push({ name: input.name, fault }));
  try {
    const { bytes } = await gather(chunks, windowLength);
    for await (const window of windowsOf(resume(bytes, chunks))) yield sourceOf(window, input.name).text;
  } catch (error) {
    faults.push({ name: input.name, fault: faultOf(error) });
  } finally {
    await chunks.return(undefined);
  }
}

type StepJson = Omit<StoryStep, 'span' | 'evidence' | 'verdicts'> & {
  readonly file: string;
  readonly time?: string;
  readonly records: readonly TriageRecord[];
};
type StoryJson = Omit<MessageStory, 'steps'> & { readonly steps: readonly StepJson[] };

/** The story as data: a step has its place, and a record for each delivery or refusal it tells. */
export function storyJson(story: MessageStory, { placeOf }: ReadStories, { lens, knowledge }: OpenedLens<Lens>): StoryJson {
  const { steps, ...rest } = story;
  return {
    ...rest,
    steps: steps.map(({ span, evidence, verdicts, line: number, ...step }) => {
      const { file, line, modified } = placeOf(number);
      const time = firstEvidence(evidence, 'attempted-at')?.value;
      return {
        file,
        line,
        ...(time !== undefined && { time }),
        ...step,
        records: verdicts.map((verdict) => {
          const place = { file, line, column: verdict.finding.anchor.start - span.start + 1 };
          return toRecord(verdict, place, knowledge, {
            hostDate: hostDateOf(modified),
            ...(lens.timeZone && { timeZone: lens.timeZone }),
          });
        }),
      };
    }),
  };
}

/** The story for people: who and what, how it ended for each recipient, then its steps. */
export function storyText(story: MessageStory, read: ReadStories, lens: Lens): string {
  const { queueIds, messageId, sender, clientIp, arrivedAt, beginsEarlier, cut } = story;
  const facts = [
    `Message     ${queueIds.join(' → ') || '?'}`,
    ...(messageId === undefined ? [] : [`Message-ID  ${messageId}`]),
    ...(sender === undefined ? [] : [`From        ${sender}${clientIp === undefined ? '' : ` [${clientIp}]`}`]),
    ...(arrivedAt === undefined ? [] : [`${beginsEarlier ? 'First seen ' : 'Arrived    '} ${arrivedAt}`]),
    `Ended       ${endingWords[story.ending]}`,
    ...story.recipients.map(
      (recipient, index) => `${index === 0 ? 'To          ' : ' '.repeat(12)}${recipientLine(recipient, story, lens)}`,
    ),
  ];
  const notes = [
    ...(beginsEarlier ? ['How it came does not stand in these logs.'] : []),
    ...(cut ? ['It has more lines than are kept; these are the first.'] : []),
  ];
  return [facts, notes, stepLines(story, read, lens)]
    .filter((part) => part.length > 0)
    .map((part) => part.map(visibleLine).join('\n'))
    .join('\n\n');
}

const endingWords: Readonly<Record<MessageStory['ending'] | RecipientStory['ending'], string>> = {
  delivered: 'delivered',
  failed: 'failed',
  expired: 'given up after the queue time',
  'partly-delivered': 'delivered to some, not to others',
  refused: 'refused as it came',
  pending: 'pending: no last word in these logs',
  unknown: 'not told in these logs',
};
function recipientLine({ recipient, attempts, ending, step }: RecipientStory, { steps }: MessageStory, lens: Lens): string {
  const verdict = steps[step ?? -1]?.verdicts[0];
  const why = verdict && verdict.finding.outcome !== 'delivered' ? `: ${lens.explain(verdict).title}` : '';
  return `${recipient}  ${endingWords[ending]}, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}${why}`;
}

function stepLines({ steps }: MessageStory, { placeOf }: ReadStories, lens: Lens): readonly string[] {
  const rows = steps.map((step) => {
    const { file, line } = placeOf(step.line);
    const time = firstEvidence(step.evidence, 'attempted-at')?.value ?? '';
    return [`${file}:${line}`, time, step.role === 'message' ? step.kind : `${roleWords[step.role]}${step.kind}`, stepWords(step, lens)];
  });
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
const roleWords = { notice: 'report: ', subject: 'reported: ', session: 'session: ' } as const;

/** What a step says beyond its kind. */
function stepWords({ verdicts, evidence, leadsTo, queueId, kind, text }: StoryStep, lens: Lens): string {
  const onward = leadsTo === undefined ? '' : ` → ${leadsTo}`;
  if (verdicts.length > 0) return verdicts.map((verdict) => verdictWords(verdict, lens)).join('; ') + onward;
  const said = (['client-ip', 'envelope-sender', 'message-id'] as const).flatMap((name) => firstEvidence(evidence, name)?.value ?? []);
  const rest = kind === 'told' ? [text.slice(text.indexOf(': ') + 1).trim()] : said;
  return `${queueId ?? ''}${onward} ${rest.join(' ')}`.trim();
}
function verdictWords(verdict: StoryStep['verdicts'][number], lens: Lens): string {
  const { evidence } = verdict.finding.event;
  const facts = (['final-recipient', 'remote-mta', 'reply-code', 'enhanced-status'] as const).flatMap(
    (name) => firstEvidence(evidence, name)?.value ?? [],
  );
  return [...facts, `(${lens.explain(verdict).title})`].join(' ');
}
