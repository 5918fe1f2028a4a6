import { constants } from 'node:fs'
import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { PlanEntry } from '@agentclientprotocol/sdk'
import { parseConversationId } from '../../../../domain/agents/agent-conversation.js'
import { errorText } from '../../../../infrastructure/files/disk.js'
import { makeSerial } from '../../../../infrastructure/files/serial.js'
import { diffLines, outputOf, reportedCall, type ToolCallState } from './tool-calls.js'

type Fields = Readonly<Record<string, unknown>>

/** Kind of a text that arrives in pieces. */
export type SaidKind = 'prompt' | 'answer' | 'thinking'

/** Record of one conversation, which the hub shows: a file of JSON lines that grows at its end. No method throws. */
export interface Transcript {
  /**
   * Names the conversation, before anything else. Until the first prompt a conversation that is continued repeats what was said:
   * these rows have no time, and are left out where the conversation is recorded already.
   */
  readonly open: (conversation: string, isContinued: boolean) => Promise<void>
  /** Prompt that begins a turn. */
  readonly prompt: (text: string) => void
  /** Piece of a text, of which more may follow. */
  readonly say: (kind: SaidKind, piece: string) => void
  /** A call. Of several with one id in a turn the first one counts. */
  readonly call: (call: ToolCallState) => void
  /** Result of a call that has ended, with the call where it is new. */
  readonly result: (call: ToolCallState) => void
  readonly plan: (entries: ReadonlyArray<PlanEntry>) => void
  readonly notice: (text: string, isError: boolean) => void
  /** Completes the text that was said last. */
  readonly endText: () => void
  /** Resolves when everything is written. */
  readonly close: () => Promise<void>
}

export interface TranscriptOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly directory: string
  /** Program of the agent and its arguments. */
  readonly program: ReadonlyArray<string>
  readonly now: () => number
  /** Receives the reason why no more is recorded, once. */
  readonly failed: (reason: string) => void
}

/** UTF-16 code units of a text in a row, and of the input of a call; the hub passes over rows of more than 4 MiB. */
const MAX_TEXT = 600_000
/** Entries of a plan and UTF-16 code units of each. */
const MAX_PLAN = { entries: 200, text: 1_000 }
const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants

/** Folder of the transcripts below the data of the user; `null` without one. XDG Base Directory Specification. */
function folderIn({ XDG_DATA_HOME: data = '', HOME: home = '' }: TranscriptOptions['environment']): string | null {
  const folder = isAbsolute(data) ? data : isAbsolute(home) ? join(home, '.local', 'share') : null
  return folder === null ? null : join(folder, 'penates', 'acp-conversations')
}

/** Transcript below the data of the user; `transcripts.ts` in the folder of the agent reads it. */
export function makeTranscript({ environment, directory, program, now, failed }: TranscriptOptions): Transcript {
  const { run, settled } = makeSerial()
  const calls = new Map<string, { readonly hasChanges: boolean; hasResult: boolean }>()
  let file: FileHandle | null = null
  let isRepeating = false
  /** True while what the agent repeats is recorded already. */
  let isKnown = false
  let said: { readonly kind: SaidKind; text: string } | null = null

  function append(text: string): void {
    const to = file
    if (to === null) return
    void run(async () => {
      if (file !== null) await to.appendFile(text)
    }).catch(stop)
  }

  /** A row that was written in part is passed over by readers. */
  function stop(thrown: unknown): void {
    if (file === null) return
    const closing = file
    file = null
    void run(() => closing.close()).catch(() => undefined)
    failed(errorText(thrown))
  }

  function write(row: Fields): void {
    if (file === null || isKnown) return
    append(`${JSON.stringify({ ...(isRepeating ? {} : { at: new Date(now()).toISOString() }), directory, ...row })}\n`)
  }

  function endText(): void {
    if (said === null) return
    const { kind, text } = said
    said = null
    if (text !== '') write({ kind, text })
  }

  function put(row: Fields): void {
    endText()
    write(row)
  }

  function call(state: ToolCallState): void {
    if (calls.has(state.toolCallId)) return
    const { tool_use_id: callId, call: reported } = reportedCall(state)
    const isLong = JSON.stringify(reported).length > MAX_TEXT
    calls.set(state.toolCallId, { hasChanges: !isLong && reported.diffs !== undefined, hasResult: false })
    const { input, diffs, ...short } = reported
    put({ kind: 'call', callId, call: isLong ? short : reported, ...(isLong ? { isLong } : {}) })
  }

  function say(kind: SaidKind, piece: string): void {
    if (said !== null && (said.kind !== kind || said.text.length >= MAX_TEXT)) endText()
    said ??= { kind, text: '' }
    const room = MAX_TEXT - said.text.length
    said.text += piece.slice(0, room)
    if (piece.length > room) say(kind, piece.slice(room))
  }

  return {
    open: async (conversation, isContinued) => {
      const folder = folderIn(environment)
      if (folder === null || parseConversationId(conversation) === null) return
      const path = join(folder, `${conversation}.jsonl`)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        file = await open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600)
        const { size } = await file.stat()
        isRepeating = isContinued
        isKnown = isContinued && size > 0
        // A former process may have ended in the middle of a row.
        append(`${size > 0 ? '\n' : ''}${JSON.stringify({ directory, kind: 'start', program })}\n`)
      } catch (thrown) {
        failed(errorText(thrown))
      }
    },
    prompt: (text) => {
      endText()
      calls.clear()
      isRepeating = false
      isKnown = false
      say('prompt', text)
      endText()
    },
    say: (kind, piece) => {
      if (file !== null) say(kind, piece)
    },
    call,
    result: (state) => {
      call(state)
      const known = calls.get(state.toolCallId)
      if (known === undefined || known.hasResult) return
      known.hasResult = true
      // A change that came with the result alone is shown there.
      const lines = known.hasChanges ? [outputOf(state)] : [outputOf(state), ...diffLines(state)]
      const isError = state.status === 'failed'
      put({ kind: 'result', callId: state.toolCallId, text: lines.join('\n').trim().slice(0, MAX_TEXT), isError })
    },
    plan: (entries) => {
      const short = entries
        .slice(0, MAX_PLAN.entries)
        .map(({ content, status }) => ({ content: content.slice(0, MAX_PLAN.text), status }))
      put({ kind: 'plan', entries: short })
    },
    notice: (text, isError) => put({ kind: 'notice', text: text.slice(0, MAX_TEXT), isError }),
    endText,
    close: async () => {
      endText()
      await settled()
      await file?.close().catch(() => undefined)
    },
  }
}
