import { readdir, rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { memoryConversationIndex } from '../../../../adapters/outbound/memory/conversation-index.memory.js'
import { sqliteConversationIndex } from '../../../../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import { describeConversationIndex, minuteOf } from '../../../contracts/conversation-index.contract.js'
import { conversationIndexMutants } from '../../../contracts/conversation-index.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'
import { sayInTranscript } from '../../../support/conversation-files.js'
import { conversationEntry } from '../../../support/conversations.js'

describeFake(describeConversationIndex, conversationIndexMutants, () => {
  const index = memoryConversationIndex()
  return Promise.resolve({
    index,
    say: (agent, id, folder, { kind, text, minute, tool = null, file }) => {
      const input = kind === 'call' ? { command: text, ...(file === undefined ? {} : { file_path: file }) } : null
      index.say({ agent, id, folder }, { ...conversationEntry(text), kind, tool, input, at: minuteOf(minute) })
      return Promise.resolve()
    },
    remove: (agent, id) => {
      index.remove(agent, id)
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})

const ADAPTERS = resolve('dist/adapters/outbound')
const FORMAT = join(ADAPTERS, 'agents/claude-code/transcripts.js')
const CLAUDE = agentId('claude-code')
const CODEX = agentId('codex')

describeConversationIndex('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-index-'))
  const rootOf = (agent: string): string => join(folder, agent)
  const index = sqliteConversationIndex({
    clock: systemClock,
    script: join(ADAPTERS, 'conversation-index/conversation-index.script.js'),
    roots: [CLAUDE, CODEX].map((agent) => ({ agent, folder: rootOf(agent) })),
    file: join(folder, 'conversations.sqlite'),
    formats: [CLAUDE, CODEX].map((agent) => [agent, FORMAT] as const),
  })
  return {
    index,
    say: async (agent, id, directory, entry) => {
      await sayInTranscript(rootOf(agent), id, directory, entry)
    },
    remove: async (agent, id) => {
      for (const place of await readdir(rootOf(agent)))
        await rm(join(rootOf(agent), place, `${id}.jsonl`), { force: true })
    },
    close: async () => {
      await index.close()
      await rm(folder, { recursive: true })
    },
  }
})
