import type { VariantQuestions } from '../agents/agent-program.js'
import type { SessionPolicy } from './ruling.js'

/** Calls that need an answer in the hub: all but free ones, those that the CLI asks about itself, or none. */
export type QuestionsHere = 'all' | 'asked' | 'none'

/** Calls of a variant for which the hub asks a person under these settings, with the hooks installed. */
export function questionsHere(
  questions: VariantQuestions,
  { mode, asksInAutoMode }: Omit<SessionPolicy, 'restraint'>,
): QuestionsHere {
  if (mode !== 'ask') return mode === 'strict' ? 'all' : 'none'
  switch (questions) {
    case 'asked':
      return 'asked'
    case 'classified':
      return asksInAutoMode ? 'all' : 'none'
    case 'bypassed':
      return 'all'
    case 'answered':
      return 'none'
  }
}
