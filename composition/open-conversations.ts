import { join } from 'node:path'
import { claudeCode } from '../adapters/outbound/agents/claude-code/claude-code.js'
import { claudeTranscriptPlaces } from '../adapters/outbound/agents/claude-code/transcript-places.js'
import { transcripts as claudeTranscripts } from '../adapters/outbound/agents/claude-code/transcripts.js'
import { codex } from '../adapters/outbound/agents/codex/codex.js'
import { rolloutPlaces } from '../adapters/outbound/agents/codex/rollout-places.js'
import { transcripts as codexTranscripts } from '../adapters/outbound/agents/codex/transcripts.js'
import { opencode } from '../adapters/outbound/agents/opencode/opencode.js'
import { transcripts as opencodeTranscripts } from '../adapters/outbound/agents/opencode/transcripts.js'
import { acp } from '../adapters/outbound/agents/acp/acp.js'
import { transcripts as acpTranscripts } from '../adapters/outbound/agents/acp/transcripts.js'
import { writtenTranscriptPlaces } from '../adapters/outbound/agents/written-transcripts.js'
import { agentConversations } from '../adapters/outbound/agents/conversations.js'
import { sqliteConversationIndex } from '../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import { dataFolders, type Config } from './environment.js'
import type { HubTools } from './tools.js'

/** The ports of conversations on the transcripts of the agents. */
export interface OpenConversations {
  readonly tools: Pick<HubTools, 'conversations' | 'conversationIndex'>
  /** Resolves once what was read is stored. */
  readonly close: () => Promise<void>
}

/** Opens the conversations. The index is a file of the state folder; `adapters` is the folder of the outbound adapters as the compiler made them. */
export function openConversations(config: Config, adapters: string): OpenConversations {
  const { claudeFolders, codexFolder, agentHome, stateFolder, fileWatcher } = config
  const [projects, rollouts, written, spoken] = [
    claudeTranscripts.folders(claudeFolders, agentHome),
    codexTranscripts.folders([codexFolder], agentHome),
    opencodeTranscripts.folders(dataFolders(config), agentHome),
    acpTranscripts.folders(dataFolders(config), agentHome),
  ]
  const sources = [
    {
      agent: claudeCode.id,
      transcripts: claudeTranscripts,
      folders: projects,
      places: claudeTranscriptPlaces(projects),
    },
    { agent: codex.id, transcripts: codexTranscripts, folders: rollouts, places: rolloutPlaces(rollouts) },
    {
      agent: opencode.id,
      transcripts: opencodeTranscripts,
      folders: written,
      places: writtenTranscriptPlaces(opencodeTranscripts, written),
    },
    {
      agent: acp.id,
      transcripts: acpTranscripts,
      folders: spoken,
      places: writtenTranscriptPlaces(acpTranscripts, spoken),
    },
  ]
  const index = sqliteConversationIndex({
    clock: systemClock,
    script: join(adapters, 'conversation-index', 'conversation-index.script.js'),
    roots: sources.flatMap(({ agent, folders }) => folders.map((folder) => ({ agent, folder }))),
    file: join(stateFolder, 'conversations.sqlite'),
    formats: sources.map(({ agent }) => [agent, join(adapters, 'agents', agent, 'transcripts.js')]),
  })
  const conversations = agentConversations(sources, fileWatcher === 'chokidar')
  return { tools: { conversations, conversationIndex: index }, close: index.close }
}
