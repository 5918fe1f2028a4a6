import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { generateKeyPairSync, sign } from 'node:crypto'
import type { AnswerSigner } from '../../../application/approvals/answer-signer.port.js'
import type { PastCall, PastCalls } from '../../../application/approvals/past-calls.port.js'
import type { ToolResult, ToolResults, UnfinishedCall } from '../../../application/approvals/tool-results.port.js'
import type { ManagedSettings } from '../../../application/hooks/managed-settings.port.js'
import type { ProjectAgentSettings } from '../../../application/hooks/project-agent-settings.port.js'
import type { AgentServer, AgentServers } from '../../../application/sessions/agent-servers.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { LimitSource } from '../../../application/usage/limit-source.port.js'
import type { EstimatedConversation, TranscriptContext } from '../../../application/usage/transcript-context.port.js'
import type { AgentConversation } from '../../../domain/agents/agent-conversation.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import type { Instant } from '../../../domain/shared/instant.js'
import type { ContextEstimate } from '../../../domain/usage/context-estimate.js'
import type { LimitAccount } from '../../../domain/usage/limits.js'

/** Servers in memory. */
export interface MemoryAgentServers extends AgentServers {
  readonly controls: {
    /** A server is started in a session; no terminal uses it. */
    readonly start: (session: SessionId) => AgentServer
    /** Terminals begin or cease to use a server. */
    readonly setUsed: (server: AgentServer, isUsed: boolean) => void
    readonly hasEnded: (server: AgentServer) => boolean
  }
}

export function memoryAgentServers(): MemoryAgentServers {
  const running = new Map<string, AgentServer>()
  const used = new Set<string>()
  let started = 0
  return {
    idle: T.fromIO(() => [...running.values()].filter(({ key }) => !used.has(key))),
    end: ({ key }) =>
      T.fromIO(() => {
        if (!used.has(key)) running.delete(key)
      }),
    controls: {
      start: (session) => {
        const server = { key: `server-${String((started += 1))}`, session }
        running.set(server.key, server)
        return server
      },
      setUsed: ({ key }, isUsed) => {
        if (isUsed) used.add(key)
        else used.delete(key)
      },
      hasEnded: ({ key }) => !running.has(key),
    },
  }
}

export interface MemoryManagedSettings extends ManagedSettings {
  /** `null` while there are none. */
  text: string | null
}

/** Managed settings in memory; without rights every write fails. */
export function memoryManagedSettings(mayWrite = true): MemoryManagedSettings {
  const set = (text: string | null) =>
    mayWrite
      ? TE.fromIO(() => {
          managed.text = text
        })
      : TE.left(unavailable('managed settings', 'only the administrator may write there; run it with sudo'))
  const managed: MemoryManagedSettings = {
    text: null,
    file: '/etc/claude-code/managed-settings.d/50-penates.json',
    read: TE.fromIO(() => managed.text),
    write: (text) => set(text),
    remove: TE.flatMap(() => (managed.text === null ? TE.right(undefined) : set(null)))(TE.right(undefined)),
  }
  return managed
}

/** Settings of agents in projects, in memory. */
export interface MemoryProjectAgentSettings extends ProjectAgentSettings {
  /** Writes a file of a folder; `null` removes it. */
  readonly write: (directory: string, name: string, text: string | null) => void
}

/** Settings of folders in memory. */
export function memoryProjectAgentSettings(): MemoryProjectAgentSettings {
  const files = new Map<string, string>()
  return {
    read: (directory) => () => {
      const below = `${directory}/.claude/`
      const found = [...files].filter(([file]) => file.startsWith(below) && !file.slice(below.length).includes('/'))
      return Promise.resolve(
        found
          .map(([file, text]) => ({ file, text, owner: 'project' as const }))
          .sort((a, b) => (a.file < b.file ? -1 : 1)),
      )
    },
    write: (directory, name, text) => {
      const file = `${directory}/.claude/${name}`
      if (text === null) files.delete(file)
      else files.set(file, text)
    },
  }
}

