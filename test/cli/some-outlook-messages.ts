/** Outlook messages for tests, written from [MS-OXMSG]: storages of properties in a compound file. */
import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js';

/** Properties by their id: `'001a'`; text, numbers, or bytes. */
export type Properties = Readonly<Record<string, string | number | Uint8Array>>;
export interface OutlookMessage {
  readonly properties: Properties;
  readonly recipients?: readonly Properties[];
  readonly attachments?: readonly (Properties | OutlookMessage)[];
}
export const property = {
  messageClass: '001a',
  subject: '0037',
  headers: '007d',
  senderName: '0c1a',
  senderEmail: '0c1f',
  body: '1000',
  html: '1013',
  codepage: '3fde',
  displayName: '3001',
  email: '3003',
  smtpAddress: '39fe',
  supplementaryInfo: '0c1b',
  statusCode: '0c20',
  remoteMta: '0c21',
  reportText: '1001',
  reportingMta: '6820',
  attachmentData: '3701',
  attachmentName: '3707',
  attachmentMethod: '3705',
  mimeTag: '370e',
} as const;

/** As the compound file's own numbers. */
const kinds = { storage: 1, stream: 2, root: 5 } as const;
interface Node {
  readonly name: string;
  readonly kind: number;
  readonly bytes?: Uint8Array;
  readonly children?: readonly Node[];
}

export function outlookFile(message: OutlookMessage): Uint8Array {
  return compoundFile({ name: 'Root Entry', kind: kinds.root, children: messageNodes(message, 32) });
}
/** A compound file that holds no message. */
export function otherOfficeFile(): Uint8Array {
  const bytes = Buffer.from('a letter');
  return compoundFile({ name: 'Root Entry', kind: kinds.root, children: [{ name: 'WordDocument', kind: kinds.stream, bytes }] });
}

function messageNodes({ properties, recipients = [], attachments = [] }: OutlookMessage, headerLength: number): readonly Node[] {
  const storage = (name: string, index: number, children: readonly Node[]): Node => ({
    name: `${name}_version1.0_#${index.toString(16).padStart(8, '0')}`,
    kind: kinds.storage,
    children,
  });
  return [
    ...propertyNodes(properties, headerLength, [recipients.length, attachments.length]),
    ...recipients.map((recipient, index) => storage('__recip', index, propertyNodes(recipient, 8))),
    ...attachments.map((attachment, index) => storage('__attach', index, attachmentNodes(attachment))),
  ];
}
function attachmentNodes(attachment: Properties | OutlookMessage): readonly Node[] {
  if (!isMessage(attachment)) return propertyNodes(attachment, 8);
  const inner: Node = { name: '__substg1.0_3701000D', kind: kinds.storage, children: messageNodes(attachment, 24) };
  return [...propertyNodes({ [property.attachmentMethod]: 5, [property.displayName]: 'inner' }, 8), inner];
}
function isMessage(attachment: Properties | OutlookMessage): attachment is OutlookMessage {
  return typeof attachment['properties'] === 'object' && !(attachment['properties'] instanceof Uint8Array);
}

/** Numbers stand in the table of properties, all else in a stream of its own. */
function propertyNodes(properties: Properties, headerLength: number, counts: readonly number[] = []): readonly Node[] {
  const header = Buffer.alloc(headerLength);
  for (const [index, count] of counts.entries()) {
    if (headerLength > 8) header.writeUInt32LE(count, 8 + 4 * index);
    if (headerLength > 8) header.writeUInt32LE(count, 16 + 4 * index);
  }
  const streams = Object.entries(properties).flatMap(([id, value]) => (typeof value === 'number' ? [] : [streamOf(id, value)]));
  const rows = Object.entries(properties).map(([id, value]) => row(id, value));
  return [{ name: '__properties_version1.0', kind: kinds.stream, bytes: Buffer.concat([header, ...rows]) }, ...streams];
}
function streamOf(id: string, value: string | Uint8Array): Node {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf16le') : value;
  return { name: `__substg1.0_${id.toUpperCase()}${typeOf(value)}`, kind: kinds.stream, bytes };
}
function typeOf(value: string | number | Uint8Array): string {
  if (typeof value === 'number') return '0003';
  return typeof value === 'string' ? '001F' : '0102';
}
function row(id: string, value: string | number | Uint8Array): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(Number.parseInt(typeOf(value), 16), 0);
  bytes.writeUInt16LE(Number.parseInt(id, 16), 2);
  bytes.writeUInt32LE(6, 4);
  bytes.writeUInt32LE(typeof value === 'number' ? value : typeof value === 'string' ? 2 * value.length + 2 : value.length, 8);
  return bytes;
}

/** The tree as a flat list whose entries name their children by number. Bytes are copied: the writer takes all of the memory behind them. */
function compoundFile(root: Node): Uint8Array {
  const nodes: Node[] = [root];
  const children: number[][] = [];
  for (let index = 0; index < nodes.length; index++) {
    const own = nodes[index]?.children ?? [];
    children[index] = own.map((_, offset) => nodes.length + offset);
    nodes.push(...own);
  }
  return burn(
    nodes.map(
      ({ name, kind, bytes }, index): Entry => ({
        name,
        type: kind,
        length: bytes?.length ?? 0,
        binaryProvider: () => new Uint8Array(bytes ?? []),
        children: children[index] ?? [],
      }),
    ),
  );
}
