import { signal } from '@preact/signals'

/** What is asked in place before something is started, merged or ended. */
export interface Question {
  /** Of the card that it is about. */
  readonly card: string
  readonly text: string
  /** What stays as it is, whatever is answered with yes. */
  readonly kept: string
  readonly yes: string
  readonly destroys: boolean
  readonly run: () => void
}

/** The one question of the page. */
export const question = signal<Question | null>(null)

export const ask = (asked: Omit<Question, 'destroys'> & { readonly destroys?: boolean }): void => {
  question.value = { destroys: false, ...asked }
}

export const dropQuestion = (): void => {
  question.value = null
}
