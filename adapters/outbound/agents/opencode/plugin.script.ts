/**
 * Plugin that opencode runs in its own process: it writes conversations and the usage of each answer, and in a session of the hub it reports
 * to the hub and asks it for approvals. It decides nothing without an answer of the hub. It imports
 * only the script beside it.
 */
import { connect } from 'node:net'
import type { HookRoute, ReportEvent } from '../../../../domain/attention/hook.js'
import { conversationLog, usageLog, type Fields, type Times } from './records.script.js'

const LIMIT_MS = 1_500
/** Longer than the hub holds a call before its tool (110 s). */
const GATE_LIMIT_MS = 115_000
/** Seconds for which a request waits beside the dialog of opencode: a week. */
const HELD_LIMIT = 604_800
/** opencode --auto answers its own requests within a few milliseconds (1.18.33); these are not asked. */
const OWN_ANSWER_MS = 100
/** Time between two requests for the same answer, while the hub is away. */
const ASKS_EVERY_MS = 1_000
/** Upper bound of the time that the end of opencode waits for its last report. */
const END_LIMIT_MS = 300

/** Part of the client that opencode gives to its plugins. It calls the server in the same process. */
interface OpencodeClient {
  readonly _client: {
    readonly post: (options: {
      readonly url: string
      readonly path: Readonly<Record<string, string>>
      readonly body: unknown
      readonly headers: Readonly<Record<string, string>>
    }) => Promise<unknown>
  }
}

export interface PluginInput {
  readonly client: OpencodeClient
  /** Folder that opencode works in. */
  readonly directory: string
}

interface ToolCall {
  readonly tool: string
  readonly sessionID: string
  readonly callID: string
}

/** Hooks of a plugin, by the names of opencode 1.18.33. */
export interface PluginHooks {
  readonly event?: (sent: { readonly event: { readonly type: string; readonly properties: Fields } }) => Promise<void>
  readonly 'tool.execute.before'?: (call: ToolCall, output: { readonly args: unknown }) => Promise<void>
  readonly 'tool.execute.after'?: (call: ToolCall & { readonly args: unknown }) => Promise<void>
  readonly dispose?: () => Promise<void>
}

/** Answer of the hub at a gate, as `hooks.ts` beside this file words it. */
interface Answer {
  /** Body of the reply to a request of opencode. */
  readonly reply?: unknown
  readonly isDismissed?: boolean
  /** Reason why a tool must not run. */
  readonly refusal?: string
}

