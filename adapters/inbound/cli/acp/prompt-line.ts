import { detach } from '../../../../infrastructure/guard/guard.js'
import type { Key } from './keys.js'

/** Line below the conversation, as it is drawn. */
export interface DrawnLine {
  readonly draft: string
  readonly hint: string
  /** True while a turn runs, and before the conversation is open. */
  readonly isBusy: boolean
}

export interface PromptLineDeps {
  readonly draw: (line: DrawnLine) => void
  /** Id of the question that waits; `null` for none. */
  readonly question: () => string | null
  readonly answer: (decision: 'allow' | 'deny') => void
  /** Runs a turn. Never rejects. */
  readonly prompt: (text: string) => Promise<void>
  readonly cancel: () => void
  readonly end: () => void
}

/** Prompt that a person types, with those that wait for the end of the turn. */
export interface PromptLine {
  readonly press: (key: Key) => void
  /** The question, or whether it can be allowed here, has changed. */
  readonly changed: () => void
  /** The conversation is open; `agent` is its name. */
  readonly open: (agent: string) => void
  /** No further turn begins. */
  readonly close: () => void
}

/** Longest draft in UTF-16 code units: as much as the hub takes for a prompt. */
const MAX_DRAFT = 1_000_000

export function makePromptLine({ draw, question, answer, prompt, cancel, end }: PromptLineDeps): PromptLine {
  let draft = ''
  let isPasted = false
  let turn: 'none' | 'runs' | 'cancelled' | 'closed' = 'closed'
  let agent = 'starting'
  /** True after a first Ctrl-C at an empty line. */
  let isEnding = false
  let asked: string | null = null
  let queue: ReadonlyArray<string> = []

  function show(): void {
    const waits = queue.length === 0 ? '' : `${String(queue.length)} waiting · `
    const busy = turn === 'cancelled' ? 'stopping; Ctrl-C again ends' : `${waits}Ctrl-C stops`
    const isBusy = turn !== 'none'
    draw({
      draft,
      isBusy,
      hint: isEnding ? 'Ctrl-C again ends' : turn === 'runs' || turn === 'cancelled' ? busy : agent,
    })
  }

  function setDraft(text: string, pasted: boolean): void {
    draft = text.slice(0, MAX_DRAFT)
    isPasted = draft !== '' && pasted
  }

  function next(): void {
    const [text, ...others] = queue
    if (turn !== 'none' || text === undefined) {
      show()
      return
    }
    queue = others
    turn = 'runs'
    show()
    detach('turn of an agent', async () => {
      await prompt(text)
      if (turn !== 'closed') turn = 'none'
      next()
    })
  }

  function stop(): void {
    queue = []
    turn = 'cancelled'
    cancel()
  }

  function submit(): void {
    const text = draft
    const isAnswer = question() !== null && !isPasted && /^[yn]$/i.test(text.trim())
    setDraft('', false)
    if (isAnswer) answer(/y/i.test(text) ? 'allow' : 'deny')
    else if (text.trim() !== '') queue = [...queue, text]
    next()
  }

  /** Clears the line, else stops the turn, else ends at the second time. */
  function interrupt(): void {
    if (draft !== '') setDraft('', false)
    else if (turn === 'runs') stop()
    else if (turn === 'none' && !isEnding) isEnding = true
    else end()
  }

  return {
    press: (key) => {
      if (key._tag !== 'Cancel') isEnding = false
      switch (key._tag) {
        case 'Text':
          setDraft(draft + key.text, isPasted || key.isPasted)
          break
        case 'Enter':
          submit()
          break
        case 'Backspace':
          setDraft(draft.replace(/.$/su, ''), isPasted)
          break
        case 'EraseWord':
          setDraft(draft.replace(/\S*\s*$/, ''), isPasted)
          break
        case 'EraseAll':
          setDraft('', false)
          break
        case 'Cancel':
          interrupt()
          break
        case 'Escape':
          if (turn === 'runs') stop()
          break
        case 'End':
          if (draft === '') end()
      }
      show()
    },
    changed: () => {
      const now = question()
      // An answer that was typed for another question.
      if (now !== asked && /^[yn]$/i.test(draft)) setDraft('', false)
      asked = now
      show()
    },
    open: (name) => {
      agent = name
      turn = 'none'
      next()
    },
    close: () => {
      turn = 'closed'
      queue = []
    },
  }
}
