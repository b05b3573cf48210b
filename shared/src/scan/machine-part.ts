/** The machine part of a report (RFC 3464), whatever the container calls itself. */
import type { Mail, MailPart } from '../decode/mail.ts';

const machineTypes = new Set(['message/delivery-status', 'message/global-delivery-status']);

/** The machine part: by its type, else by its fields. */
export function machinePart(mail: Mail): MailPart | undefined {
  return mail.parts.find((part) => machineTypes.has(part.mediaType)) ?? mail.parts.find((part) => isReport(mail) && hasFields(part));
}
function isReport(mail: Mail): boolean {
  return (
    mail.mediaType === 'multipart/report' && (mail.parameters.get('report-type') ?? 'delivery-status').toLowerCase() === 'delivery-status'
  );
}
function hasFields({ mediaType, layer }: MailPart): boolean {
  return mediaType.startsWith('text/') && /(?:^|[\r\n])Final-Recipient:/i.test(layer.text);
}