/** Past calls in memory. */
export interface MemoryPastCalls extends PastCalls {
  /** An agent has made this call. */
  readonly made: (call: PastCall, at: Instant) => void
}

/** Transcripts of one conversation, read two calls at a time. */
export function memoryPastCalls(): MemoryPastCalls {
  const made: { readonly call: PastCall; readonly at: Instant }[] = []
  const PART = 2
  return {
    part: (tool, since, from) => {
      const start = from?.offset ?? 0
      const end = start + PART
      const calls = made.slice(start, end).filter(({ call, at }) => call.tool === tool && at >= since)
      const next = end < made.length ? { conversations: ['memory'], offset: end } : null
      return TE.right({ calls: calls.map(({ call }) => call), next })
    },
    made: (call, at) => {
      made.push({ call, at })
    },
  }
}

/** Tool calls in memory. */
export interface MemoryToolResults extends ToolResults {
  /** A conversation makes a call, which is unfinished until it has run. */
  readonly begins: (conversation: AgentConversation, call: UnfinishedCall) => void
  /** A tool of a conversation in this folder has run. */
  readonly ran: (directory: string, result: ToolResult) => void
}

/** Transcripts that hold nothing but calls and results of tools. */
export function memoryToolResults(): MemoryToolResults {
  const written = new Map<string, ToolResult[]>()
  const read = new Map<string, number>()
  let begun: ReadonlyArray<{ readonly conversation: AgentConversation; readonly call: UnfinishedCall }> = []
  const of = (directory: string): ToolResult[] => {
    const results = written.get(directory) ?? []
    written.set(directory, results)
    return results
  }
  return {
    news: (directory) => () => {
      const results = of(directory)
      const from = read.get(directory) ?? results.length
      read.set(directory, results.length)
      return Promise.resolve(results.slice(from))
    },
    unfinishedIn:
      ({ agent, id }) =>
      () =>
        Promise.resolve(
          begun
            .filter(({ conversation }) => conversation.agent === agent && conversation.id === id)
            .map(({ call }) => call)
            .reverse(),
        ),
    begins: (conversation, call) => {
      begun = [...begun, { conversation, call }]
    },
    ran: (directory, result) => {
      begun = begun.filter(({ call }) => call.toolUseId !== result.call.toolUseId)
      of(directory).push(result)
    },
  }
}

/** Contexts in memory. */
export interface MemoryTranscriptContext extends TranscriptContext {
  /** A conversation that began in this folder has come to here; `null` for none. */
  readonly write: (directory: string, conversation: string, context: ContextEstimate | null) => void
}

/** Conversations of Claude Code of which only the last answer counts. */
export function memoryTranscriptContext(): MemoryTranscriptContext {
  const contexts = new Map<string, ContextEstimate | null>()
  const found = ({ conversation, folders }: EstimatedConversation): ContextEstimate | null =>
    conversation.agent === 'claude-code'
      ? (folders.map((folder) => contexts.get(`${folder} ${conversation.id}`)).find((one) => one !== undefined) ?? null)
      : null
  return {
    of: (conversation) => () => Promise.resolve(found(conversation)),
    write: (directory, conversation, context) => {
      contexts.set(`${directory} ${conversation}`, context)
    },
  }
}

/** Limit source whose content a test sets. */
export interface MemoryLimitSource {
  /** Port. */
  readonly source: LimitSource
  readonly tell: (accounts: ReadonlyArray<LimitAccount>) => void
  /** Number of reads. */
  readonly asked: () => number
}

export function memoryLimitSource(): MemoryLimitSource {
  let known: ReadonlyArray<LimitAccount> = []
  let asked = 0
  return {
    source: () => {
      asked += 1
      return Promise.resolve(known)
    },
    tell: (accounts) => {
      known = accounts
    },
    asked: () => asked,
  }
}

/** A signer whose key lives as long as it does. */
export function memoryAnswerSigner(): AnswerSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  }
}
