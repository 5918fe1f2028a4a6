import { join } from 'node:path'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { antigravityLimits } from '../../adapters/outbound/agents/antigravity/limit-source.antigravity.js'
import { claudeCode } from '../../adapters/outbound/agents/claude-code/claude-code.js'
import { projectFolders } from '../../adapters/outbound/agents/claude-code/folders.js'
import { transcriptContext } from '../../adapters/outbound/agents/claude-code/transcript-context.js'
import { agentConversations } from '../../adapters/outbound/agents/conversations.js'
import { sqliteConversationIndex } from '../../adapters/outbound/conversation-index/conversation-index.sqlite.js'
import { fileLimitHistory } from '../../adapters/outbound/limits-log/limit-history.file.js'
import { moshiHookLimits } from '../../adapters/outbound/moshi-hook/limit-source.moshi-hook.js'
import { fileOwnPrices, PRICES_FILE } from '../../adapters/outbound/prices-file/own-prices.file.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { workerUsageLogs, type WorkerUsageLogs } from '../../adapters/outbound/usage-logs/usage-logs.worker.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { transcriptFolders, configuredFolders } from './agent-folders.js'
import type { Config } from '../config/environment.js'
import type { HubTools } from './tools.js'

/** The ports of conversations on the transcripts of the agents. */
export interface OpenConversations {
  readonly tools: Pick<HubTools, 'conversations' | 'conversationIndex'>
  /** Resolves once what was read is stored. */
  readonly close: () => Promise<void>
}

/** Opens the conversations. The index is a file of the state folder; `adapters` is the folder of the outbound adapters as the compiler made them. */
function openConversations(config: Config, adapters: string): OpenConversations {
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

/** The ports of limits on real tools. */
export interface OpenLimits {
  readonly tools: Pick<HubTools, 'limitHistory' | 'limitSources'>
  /** Resolves once every change requested so far is on disk, or has failed. */
  readonly settled: () => Promise<void>
}

function openLimits({ stateFolder, agentHome }: Config, runner: CommandRunner): OpenLimits {
  const limitHistory = fileLimitHistory({
    disk: nodeDisk,
    file: join(stateFolder, 'usage-limits.jsonl'),
    firstAgent: claudeCode.id,
  })
  const logs = join(agentHome, '.gemini', 'antigravity-cli', 'log')
  return {
    tools: {
      limitHistory,
      limitSources: [moshiHookLimits(runner), antigravityLimits({ folder: logs, clock: systemClock })],
    },
    settled: limitHistory.settled,
  }
}

/** The ports of conversations and usage, its prices and limits on real tools. */
export interface OpenUsage {
  readonly tools: Pick<
    HubTools,
    | 'conversations'
    | 'conversationIndex'
    | 'limitHistory'
    | 'limitSources'
    | 'ownPrices'
    | 'transcriptContext'
    | 'usageLogs'
  >
  /** Resolves once every change requested so far is on disk, or has failed. */
  readonly settled: () => Promise<void>
}

export interface OpenUsageOptions {
  readonly config: Config
  readonly runner: CommandRunner
  /** Folder of the outbound adapters as the compiler made them. */
  readonly adapters: string
}

export function openUsage({ config, runner, adapters }: OpenUsageOptions): OpenUsage {
  const limits = openLimits(config, runner)
  const logs = openLogs(config, adapters)
  const conversations = openConversations(config, adapters)
  const claudeProjects = projectFolders(configuredFolders(config, claudeCode), config.agentHome)
  return {
    tools: {
      ...limits.tools,
      ...conversations.tools,
      usageLogs: logs,
      transcriptContext: transcriptContext(claudeProjects),
      ownPrices: fileOwnPrices(nodeDisk, join(config.stateFolder, PRICES_FILE)),
    },
    settled: async () => {
      await logs.close()
      await conversations.close()
      await limits.settled()
    },
  }
}

/** Opens the usage logs in the folders of the agents. */
function openLogs(config: Config, adapters: string): WorkerUsageLogs {
  const roots = AGENTS.flatMap((agent) =>
    (agent.logs?.folders(configuredFolders(config, agent), config.agentHome) ?? []).map((folder) => ({
      agent: agent.id,
      folder,
    })),
  )
  const formats = AGENTS.flatMap(({ id, logs }) =>
    logs === null ? [] : [[id, join(adapters, 'agents', id, 'logs.js')] as const],
  )
  return workerUsageLogs({
    clock: systemClock,
    script: join(adapters, 'usage-logs', 'usage-logs.script.js'),
    roots,
    indexFile: join(config.stateFolder, 'usage.index'),
    formats,
    encoder: join(adapters, '..', 'inbound', 'http', 'usage', 'usage-encoder.js'),
  })
}
