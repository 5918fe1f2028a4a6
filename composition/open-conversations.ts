import { join } from 'node:path'
import { agentConversations } from '../adapters/outbound/agents/conversations.js'
import { sqliteConversationIndex } from '../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import { transcriptFolders } from './agent-folders.js'
import type { Config } from './environment.js'
import type { HubTools } from './tools.js'

/** The ports of conversations on the transcripts of the agents. */
export interface OpenConversations {
  readonly tools: Pick<HubTools, 'conversations' | 'conversationIndex'>
  /** Resolves once what was read is stored. */
  readonly close: () => Promise<void>
}

/** Opens the conversations. The index is a file of the state folder; `adapters` is the folder of the outbound adapters as the compiler made them. */
export function openConversations(config: Config, adapters: string): OpenConversations {
  const sources = transcriptFolders(config)
  const index = sqliteConversationIndex({
    clock: systemClock,
    script: join(adapters, 'conversation-index', 'conversation-index.script.js'),
    roots: sources.flatMap(({ agent, folders }) => folders.map((folder) => ({ agent, folder }))),
    file: join(config.stateFolder, 'conversations.sqlite'),
    formats: sources.map(({ agent }) => [agent, join(adapters, 'agents', agent, 'transcripts.js')]),
  })
  const conversations = agentConversations(
    sources.map((source) => ({ ...source, places: source.transcripts.places(source.folders) })),
    config.fileWatcher === 'chokidar',
  )
  return { tools: { conversations, conversationIndex: index }, close: index.close }
}