/** Hooks that write conversations and usage, and in a session of the hub report to it. */
export function penates({ client, directory }: PluginInput, hub: string): PluginHooks {
  const { PENATES_TOKEN: token = '', PENATES_SESSION: session = '', PENATES_AGENT: reporter } = process.env
  /** True for an opencode that `penates acp` has started, which reports for it and writes its conversation. */
  const isBelowAcp = reporter === 'acp'
  /** Sessions of opencode that another one has started, by id, with the id of that one. */
  const parents = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent
    return root
  }
  const writeUsage = usageLog()
  const writeConversation = conversationLog(directory, rootOf)
  /** Times at which conversations began. A copy of another one has answers from before. */
  const births = new Map<string, number>()

  function note(type: string, properties: Fields): void {
    const id = String(properties['sessionID'])
    const info = (properties['info'] ?? {}) as Fields
    const { created, completed } = (info['time'] ?? {}) as Times
    if (type === 'session.created' && created !== undefined) births.set(id, created)
    if (type === 'message.updated' && !((completed ?? 0) < (births.get(id) ?? 0))) writeUsage(rootOf(id), info)
    if (type.startsWith('session.') && typeof info['parentID'] === 'string' && rootOf(info['parentID']) !== id)
      parents.set(id, info['parentID'])
    if (!isBelowAcp) writeConversation(type, properties)
  }

  if (token === '' || session === '' || isBelowAcp) return { event: handling(note) }
  const { host, hostname, port, pathname } = new URL(`${hub}/api/hooks/`)

  /** Sessions of the person in which a turn runs. */
  const busy = new Set<string>()
  /** Errors that ended a turn, by session. */
  const failures = new Map<string, unknown>()
  /** Input of the calls whose tools run or wait, by the id of the call. */
  const calls = new Map<string, { readonly tool: string; readonly args: unknown }>()
  /** Requests of opencode that the hub is asked about, by id. */
  const asked = new Map<string, AbortController>()
  let reports: Promise<unknown> = Promise.resolve()

  /** Answer of the hub; `null` without one. Never rejects. */
  const post = async (event: HookRoute, payload: Fields, limitMs: number): Promise<Answer | null> =>
    answerIn(await exchange(messageFor(event, payload), limitMs))

  /** Answer of the hub; one that ends meanwhile, or runs later, is asked again and has the same request. */
  const held = async (payload: Fields, gone: AbortSignal): Promise<Answer | null> => {
    for (;;) {
      const response = await exchange(messageFor('PermissionRequest', payload), HELD_LIMIT * 1_000, gone)
      if (response !== '' || gone.aborted) return answerIn(response)
      await new Promise((resolve) => setTimeout(resolve, ASKS_EVERY_MS).unref())
    }
  }

  const messageFor = (event: HookRoute, payload: Fields): string => {
    const body = JSON.stringify({ cwd: directory, ...payload })
    const head = [
      `POST ${pathname}${event} HTTP/1.0`,
      `Host: ${host}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/json',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      `X-Penates-Session: ${session}`,
      'X-Penates-Agent: opencode',
      'X-Penates-Gate: plugin+again',
      ...(event === 'PermissionRequest' ? [`X-Penates-Hold: ${String(HELD_LIMIT)}`] : []),
    ].join('\r\n')
    return `${head}\r\n\r\n${body}`
  }

  /** Response of the hub; empty without one. The HTTP clients of opencode's runtime send requests for this machine, with the token, to the proxy of `HTTP_PROXY`. */
  const exchange = (message: string, limitMs: number, gone?: AbortSignal): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''))
      const cancel = (): void => {
        socket.destroy()
      }
      const timer = setTimeout(cancel, limitMs)
      gone?.addEventListener('abort', cancel)
      let text = ''
      socket.setEncoding('utf8')
      socket.on('data', (part: string) => (text += part))
      socket.on('error', cancel)
      socket.on('close', () => {
        clearTimeout(timer)
        gone?.removeEventListener('abort', cancel)
        resolve(text)
      })
      socket.write(message)
    })

  /** Reports in the order of their events. */
  const report = (event: ReportEvent, payload: Fields): Promise<unknown> =>
    (reports = reports.then(() => post(event, payload, LIMIT_MS)))

  const callOf = (fields: Fields): Fields => {
    const { callID } = (fields['tool'] ?? {}) as { readonly callID?: string }
    const known = callID === undefined ? undefined : calls.get(callID)
    return { tool_use_id: callID, tool_name: known?.tool, tool_input: known?.args }
  }

  /** Asks the hub about a request that opencode shows at its terminal. The first answer counts. */
  async function ask(kind: 'permission' | 'question', properties: Fields): Promise<void> {
    const { id, sessionID } = properties as { readonly id: string; readonly sessionID: string }
    const gone = new AbortController()
    asked.set(id, gone)
    await new Promise((resolve) => setTimeout(resolve, OWN_ANSWER_MS))
    if (gone.signal.aborted) return
    const payload = { session_id: rootOf(sessionID), ...callOf(properties), request: properties }
    const answer = await held(payload, gone.signal)
    const isOpen = asked.delete(id)
    const isDismissed = answer?.isDismissed === true
    if (answer?.reply === undefined && !isDismissed) {
      // The dialog goes on waiting for a person, also after the hub has held the request for as long as it does.
      if (isOpen) void report('Notification', { session_id: payload.session_id, notification_type: 'question' })
      return
    }
    await client._client.post({
      url: `/${kind}/{requestID}/${isDismissed ? 'reject' : 'reply'}`,
      path: { requestID: id },
      body: answer.reply ?? {},
      headers: { 'Content-Type': 'application/json' },
    })
  }

  function settled({ requestID, sessionID }: Fields): void {
    asked.get(String(requestID))?.abort()
    asked.delete(String(requestID))
    void report('PreToolUse', { session_id: rootOf(String(sessionID)) })
  }

  function onStatus(id: string, status: unknown): void {
    if (status === 'idle' || parents.has(id) || busy.has(id)) return
    busy.add(id)
    failures.delete(id)
    void report('UserPromptSubmit', { session_id: id })
  }

  function onIdle(id: string): void {
    if (!busy.delete(id) || busy.size > 0) return
    const error = failures.get(id)
    failures.delete(id)
    calls.clear()
    void report(error === undefined ? 'Stop' : 'StopFailure', { session_id: id, error })
  }

  function onEvent(type: string, properties: Fields): void {
    note(type, properties)
    const id = String(properties['sessionID'])
    switch (type) {
      case 'session.status':
        onStatus(id, (properties['status'] as { readonly type?: unknown } | undefined)?.type)
        return
      case 'session.error':
        if ((properties['error'] as { readonly name?: unknown } | undefined)?.name !== 'MessageAbortedError')
          failures.set(id, properties['error'])
        return
      case 'session.idle':
        onIdle(id)
        return
      case 'permission.asked':
        void ask('permission', properties).catch(() => undefined)
        return
      case 'question.asked':
        void ask('question', properties).catch(() => undefined)
        return
      case 'permission.replied':
      case 'question.replied':
      case 'question.rejected':
        settled(properties)
    }
  }

  void report('SessionStart', {})
  return {
    event: handling(onEvent),
    'tool.execute.before': async ({ tool, sessionID, callID }, { args }) => {
      calls.set(callID, { tool, args })
      const call = { session_id: rootOf(sessionID), tool_use_id: callID, tool_name: tool, tool_input: args }
      const answer = await post('pre-tool-use', call, GATE_LIMIT_MS)
      if (answer?.refusal !== undefined) throw new Error(answer.refusal)
    },
    'tool.execute.after': ({ tool, sessionID, callID, args }) => {
      calls.delete(callID)
      const call = { session_id: rootOf(sessionID), tool_use_id: callID, tool_name: tool, tool_input: args }
      void report('PostToolUse', call)
      return Promise.resolve()
    },
    dispose: async () => {
      await Promise.race([
        report('SessionEnd', {}),
        new Promise((resolve) => setTimeout(resolve, END_LIMIT_MS).unref()),
      ])
    },
  }
}

/** Handler of events. A failure in it must not disturb the agent. */
const handling =
  (handle: (type: string, properties: Fields) => void): NonNullable<PluginHooks['event']> =>
  ({ event: { type, properties } }) => {
    try {
      handle(type, properties)
    } catch {
      // Nothing is reported.
    }
    return Promise.resolve()
  }

/** Answer in a whole response of HTTP/1.0. */
function answerIn(response: string): Answer | null {
  const [, text] = /^HTTP\/1\.\d 200 .*?\r\n\r\n(.*)$/s.exec(response) ?? []
  try {
    const answer: unknown = JSON.parse(text ?? '')
    return typeof answer === 'object' ? answer : null
  } catch {
    return null
  }
}
