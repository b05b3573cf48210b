/** An Outlook message (`.msg`) → the mail it was made from, as far as Outlook has kept it: headers, text, reports and mails attached. */
import type MsgReader from '@kenjiuno/msgreader';
import type { FieldsData } from '@kenjiuno/msgreader';
import { asciiText, utf8Bytes } from './bytes.ts';
import { isSoundCompoundFile } from './compound-file.ts';
import { type MailPart, mailFrom } from './mail-from-parts.ts';
import { outlookReport, outlookReportText } from './outlook-report.ts';

/** Messages inside messages. */
const depthLimit = 8;
/** Files of a message that are looked at. */
const attachmentLimit = 200;

type ContentOf = (attachment: FieldsData) => Uint8Array;

/** The mail as bytes; `undefined` where the file is damaged, or a compound file of another kind. Never throws for input. */
export async function mailOfOutlook(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (!isSoundCompoundFile(bytes)) return undefined;
  const Reader = await loadReader();
  try {
    const reader = new Reader(new Uint8Array(bytes).buffer);
    reader.parserConfig = { includeRawProps: true };
    const fields = reader.getFileData();
    if (fields.error !== undefined || !isMessage(fields)) return undefined;
    return mailOf(fields, (attachment) => reader.getAttachment(attachment).content, 0);
  } catch {
    // The library throws what it stumbles over: offsets outside of the file, names that are no names.
    return undefined;
  }
}
/** Loaded when the first such file is met: most users have none. */
async function loadReader(): Promise<typeof MsgReader> {
  const { default: loaded } = await import('@kenjiuno/msgreader');
  // The default of a CommonJS module stands one level deeper where Node loads it.
  const inner: unknown = Reflect.get(loaded, 'default');
  return isReader(inner) ? inner : loaded;
}
function isReader(value: unknown): value is typeof MsgReader {
  return typeof value === 'function';
}
/** Other Office files are compound files, too. */
function isMessage({ messageClass, headers, subject, body }: FieldsData): boolean {
  return [messageClass, headers, subject, body].some((value) => value !== undefined);
}

function mailOf(fields: FieldsData, contentOf: ContentOf, depth: number): Uint8Array {
  const report = outlookReport(fields);
  const attached = (fields.attachments ?? []).slice(0, attachmentLimit).flatMap((file) => partsOf(file, contentOf, depth));
  const hasReport = attached.some(({ type }) => type === machineType);
  const machine = report !== undefined && !hasReport ? [{ type: machineType, body: utf8Bytes(report) }] : [];
  return mailFrom({
    headers: headersOf(fields),
    isReport: machine.length > 0 || hasReport,
    parts: [textPart(fields), ...machine, ...attached],
  });
}

const machineType = 'message/delivery-status';
const plainType = 'text/plain; charset=utf-8';

/** The text; where there is none its HTML; where there is neither, what the report says of its recipients. */
function textPart(fields: FieldsData): MailPart {
  const { body, bodyHtml, html, internetCodepage } = fields;
  if (body?.trim()) return { type: plainType, body: utf8Bytes(body) };
  if (bodyHtml?.trim()) return { type: 'text/html; charset=utf-8', body: utf8Bytes(bodyHtml) };
  if (html !== undefined) return { type: `text/html; charset=${charsetOf(internetCodepage)}`, body: html };
  return { type: plainType, body: utf8Bytes(outlookReportText(fields)) };
}
/** Windows' numbers of charsets; the rest are its own tables. */
function charsetOf(codepage = 65_001): string {
  const names: Readonly<Record<number, string>> = {
    65001: 'utf-8',
    20127: 'us-ascii',
    50220: 'iso-2022-jp',
    50221: 'iso-2022-jp',
    51932: 'euc-jp',
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    20866: 'koi8-r',
  };
  if (codepage > 28_590 && codepage < 28_606) return `iso-8859-${codepage - 28_590}`;
  return names[codepage] ?? `windows-${codepage}`;
}

/** What an attachment tells: a mail, or a part of a report. Anything else is no matter of delivery. */
function partsOf(file: FieldsData, contentOf: ContentOf, depth: number): readonly MailPart[] {
  if (file.innerMsgContentFields !== undefined) {
    return depth < depthLimit ? [{ type: 'message/rfc822', body: mailOf(file.innerMsgContentFields, contentOf, depth + 1) }] : [];
  }
  if (file.dataId === undefined) return [];
  const body = contentOf(file);
  const type = typeOf(file, body);
  return type === undefined ? [] : [{ type, body }];
}
const reportField = /^(?:reporting-mta|original-envelope-id|arrival-date|final-recipient):/i;
const mailField =
  /^(?:return-path|received|from|date|message-id|mime-version|x-[a-z-]{1,40}):[^\n]{1,998}\r?\n(?:[ \t][^\n]{0,998}\n|[a-z-]{1,60}:)/i;
/** By what it is said to be, else by its first words: Outlook calls a machine part `ATT00001.dat`. */
function typeOf({ attachMimeTag = '' }: FieldsData, body: Uint8Array): string | undefined {
  const said = attachMimeTag.toLowerCase();
  if (/^(?:message\/(?:global-)?(?:delivery-status|headers)|message\/(?:rfc822|global)|text\/rfc822-headers)$/.test(said))
    return said.replace('global-delivery-status', 'delivery-status');
  const head = asciiText(body.subarray(0, 4_096)).trimStart();
  if (reportField.test(head)) return machineType;
  return mailField.test(head) ? 'message/rfc822' : undefined;
}

/** The headers it came with; of a mail that has none, those that Outlook knows. */
function headersOf(fields: FieldsData): readonly string[] {
  const kept = (fields.headers ?? '')
    .split(/\r?\n(?![ \t])/)
    .filter((header) => /^[\x21-\x39\x3b-\x7e]{1,200}:/.test(header))
    .map((header) => header.replace(/\r?\n/g, '\n'));
  if (kept.length > 0) return kept;
  const known: Readonly<Record<string, string | undefined>> = {
    From: fields.senderSmtpAddress ?? fields.senderEmail ?? fields.senderName,
    To: (fields.recipients ?? []).flatMap(({ smtpAddress, email }) => smtpAddress ?? email ?? []).join(', '),
    Subject: fields.subject,
    Date: fields.messageDeliveryTime ?? fields.clientSubmitTime,
  };
  return Object.entries(known).flatMap(([name, value]) => (value ? [`${name}: ${value.replace(/\s{1,400}/g, ' ')}`] : []));
}
