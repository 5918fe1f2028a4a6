import { appendFile } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { sqliteConversationIndex } from '../../../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { systemClock } from '../../../adapters/outbound/system/clock.system.js'
import type { ConversationsFound } from '../../../domain/conversations/search.js'
import { CLAUDE_CODE } from '../../support/agents.js'
import { pause } from '../harness.js'

/**
 * A separate process that indexes the conversations of a corpus as the hub does, searches in them, and writes what that took
 * on one line: `index-all.js <folder of a corpus> <index file> <file to append to> <words...>`.
 */
const [corpus = '', file = '', changing = '', ...searches] = process.argv.slice(2)
const compiled = (path: string): string => fileURLToPath(new URL(`../../../adapters/outbound/${path}`, import.meta.url))
const RESOLUTION_MS = 1
const ASKED_EVERY_MS = 200
const TIMES = 9
const NEEDLE = 'zweiundvierzig'

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()
const began = performance.now()
const index = sqliteConversationIndex({
  clock: systemClock,
  script: compiled('conversation-index/conversation-index.script.js'),
  roots: [{ agent: CLAUDE_CODE, folder: `${corpus}/projects` }],
  file,
  formats: [[CLAUDE_CODE, compiled('agents/claude-code/transcripts.js')]],
})
while ((await search(NEEDLE)).progress.state !== 'ready') await pause(ASKED_EVERY_MS)
const indexMs = performance.now() - began
const p99Ms = delay.percentile(99) / 1e6

const queryMs: ReadonlyArray<number>[] = []
for (const text of searches) queryMs.push(await times(() => search(text)))
const changedMs = await times(async (turn) => {
  const word = `${NEEDLE}${turn}`
  const message = { role: 'user', content: word }
  await appendFile(changing, `${JSON.stringify({ type: 'user', timestamp: new Date().toISOString(), message })}\n`)
  const { conversations } = await search(word)
  if (conversations.length !== 1) throw new Error(`${word} was found ${conversations.length} times`)
})
await index.close()
process.stdout.write(JSON.stringify({ indexMs, p99Ms, queryMs, changedMs }))

async function search(text: string): Promise<ConversationsFound> {
  const query = {
    text,
    agent: null,
    folder: null,
    tool: null,
    file: null,
    from: null,
    to: null,
    before: null,
    limit: 20,
  }
  const found = await index.search(query)()
  if (E.isLeft(found)) throw new Error(found.left.detail)
  return found.right
}

async function times(act: (turn: number) => Promise<unknown>): Promise<ReadonlyArray<number>> {
  const taken: number[] = []
  for (let turn = 0; turn < TIMES; turn += 1) {
    const before = performance.now()
    await act(turn)
    taken.push(performance.now() - before)
  }
  return taken
}
