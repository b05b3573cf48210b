/**
 * What Outlook shows of a report it has no text of: the machine part (RFC 3464), from the properties of the recipients that Exchange wrote
 * ([MS-OXPROPS], [MS-OXOMSG] §2.2.3).
 */
import type { FieldsData } from '@kenjiuno/msgreader';

const tags = { supplementaryInfo: '0c1b', statusCode: '0c20', remoteMta: '0c21', reportText: '1001', reportingMta: '6820' } as const;
/** What a class of message says became of the mail. */
const actions: Readonly<Record<string, string>> = { ndr: 'failed', delayed: 'delayed', dr: 'delivered' };

/** Fields of the machine part, a recipient a group; `undefined` where the message is no report, or names nobody. */
export function outlookReport(fields: FieldsData): string | undefined {
  const action = actionOf(fields.messageClass);
  const recipients = (fields.recipients ?? [])
    .map((recipient) => recipientFields(recipient, action))
    .filter((group) => group !== undefined);
  if (action === undefined || recipients.length === 0) return undefined;
  const reporter = textOf(fields, tags.reportingMta)?.replace(/^dns;\s{0,8}/i, '');
  return [`Reporting-MTA: dns; ${reporter ?? 'unknown'}`, '', ...recipients.flatMap((group) => [...group, ''])].join('\n');
}
/** The human part: what Exchange wrote for each recipient. */
export function outlookReportText(fields: FieldsData): string {
  return (fields.recipients ?? []).flatMap((recipient) => textOf(recipient, tags.reportText) ?? []).join('\n\n');
}

/** `REPORT.IPM.Note.NDR` */
function actionOf(messageClass = ''): string | undefined {
  return /^report\./i.test(messageClass) ? actions[/\.(\w{1,10})$/.exec(messageClass)?.[1]?.toLowerCase() ?? ''] : undefined;
}

function recipientFields(recipient: FieldsData, action: string | undefined): readonly string[] | undefined {
  const address = [recipient.smtpAddress, recipient.email, recipient.name].find((value) => value?.includes('@'));
  if (address === undefined) return undefined;
  const info = textOf(recipient, tags.supplementaryInfo) ?? '';
  const remote = textOf(recipient, tags.remoteMta);
  const status = statusOf(recipient, info);
  // `<mx.example.com #5.1.1 smtp;550 5.1.1 User unknown>`
  const said = /\bsmtp;\s{0,8}(?<reply>[\s\S]{1,4000}?)>?\s{0,8}$/i.exec(info)?.groups?.['reply'];
  return [
    `Final-Recipient: rfc822; ${line(address)}`,
    `Action: ${action}`,
    ...(status === undefined ? [] : [`Status: ${status}`]),
    ...(remote === undefined ? [] : [`Remote-MTA: dns; ${line(remote)}`]),
    ...(said === undefined ? [] : [`Diagnostic-Code: smtp; ${line(said)}`]),
  ];
}
/** As Exchange wrote it out, else the number 511 for 5.1.1. */
function statusOf(recipient: FieldsData, info: string): string | undefined {
  const written = /#(?<code>[245]\.\d{1,3}\.\d{1,3})/.exec(info)?.groups?.['code'];
  const number = propertyOf(recipient, tags.statusCode);
  return written ?? (typeof number === 'number' && /^[245]\d\d$/.test(String(number)) ? String(number).split('').join('.') : undefined);
}

function propertyOf({ rawProps = [] }: FieldsData, tag: string): unknown {
  return rawProps.find(({ propertyTag }) => propertyTag?.startsWith(tag))?.value;
}
function textOf(fields: FieldsData, tag: string): string | undefined {
  const value = propertyOf(fields, tag);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
/** A property may hold line ends; a field of a report may not. */
function line(text: string): string {
  return text.replace(/\s{1,400}/g, ' ').trim();
}
