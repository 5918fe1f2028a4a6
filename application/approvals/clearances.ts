import * as E from 'fp-ts/lib/Either.js'
import type { Clearance } from '../../domain/approvals/alarm.js'
import type { ToolCall, Verdict } from '../../domain/approvals/approval.js'
import { inputDigest } from '../../domain/approvals/canonical-json.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { readToolCall, type CallSource } from '../../domain/approvals/tool-call.js'
import type { Secrets } from '../shared/secrets.port.js'

/** Answers of the gate since the hub started, by session and the agent's id of the call. */
export interface Clearances {
  /** Must be called before the agent gets the verdict. */
  readonly note: (source: CallSource, verdict: Verdict) => void
  readonly of: (session: SessionId, toolUseId: string) => Clearance | null
  readonly forget: (session: SessionId) => void
}

/** More calls than an agent runs at once, with room for those whose transcript row comes late. */
const MAX_PER_SESSION = 500

interface Entry extends Clearance {
  readonly promptId: string | null
}

export function makeClearances({ secrets }: { readonly secrets: Secrets }): Clearances {
  const sessions = new Map<SessionId, Map<string, Entry>>()

  const entriesOf = (session: SessionId): Map<string, Entry> => {
    const found = sessions.get(session) ?? new Map<string, Entry>()
    sessions.set(session, found)
    return found
  }

  const put = (session: SessionId, id: string, entry: Entry): void => {
    const entries = entriesOf(session)
    entries.delete(id)
    entries.set(id, entry)
    const [oldest] = entries.keys()
    if (entries.size > MAX_PER_SESSION && oldest !== undefined) entries.delete(oldest)
  }

  const entryOf = (call: ToolCall, verdict: Verdict): Entry => ({
    tool: call.tool,
    askedDigest: call.digest,
    approvedDigest:
      verdict._tag === 'Allow' ? ((verdict.input && inputDigest(verdict.input, secrets.sha256)) ?? call.digest) : null,
    verdict: verdict._tag,
    promptId: call.promptId,
  })

  /** The agent asks again at its second gate, with the same input and without an id of the call. */
  const noteSecondGate = (call: ToolCall, verdict: Verdict): void => {
    const first = [...entriesOf(call.session)].findLast(
      ([, entry]) =>
        entry.verdict !== 'Allow' &&
        entry.tool === call.tool &&
        entry.askedDigest === call.digest &&
        entry.promptId === call.promptId,
    )
    if (first !== undefined) put(call.session, first[0], entryOf(call, verdict))
  }

  return {
    note: (source, verdict) => {
      const read = readToolCall(source, secrets.sha256)
      if (E.isLeft(read)) return
      const call = read.right
      if (call.toolUseId !== null) put(call.session, call.toolUseId, entryOf(call, verdict))
      // A refusal there is final; otherwise the person at the terminal decides.
      else if (verdict._tag === 'Allow' || verdict._tag === 'Deny') noteSecondGate(call, verdict)
    },
    of: (session, toolUseId) => sessions.get(session)?.get(toolUseId) ?? null,
    forget: (session) => {
      sessions.delete(session)
    },
  }
}
