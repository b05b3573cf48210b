/** The IP addresses an answer is about: what can be looked up. */
import { type EvidenceKind, firstEvidence, type Verdict } from '@bounce-lens/shared';

/** Which is asked about most comes first: the one that is listed, the one that sent, the one that refused. */
const kinds: readonly EvidenceKind[] = ['listed-ip', 'client-ip', 'remote-ip'];
const inText = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]?\d)/g;

export function addressesOf({ captured, finding }: Verdict): readonly string[] {
  const evidence = [...captured, ...finding.event.evidence];
  const stated = kinds.flatMap((kind) => firstEvidence(evidence, kind)?.value ?? []);
  const said = firstEvidence(finding.event.evidence, 'diagnostic-text')?.value.slice(0, 8_000) ?? '';
  const written = Array.from(said.matchAll(inText), ([ip]) => ip).filter((ip) => ip.split('.').every((byte) => Number(byte) < 256));
  const remote = firstEvidence(finding.event.evidence, 'remote-ip')?.value;
  const all = [...stated.filter((ip) => ip !== remote), ...written, ...(remote === undefined ? [] : [remote])];
  return [...new Set(all)].slice(0, 5);
}
