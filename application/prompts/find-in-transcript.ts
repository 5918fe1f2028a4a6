import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import { isSamePrompt, type QueuedPrompt } from '../../domain/prompts/prompt.js'
import type { PromptsSteps } from './ports.js'

/**
 * True when the last part of the session's transcript has the prompt, from the time at which it was typed on. Agents write
 * down a prompt that they take into a running turn, and report none. False also when the transcript cannot be read.
 */
export type FindInTranscript = (prompt: QueuedPrompt) => T.Task<boolean>

export const makeFindInTranscript =
  ({ readConversation, directory }: Pick<PromptsSteps, 'readConversation' | 'directory'>): FindInTranscript =>
  ({ session, text, changedAt }) =>
  async () => {
    const read = await readConversation(directory.nameOf(session), {
      conversation: null,
      call: null,
      range: { before: null },
    })()
    // Another session of the folder may have the guessed conversation.
    if (E.isLeft(read) || !read.right.isCertain) return false
    return read.right.entries.some(
      ({ kind, isSubagent, at, ...entry }) =>
        kind === 'prompt' &&
        !isSubagent &&
        (at ?? 0) >= changedAt &&
        isSamePrompt(entry.text, text.slice(0, entry.text.length < entry.length ? entry.text.length : text.length)),
    )
  }
