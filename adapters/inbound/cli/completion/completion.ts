import * as E from 'fp-ts/lib/Either.js'
import type { Context } from '../context.js'
import type { Completed, Run } from '../description.js'
import type { COMPLETE, COMPLETION } from '../descriptions/machine.js'
import { EXIT } from '../exit-codes.js'
import { connect } from '../hub/connect.js'
import { safeLine } from '../safe-text.js'
import { complete, type Candidate } from './complete.js'
import { SCRIPTS } from './scripts.js'

/** `penates completion`. */
export const printCompletion: Run<typeof COMPLETION, Context> = ({ args: { shell } }, { print }) =>
  Promise.resolve(print({ json: { shell, script: SCRIPTS[shell] }, text: SCRIPTS[shell] }))

/** Milliseconds. A person who presses Tab does not wait longer. */
const READ_WITHIN_MS = 2_000

/** `penates complete`, which the scripts call. Prints nothing when the hub does not answer. */
export const completeWords: Run<typeof COMPLETE, Context> = async ({ args: { words } }, context) => {
  const completion = complete(words, context)
  if (completion._tag === 'Values' && completion.kind === 'file') {
    context.out(':file\n')
    return EXIT.ok
  }
  const word = words.at(-1) ?? ''
  const candidates =
    completion._tag === 'Candidates'
      ? completion.candidates
      : (await read(completion.kind, words, context)).filter(({ value }) => value.startsWith(word))
  context.out(candidates.map(({ value, summary }) => `${safeLine(value)}\t${safeLine(summary)}\n`).join(''))
  return EXIT.ok
}

async function read(
  kind: Completed,
  words: ReadonlyArray<string>,
  context: Context,
): Promise<ReadonlyArray<Candidate>> {
  if (kind === 'profile') {
    const stored = await context.profiles.read()
    return E.isLeft(stored)
      ? []
      : Object.entries(stored.right.profiles).map(([value, { hub }]) => ({ value, summary: hub }))
  }
  const hub = await connect({ hub: valueOf(words, '--hub'), profile: valueOf(words, '--profile') }, context)
  if (E.isLeft(hub)) return []
  const { client } = hub.right
  const signal = AbortSignal.timeout(READ_WITHIN_MS)
  switch (kind) {
    case 'session': {
      const list = await client.listSessions({ signal })()
      return E.isLeft(list)
        ? []
        : list.right.body.map(({ name, activity, failure }) => ({
            value: name,
            summary: failure === null ? activity : 'failed',
          }))
    }
    case 'card': {
      const list = await client.listCards({ signal })()
      return E.isLeft(list) ? [] : list.right.body.cards.map(({ id, title }) => ({ value: id, summary: title }))
    }
    case 'project': {
      const list = await client.listProjects({ signal })()
      return E.isLeft(list)
        ? []
        : list.right.body.projects.map(({ id, displayName }) => ({ value: id, summary: displayName }))
    }
    case 'approval': {
      const list = await client.listApprovals({ signal })()
      return E.isLeft(list) ? [] : list.right.body.approvals.map(({ id, preview }) => ({ value: id, summary: preview }))
    }
    case 'file':
      return []
  }
}

/** Value of an option among the words. */
function valueOf(words: ReadonlyArray<string>, option: string): string | undefined {
  const index = words.indexOf(option)
  return index === -1 ? undefined : words[index + 1]
}
