/** Our commands: those of the manifest, and the only ones that a hover may run. */
export const commandIds = {
  explainAtCursor: 'bounceLens.explainAtCursor',
  copyCustomerReply: 'bounceLens.copyCustomerReply',
  copyEscalation: 'bounceLens.copyEscalation',
  copySummary: 'bounceLens.copySummary',
  openSource: 'bounceLens.openSource',
  nextBounce: 'bounceLens.nextBounce',
  previousBounce: 'bounceLens.previousBounce',
  showBounces: 'bounceLens.showBounces',
  cycleHighlights: 'bounceLens.cycleHighlights',
  copyReplyIn: 'bounceLens.copyReplyIn',
  copyRedactedSample: 'bounceLens.copyRedactedSample',
  lookUpAddress: 'bounceLens.lookUpAddress',
  startTeamRule: 'bounceLens.startTeamRule',
  showStory: 'bounceLens.showStory',
  listStory: 'bounceLens.listStory',
  peekDecoded: 'bounceLens.peekDecoded',
  openPreview: 'bounceLens.openPreview',
  readAnswer: 'bounceLens.readAnswer',
  testTeamRule: 'bounceLens.testTeamRule',
  treatAsMailLog: 'bounceLens.treatAsMailLog',
  treatAsMail: 'bounceLens.treatAsMail',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];
