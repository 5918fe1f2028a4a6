/** A thread that starts programs: the one that starts a program stands still until the system has loaded it. */
import { runProgram, type ProgramEnd } from '../../../infrastructure/process/run-program.js'
import { answerRequests } from '../../../infrastructure/threads/answer-requests.js'
import type { ProgramRequest } from './program-thread.js'

answerRequests<ProgramRequest, ProgramEnd>({
  answer: ({ argv, options }) => runProgram(argv, options),
  moved: (end) => [...('stdout' in end ? [end.stdout] : []), ...('stderr' in end ? [end.stderr] : [])],
  close: () => undefined,
})
