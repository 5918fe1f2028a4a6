import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import { sqliteConversationIndex } from '../../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import type { ConversationQuery, ConversationsFound } from '../../domain/conversations/search.js'
import { CLAUDE_CODE } from '../support/agents.js'
import { median, pause, said, timed, type Benchmark } from './harness.js'
import { seeded } from './usage/chance.js'
import { filler } from './usage/filler.js'

const compiled = (path: string): string => fileURLToPath(new URL(`../../adapters/outbound/${path}`, import.meta.url))

const WORD = 'checkout'
/** Entries of the long conversation, all with the word. */
const ENTRIES = 40_000
/** Conversations with the word in their last entry: the first ones are newer than the long one, some are beside it, the rest is older. */
const OTHERS = 200
const NEWER = 10
const BESIDE = 20
const OTHER_ENTRIES = 20
const ENTRY_MS = 20_000
const FIRST_AT = Date.UTC(2026, 10, 1)
const LAST_AT = FIRST_AT + ENTRIES * ENTRY_MS
const DAY_MS = 86_400_000
const FOLDER = '/home/ada/shop'
const LONG = '00000000-0000-4000-a000-000000000000'
const ROUNDS = 15
const ASKED_EVERY_MS = 200
/** A word that may be incomplete, and the same as a whole word. */
const SEARCHES = [
  { what: 'a word that may be incomplete, median', text: WORD },
  { what: 'a whole word, median', text: `"${WORD}"` },
] as const

/** Search whose matches are nearly all in one conversation. */
export const longSearch: Benchmark = {
  name: 'search for a word of 40,000 entries of one conversation',
  limit: '`grep -rc` of the word in the folder',
  mustReach: '≤ 0.5×',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'penates-bench-'))
    const projects = join(folder, 'projects')
    const index = sqliteConversationIndex({
      clock: systemClock,
      script: compiled('conversation-index/conversation-index.script.js'),
      roots: [{ agent: CLAUDE_CODE, folder: projects }],
      file: join(folder, 'conversations.sqlite'),
      formats: [[CLAUDE_CODE, compiled('agents/claude-code/transcripts.js')]],
    })
    const search = async (text: string): Promise<ConversationsFound> => {
      const found = await index.search({ ...EVERYTHING, text })()
      if (E.isLeft(found)) throw new Error(found.left.detail)
      return found.right
    }
    try {
      await writeConversations(projects)
      while ((await search(WORD)).progress.state !== 'ready') await pause(ASKED_EVERY_MS)
      const ours = SEARCHES.map(() => new Array<number>())
      const grep: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        grep.push(await timed(() => said(['grep', '-rc', WORD, projects])))
        for (const [at, { text }] of SEARCHES.entries())
          ours[at]?.push(
            await timed(async () => {
              const { conversations } = await search(text)
              if (conversations[NEWER]?.id !== LONG) throw new Error('the long conversation is not where it should be')
            }),
          )
      }
      return SEARCHES.map(({ what }, at) => ({
        what,
        ours: median(ours[at] ?? []),
        limit: median(grep),
        unit: 'ms',
        bound: { atMost: 0.5 },
      }))
    } finally {
      await index.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

const EVERYTHING: ConversationQuery = {
  ...{ text: '', agent: null, folder: null, tool: null, file: null, from: null, to: null, before: null, limit: 20 },
}

async function writeConversations(projects: string): Promise<void> {
  const chance = seeded()
  const place = join(projects, FOLDER.replaceAll('/', '-'))
  await mkdir(place, { recursive: true })
  const row = (session: string, at: number, word: string): string =>
    `{"parentUuid":"${session}","isSidechain":false,"message":{"model":"claude-opus-4-8","id":"msg_${at}","type":"message",` +
    `"role":"assistant","content":[{"type":"text","text":"${word} ${filler(chance, 40, 900)}"}],"stop_reason":"end_turn"},` +
    `"type":"assistant","uuid":"${session}","timestamp":"${new Date(at).toISOString()}","userType":"external",` +
    `"entrypoint":"cli","cwd":"${FOLDER}","sessionId":"${session}","version":"2.1.197","gitBranch":"main"}\n`
  const write = (session: string, rows: ReadonlyArray<string>) =>
    writeFile(join(place, `${session}.jsonl`), rows.join(''))
  await write(
    LONG,
    Array.from({ length: ENTRIES }, (_, at) => row(LONG, FIRST_AT + at * ENTRY_MS, WORD)),
  )
  for (let other = 1; other <= OTHERS; other += 1) {
    const session = `00000000-0000-4000-a000-${String(other).padStart(12, '0')}`
    const end = endOf(other)
    const rows = Array.from({ length: OTHER_ENTRIES }, (_, at) =>
      row(session, end - (OTHER_ENTRIES - at) * 1_000, at === OTHER_ENTRIES - 1 ? WORD : 'other'),
    )
    await write(session, rows)
  }
}

/** Time of the last entry of another conversation. */
function endOf(other: number): number {
  if (other <= NEWER) return LAST_AT + other * ENTRY_MS
  if (other <= NEWER + BESIDE) return LAST_AT - ((other - NEWER) / (BESIDE + 1)) * (LAST_AT - FIRST_AT)
  return FIRST_AT - other * DAY_MS
}
