import * as E from 'fp-ts/lib/Either.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import { DIALOG_SETTLES_MS, isDialogOf, type AgentDialog } from '../../domain/approvals/agent-dialog.js'
import type { Approval, ToolCall } from '../../domain/approvals/approval.js'
import { dialogChanged, type DialogChanged } from '../../domain/approvals/errors.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalsPorts } from './ports.js'
import { pause } from '../shared/pause.js'

/**
 * Screen of the agent that made a call. `gone`: the agent works or is at its prompt, has ended, or is no longer the program in front.
 * `hidden`: neither.
 */
export type DialogLook = { readonly name: string; readonly dialog: AgentDialog } | 'gone' | 'hidden'

/** Log of a decision that is given by a key. */
export interface KeyLog {
  /** Writes the decision to disk. */
  readonly write: () => Promise<E.Either<Unavailable, unknown>>
  /** Writes that a decision which was written was not given. */
  readonly takeBack: () => Promise<unknown>
}

/** Dialogs of agents that ask about calls at their terminals. */
export interface CallDialogs {
  /** True for an agent whose dialogs are recognised. */
  readonly areReadOf: (agent: AgentId | undefined) => boolean
  /** Looks for the dialog of a call. */
  readonly look: (approval: Pick<Approval, 'id' | 'call'>) => Promise<DialogLook>
  /** The call is no longer at its dialog. */
  readonly forget: (id: string) => void
  /**
   * Answers the dialog by one key, at most once, after the decision is written. Fails with `DialogChanged` when the
   * dialog is not there or not the same before and after that; then no key was pressed. Resolves to true once the dialog has closed,
   * and to `null` where that is not known.
   */
  readonly answer: (
    approval: Pick<Approval, 'id' | 'call'>,
    isAllowed: boolean,
    log: KeyLog,
  ) => Promise<E.Either<DialogChanged | Unavailable, true | null>>
}

/** Rows of any terminal. */
const WHOLE_SCREEN = 500
/** Time for a CLI to draw after a key. A busy machine takes seconds. */
const CLOSES_WITHIN_MS = 5_000
const LOOK_EVERY_MS = 25

export function makeCallDialogs({
  agents,
  host,
  clock,
}: Pick<ApprovalsPorts, 'agents' | 'host' | 'clock'>): CallDialogs {
  /** Dialog of the last look, by the id of the approval, and when it was first seen by the monotonic clock. */
  const seen = new Map<string, { readonly drawn: string; readonly since: number }>()

  async function read(call: ToolCall): Promise<DialogLook> {
    const live = await host.list()
    if (E.isLeft(live)) return 'hidden'
    const session = live.right.find(({ id }) => id === call.session)
    if (session === undefined) return 'gone'
    const { name, foreground } = session
    const cli = cliOf(agents, foreground ?? '')
    if (cli?.id !== call.agent || !cli?.screens?.dialog) return 'gone'
    const rows = await host.screen(name, WHOLE_SCREEN)()
    if (E.isLeft(rows)) return 'hidden'
    const dialog = cli.screens.dialog(rows.right)
    if (dialog !== null) return isDialogOf(dialog, call) ? { name, dialog } : 'hidden'
    const shows = cli.screens.reading(rows.right)
    return shows === 'ready' || shows === 'busy' ? 'gone' : 'hidden'
  }

  const look: CallDialogs['look'] = async ({ id, call }) => {
    const found = await read(call)
    if (typeof found === 'string') seen.delete(id)
    else if (seen.get(id)?.drawn !== found.dialog.drawn)
      seen.set(id, { drawn: found.dialog.drawn, since: clock.monotonic() })
    return found
  }

  return {
    areReadOf: (agent) => agents.find(({ id }) => id === agent)?.screens?.dialog !== undefined,
    look,
    forget: (id) => void seen.delete(id),
    answer: async (approval, isAllowed, log) => {
      const before = await look(approval)
      if (typeof before === 'string') return E.left(dialogChanged)
      const { drawn } = before.dialog
      const isSame = (now: DialogLook): now is Exclude<DialogLook, string> =>
        typeof now !== 'string' && now.dialog.drawn === drawn
      const since = seen.get(approval.id)?.since ?? clock.monotonic()
      const waitMs = since + DIALOG_SETTLES_MS - clock.monotonic()
      if (waitMs > 0) await pause(clock, waitMs)
      const written = await log.write()
      if (E.isLeft(written)) return written
      const now = await look(approval)
      if (!isSame(now)) {
        await log.takeBack()
        return E.left(dialogChanged)
      }
      const { allowKey, denyKey } = now.dialog
      if (E.isLeft(await host.press(now.name, isAllowed ? allowKey : denyKey)())) return E.right(null)
      const end = clock.monotonic() + CLOSES_WITHIN_MS
      while (isSame(await look(approval))) {
        if (clock.monotonic() >= end) return E.right(null)
        await pause(clock, LOOK_EVERY_MS)
      }
      return E.right(true)
    },
  }
}
