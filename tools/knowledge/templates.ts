/** Checks the templates of all texts, naming the reason or rule and the field. */
import type { AnswerTexts, Texts } from '../../shared/src/knowledge.ts';
import { templateFaults } from '../../shared/src/packs/template-faults.ts';

export function checkTemplates({ language, reasons, rules }: Texts): string[] {
  return [...faultsOf(`${language}: reason`, reasons), ...faultsOf(`${language}: rule`, rules)];
}
function faultsOf(kind: string, answers: Readonly<Record<string, AnswerTexts>>): string[] {
  return Object.entries(answers).flatMap(([id, answer]) =>
    Object.entries(answer).flatMap(([field, value]) =>
      [value].flat().flatMap((text) => templateFaults(text).map((fault) => `${kind} ${id}, ${field}: ${fault}`)),
    ),
  );
}
