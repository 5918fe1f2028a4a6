import * as E from 'fp-ts/lib/Either.js'
import {
  DIALOG_SETTLES_MS,
  isAtPage,
  isDialogOf,
  stepsOf,
  type AgentDialog,
} from '../../domain/approvals/agent-dialog.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { Approval, ToolCall } from '../../domain/approvals/approval.js'
import type { Decision } from '../../domain/approvals/decision.js'
import { changedFile } from '../../domain/approvals/dialog-file.js'
import { dialogTool } from '../../domain/approvals/dialog-mcp.js'
import type { DialogStep } from '../../domain/approvals/dialog-step.js'
import { dialogChanged, type DialogChanged } from '../../domain/approvals/errors.js'
import { readFront } from '../shared/front-screen.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { ApprovalsPorts } from './ports.js'
import { pause } from '../shared/pause.js'
import { untilDrawn } from '../shared/until-drawn.js'

/**
 * Screen of the agent that made a call. `gone`: the agent works or is at its prompt, has ended, or is no longer the program in front.
 * `hidden`: neither.
 */
export type DialogLook = SeenDialog | 'gone' | 'hidden'

/** Dialog on the screen of a session with this name. */
export interface SeenDialog {
  readonly name: string
  readonly dialog: AgentDialog
}

/** Dialog, and the coding CLI that shows it. */
export interface ShownDialog extends SeenDialog {
  readonly agent: AgentId
}

/** Log of a decision that is given by a key. */
export interface KeyLog {
  /** Writes the decision to disk. */
  readonly write: () => Promise<E.Either<Unavailable, unknown>>
  /** Writes that a decision which was written was not given. */
  readonly takeBack: () => Promise<unknown>
}

/** Dialogs of agents that ask about calls at their terminals. */
export interface CallDialogs {
  /** True for a call of a tool about which its agent asks by a dialog that is recognised. */
  readonly areReadOf: (call: Pick<ToolCall, 'agent' | 'tool'>) => boolean
  /** Dialog that the agent in front of a session shows; `null` for none that is recognised. */
  readonly shownIn: (session: SessionId) => Promise<ShownDialog | null>
  /** True for the dialog of this call. */
  readonly isOf: (dialog: AgentDialog, call: ToolCall) => Promise<boolean>
  /** Looks for the dialog of a call. */
  readonly look: (approval: Pick<Approval, 'id' | 'call'>) => Promise<DialogLook>
  /** The call is no longer at its dialog. */
  readonly forget: (id: string) => void
  /**
   * Answers the dialog by its keys, each at most once and on the page that it is meant for, after the decision is written. Fails with
   * `DialogChanged` when the dialog is not there or not the same before and after that; then no key was pressed. Resolves to true once the
   * dialog has closed, and to `null` where that is not known, as when a page does not follow: then the keys after it are not pressed.
   */
  readonly answer: (
    approval: Pick<Approval, 'id' | 'call'>,
    decision: Decision,
    log: KeyLog,
  ) => Promise<E.Either<DialogChanged | Unavailable, true | null>>
}

/** CLIs lose keys that come as soon as they have drawn, and take them for a part of a paste. */
const BETWEEN_KEYS_MS = 400

export function makeCallDialogs({
  agents,
  host,
  callFiles,
  clock,
}: Pick<ApprovalsPorts, 'agents' | 'host' | 'callFiles' | 'clock'>): CallDialogs {
  /** Dialog of the last look, by the id of the approval, and when it was first seen by the monotonic clock. */
  const seen = new Map<string, { readonly drawn: string; readonly since: number }>()

  /** Any dialog of the agent that made a call. */
  async function read(call: ToolCall): Promise<DialogLook> {
    const found = await readFront({ agents, host }, call.session)
    if (typeof found === 'string') return found
    const { name, cli, rows } = found
    if (cli.id !== call.agent || !cli.screens?.dialogs) return 'gone'
    const dialog = cli.screens.dialogs.read(rows)
    if (dialog !== null) return { name, dialog }
    const shows = cli.screens.reading(rows)
    return shows === 'ready' || shows === 'busy' ? 'gone' : 'hidden'
  }

  /** A dialog that changes a file is compared with the file as it is now. */
  async function isOf(dialog: AgentDialog, call: ToolCall): Promise<boolean> {
    if (dialog.tool !== dialogTool(call.tool)) return false
    const path = changedFile(call)
    return isDialogOf(dialog, call, path === null ? null : await callFiles.textOf(path)())
  }

  const look: CallDialogs['look'] = async ({ id, call }) => {
    const any = await read(call)
    const found = typeof any === 'string' || (await isOf(any.dialog, call)) ? any : 'hidden'
    if (typeof found === 'string') seen.delete(id)
    else if (seen.get(id)?.drawn !== found.dialog.drawn)
      seen.set(id, { drawn: found.dialog.drawn, since: clock.monotonic() })
    return found
  }

  const until = (call: ToolCall, isThere: (now: DialogLook) => boolean): Promise<boolean> =>
    untilDrawn(clock, () => read(call), isThere)

  /** Presses the keys from this page on. True once the dialog has closed; `null` where it is not known what became of the keys. */
  async function press(call: ToolCall, from: SeenDialog, steps: ReadonlyArray<DialogStep>): Promise<true | null> {
    const { name } = from
    const { rows } = from.dialog
    let { drawn } = from.dialog
    for (const [at, step] of steps.entries()) {
      const given = await ('key' in step ? host.press(name, step.key) : host.type(name, step.words))()
      if (E.isLeft(given)) return null
      const next = steps[at + 1]
      if (next === undefined) {
        const hasClosed = await until(call, (now) => typeof now === 'string' || now.dialog.drawn !== drawn)
        return hasClosed ? true : null
      }
      const isNext = (now: DialogLook): now is SeenDialog => typeof now !== 'string' && isAtPage(now.dialog, rows, next)
      if (!(await until(call, isNext))) return null
      await pause(clock, BETWEEN_KEYS_MS)
      const page = await read(call)
      if (!isNext(page)) return null
      ;({ drawn } = page.dialog)
    }
    return true
  }

  return {
    areReadOf: ({ agent, tool }) =>
      agents.find(({ id }) => id === agent)?.screens?.dialogs?.tools.includes(dialogTool(tool)) === true,
    shownIn: async (session) => {
      const found = await readFront({ agents, host }, session)
      const dialog = typeof found === 'string' ? null : (found.cli.screens?.dialogs?.read(found.rows) ?? null)
      return typeof found === 'string' || dialog === null ? null : { name: found.name, agent: found.cli.id, dialog }
    },
    isOf,
    look,
    forget: (id) => void seen.delete(id),
    answer: async (approval, decision, log) => {
      const { call } = approval
      const before = await look(approval)
      const steps = typeof before === 'string' ? null : stepsOf(before.dialog, call, decision)
      if (typeof before === 'string' || steps === null) return E.left(dialogChanged)
      const { drawn } = before.dialog
      const since = seen.get(approval.id)?.since ?? clock.monotonic()
      const waitMs = since + DIALOG_SETTLES_MS - clock.monotonic()
      if (waitMs > 0) await pause(clock, waitMs)
      const written = await log.write()
      if (E.isLeft(written)) return written
      const now = await look(approval)
      if (typeof now === 'string' || now.dialog.drawn !== drawn) {
        await log.takeBack()
        return E.left(dialogChanged)
      }
      return E.right(await press(call, now, steps))
    },
  }
}
