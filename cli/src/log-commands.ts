/** The commands that read logs and their tallies, and what their threads do: one part of the program, loaded at once. */

export { answerTasks } from './answer-tasks.ts';
export { mergeCommand } from './merge-command.ts';
export { storyCommand } from './story-command.ts';
export { triageCommand } from './triage-command.ts';
