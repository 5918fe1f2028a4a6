import { signal } from '@preact/signals'

/** Inline confirmation before a session is started or ended, or a branch is merged. */
export interface Question {
  /** Id of the card that the confirmation belongs to. */
  readonly card: string
  readonly text: string
  /** Text that lists what the action leaves unchanged. */
  readonly kept: string
  readonly yes: string
  readonly destroys: boolean
  readonly run: () => void
}

/** The open confirmation. A page has at most one. */
export const question = signal<Question | null>(null)

export const askFirst = (asked: Omit<Question, 'destroys'> & { readonly destroys?: boolean }): void => {
  question.value = { destroys: false, ...asked }
}

export const dropQuestion = (): void => {
  question.value = null
}
