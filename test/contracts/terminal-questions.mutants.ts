import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { OpenQuestion } from '../../application/approvals/terminal-questions.port.js'
import { breaking, type Mutants } from './mutants.js'
import type { TerminalQuestionsHarness } from './terminal-questions.contract.js'

const broken = breaking<TerminalQuestionsHarness, 'questions'>('questions')
const changing = (change: (question: OpenQuestion) => OpenQuestion) =>
  broken(({ openIn }) => ({
    openIn: (conversation, gone) =>
      pipe(
        openIn(conversation, gone),
        T.map((found) => found && change(found)),
      ),
  }))
const never = new Promise<void>(() => undefined)

/** Broken sources of questions at terminals. */
export const terminalQuestionsMutants: Mutants<TerminalQuestionsHarness> = {
  'finds the question that a conversation waits for, and none in others and in those of other CLIs': {
    'names another call': changing((question) => ({ ...question, call: 'call 2' })),
    'loses the input': changing((question) => ({ ...question, input: { questions: [] } })),
    'ignores the CLI': broken(({ openIn }, { agent }) => ({ openIn: ({ id }, gone) => openIn({ agent, id }, gone) })),
    'ignores the conversation': broken(({ openIn }) => ({
      openIn: ({ agent }, gone) => openIn({ agent, id: 'c1' }, gone),
    })),
  },
  'answers it once, after which it is closed': {
    'gives no answer': changing((question) => ({ ...question, answer: () => undefined })),
    'stays open': changing((question) => ({ ...question, closed: never })),
  },
  'gives no answer without one for the question': {
    'answers for the person': changing((question) => ({
      ...question,
      answer: () => question.answer({ answers: { 'Which hue?': 'Red' } }),
    })),
  },
  'is closed by an answer at the terminal': {
    'stays open': changing((question) => ({ ...question, closed: never })),
    'is closed at once': changing((question) => ({ ...question, closed: Promise.resolve() })),
  },
  'is closed by abort, which leaves the question open at the terminal': {
    'ignores the abort': broken(({ openIn }) => ({
      openIn: (conversation) => openIn(conversation, new AbortController().signal),
    })),
  },
}
