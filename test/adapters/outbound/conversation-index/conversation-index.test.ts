import { rm, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { memoryConversationIndex } from '../../../../adapters/outbound/memory/conversation-index.memory.js'
import { sqliteConversationIndex } from '../../../../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import { describeConversationIndex, minuteOf } from '../../../contracts/conversation-index.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { sayInRollout, sayInTranscript } from '../../../support/conversation-files.js'
import { conversationEntry } from '../../../support/conversations.js'

describeFake(describeConversationIndex, ['index'], () => {
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
const formatOf = (agent: string): string => join(ADAPTERS, 'agents', agent, 'transcripts.js')
const CLAUDE = agentId('claude-code')
const CODEX = agentId('codex')

describeConversationIndex('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-index-'))
  const paths = new Map<string, string>()
  const keyOf = (agent: string, id: string): string => `${agent} ${id}`
  const rootOf = (agent: string): string => join(folder, agent)
  const index = sqliteConversationIndex({
    clock: systemClock,
    script: join(ADAPTERS, 'conversation-index/conversation-index.script.js'),
    roots: [CLAUDE, CODEX].map((agent) => ({ agent, folder: rootOf(agent) })),
    file: join(folder, 'conversations.sqlite'),
    formats: [CLAUDE, CODEX].map((agent) => [agent, formatOf(agent)] as const),
  })
  return {
    index,
    say: async (agent, id, directory, entry) => {
      const say = agent === CODEX ? sayInRollout : sayInTranscript
      paths.set(keyOf(agent, id), await say(rootOf(agent), id, directory, entry))
    },
    remove: (agent, id) => rm(paths.get(keyOf(agent, id)) ?? ''),
    close: async () => {
      await index.close()
      await rm(folder, { recursive: true })
    },
  }
})
