/** The program of a worker thread. */
import { answerTasks } from './log-commands.ts';

void answerTasks();
