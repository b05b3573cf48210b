/** Headers and parts → a mail (RFC 5322, RFC 2046), as bytes. */
import { asciiText, joinBytes, utf8Bytes } from './bytes.ts';

export interface MailPart {
  /** `text/plain; charset=utf-8` */
  readonly type: string;
  readonly body: Uint8Array;
}
export interface MailParts {
  /** Whole headers, folded or not, without line ends; what they say of the body is left out. */
  readonly headers: readonly string[];
  /** A report (RFC 6522), or any mail. */
  readonly isReport: boolean;
  readonly parts: readonly MailPart[];
}

const ofTheBody = /^(?:content-[a-z-]{1,40}|mime-version)[ \t]{0,8}:/i;

export function mailFrom({ headers, isReport, parts }: MailParts): Uint8Array {
  const kept = headers.filter((header) => !ofTheBody.test(header));
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && !isReport)
    return bytesOf([...kept, 'MIME-Version: 1.0', `Content-Type: ${only.type}`, '', only.body]);
  const boundary = boundaryFor(parts);
  const type = isReport ? 'multipart/report; report-type=delivery-status' : 'multipart/mixed';
  return bytesOf([
    ...kept,
    'MIME-Version: 1.0',
    `Content-Type: ${type}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, `Content-Type: ${part.type}`, '', part.body]),
    `--${boundary}--`,
    '',
  ]);
}
function bytesOf(lines: readonly (string | Uint8Array)[]): Uint8Array {
  return joinBytes(lines.flatMap((line) => [typeof line === 'string' ? utf8Bytes(line) : line, utf8Bytes('\n')]));
}
/** One that stands in none of the parts. */
function boundaryFor(parts: readonly MailPart[], attempt = 0): string {
  const boundary = `=_part_${attempt}`;
  return parts.some(({ body }) => asciiText(body).includes(`--${boundary}`)) ? boundaryFor(parts, attempt + 1) : boundary;
}
