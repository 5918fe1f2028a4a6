/** Files that the plugin of opencode writes: the usage of each answer, and conversations. */
import { appendFile, mkdir, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'

export type Fields = Readonly<Record<string, unknown>>

/** Times of a session, a message or a part; Unix time, ms. */
export interface Times {
  readonly created?: number
  readonly completed?: number
  readonly start?: number
  readonly end?: number
  readonly compacted?: number
}

/** Ids that are names of files. */
const NAME = /^\w{1,100}$/

/** Writes to files in a folder of the plugin below the data of the user, one change after the other. No failure is reported. */
function dataFolder(name: string) {
  const { XDG_DATA_HOME: given = '' } = process.env
  const folder = join(isAbsolute(given) ? given : join(homedir(), '.local', 'share'), 'penates', name)
  let writing: Promise<unknown> = Promise.resolve()
  const next = (change: () => Promise<unknown>): void => {
    writing = writing.then(change).catch(() => undefined)
  }
  return {
    append: (file: string, line: Fields): void => {
      const path = join(folder, file)
      next(async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await appendFile(path, `${JSON.stringify(line)}\n`, { mode: 0o600 })
      })
    },
    remove: (file: string): void => {
      next(() => rm(join(folder, file), { recursive: true, force: true }))
    },
  }
}

/** Appends the usage of finished answers to a file for each conversation; `logs.ts` beside this file reads it. */
export function usageLog(): (session: string, info: Fields) => void {
  const { append } = dataFolder('opencode')
  return (session, { id, role, time, path, modelID, tokens, finish, error }) => {
    const { completed } = (time ?? {}) as Times
    if (role !== 'assistant' || completed === undefined || !NAME.test(session)) return
    const { cwd } = (path ?? {}) as Fields
    const { name = 'MessageAbortedError' } = (error ?? {}) as Fields
    append(`${session}.jsonl`, {
      ...{ type: 'answer', id, at: new Date(completed).toISOString(), session, directory: cwd },
      ...{ model: modelID, tokens, finish, isFailed: name !== 'MessageAbortedError' },
    })
  }
}

/** Turn of a conversation as far as it is written. */
interface Turn {
  /** Messages of the person by id, with their time. */
  readonly prompts: Map<string, number>
  /** Messages with the summary of a compaction. */
  readonly summaries: Set<string>
  /** Parts that are written; calls before their results. */
  readonly written: Set<string>
}

/**
 * Appends prompts, answers, calls and results to a file for each conversation, and for each call that starts a sub-agent;
 * `transcripts.ts` beside this file reads them. opencode itself stores them in a database.
 */
export function conversationLog(
  directory: string,
  rootOf: (session: string) => string,
): (type: string, properties: Fields) => void {
  const { append, remove } = dataFolder('opencode-conversations')
  const turns = new Map<string, Turn>()
  /** Calls by the session of the sub-agent that they started. */
  const starters = new Map<string, string>()

  function write(session: string, at: number | undefined, row: Fields): void {
    const [root, call] = [rootOf(session), starters.get(session)]
    if (!NAME.test(root) || (root !== session && call === undefined)) return
    const file = root === session ? `${root}.jsonl` : join(root, `${(call ?? '').replace(/[^\w-]/g, '_')}.jsonl`)
    append(file, { at: new Date(at ?? Date.now()).toISOString(), directory, ...row })
  }

  function turnOf(session: string): Turn {
    const turn = turns.get(session) ?? { prompts: new Map(), summaries: new Set(), written: new Set() }
    turns.set(session, turn)
    return turn
  }

  /** True once for each key of a turn. */
  const isNew = ({ written }: Turn, key: unknown): boolean => written.size !== written.add(String(key)).size

  function onMessage(session: string, { id, role, time, summary }: Fields): void {
    const { created = Date.now() } = (time ?? {}) as Times
    if (role === 'user') turnOf(session).prompts.set(String(id), created)
    else if (summary === true) turnOf(session).summaries.add(String(id))
  }

  function onText(session: string, { id, type, messageID, text, time, synthetic, ignored }: Fields): void {
    const turn = turnOf(session)
    const message = String(messageID)
    const asked = turn.prompts.get(message)
    const { end } = (time ?? {}) as Times
    if (text === '' || synthetic === true || ignored === true || (asked === undefined && end === undefined)) return
    if (!isNew(turn, id)) return
    const said = turn.summaries.has(message) ? 'notice' : type === 'reasoning' ? 'thinking' : 'answer'
    write(session, asked ?? end, { kind: asked === undefined ? said : 'prompt', text })
  }

  function onTool(session: string, { id, tool, callID, state }: Fields): void {
    const { status, input, output, error, metadata, time } = (state ?? {}) as Fields
    const { sessionId, exit } = (metadata ?? {}) as Fields
    const { start, end, compacted } = (time ?? {}) as Times
    if (status === 'pending' || compacted !== undefined) return
    const turn = turnOf(session)
    if (typeof sessionId === 'string' && typeof callID === 'string' && !starters.has(sessionId))
      starters.set(sessionId, callID)
    if (isNew(turn, id)) write(session, start, { kind: 'call', tool, callId: callID, input })
    if ((status !== 'completed' && status !== 'error') || !isNew(turn, `${String(id)} result`)) return
    const isError = status === 'error'
    write(session, end, { kind: 'result', callId: callID, text: isError ? error : output, exit, isError })
  }

  function onError(session: string, { name, data }: Fields): void {
    const { message } = (data ?? {}) as Fields
    const isError = name !== 'MessageAbortedError'
    write(session, undefined, { kind: 'notice', text: isError ? (message ?? name) : 'Interrupted', isError })
  }

  return (type, properties) => {
    const session = String(properties['sessionID'])
    const of = (field: string): Fields => (properties[field] ?? {}) as Fields
    switch (type) {
      case 'message.updated':
        onMessage(session, of('info'))
        return
      case 'message.part.updated': {
        const part = of('part')
        if (part['type'] === 'tool') onTool(session, part)
        else if (part['type'] === 'text' || part['type'] === 'reasoning') onText(session, part)
        return
      }
      case 'session.error':
        onError(session, of('error'))
        return
      case 'session.idle':
        turns.delete(session)
        return
      case 'session.deleted':
        if (!NAME.test(session) || rootOf(session) !== session) return
        remove(`${session}.jsonl`)
        remove(session)
    }
  }
}
