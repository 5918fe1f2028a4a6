import { join } from 'node:path'
import { AGENTS } from '../adapters/outbound/agents/agents.js'
import { claudeCode } from '../adapters/outbound/agents/claude-code/claude-code.js'
import { transcriptConversations } from '../adapters/outbound/agents/claude-code/conversations.js'
import { projectFolders } from '../adapters/outbound/agents/claude-code/folders.js'
import { codex } from '../adapters/outbound/agents/codex/codex.js'
import { pastConversations, type TranscriptSource } from '../adapters/outbound/agents/past-conversations.js'
import { sqliteConversationIndex } from '../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
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
  const sources = transcriptSources(config)
  const index = sqliteConversationIndex({
    clock: systemClock,
    script: join(adapters, 'conversation-index', 'conversation-index.script.js'),
    roots: sources.flatMap(({ agent, folders }) => folders.map((folder) => ({ agent, folder }))),
    file: join(config.stateFolder, 'conversations.sqlite'),
    formats: sources.map(({ agent }) => [agent, join(adapters, 'agents', agent, 'transcripts.js')]),
  })
  const conversations = transcriptConversations(projectFolders(config.claudeFolders, config.agentHome))
  return {
    tools: { conversations: { ...conversations, past: pastConversations(sources) }, conversationIndex: index },
    close: index.close,
  }
}

function transcriptSources({ claudeFolders, codexFolder, agentHome }: Config): ReadonlyArray<TranscriptSource> {
  const configured: Readonly<Record<string, ReadonlyArray<string>>> = {
    [claudeCode.id]: claudeFolders,
    [codex.id]: [codexFolder],
  }
  return AGENTS.flatMap(({ id, transcripts }) =>
    transcripts === null
      ? []
      : [{ agent: id, transcripts, folders: transcripts.folders(configured[id] ?? [], agentHome) }],
  )
}
