import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalMode } from '../../domain/approvals/approval.js'
import {
  DEFAULT_RULES,
  modeFor,
  withNameMode,
  withNames,
  withWait,
  type ApprovalRules,
  type NamedSession,
} from '../../domain/approvals/rules.js'
import { sessionIsStrict, type SessionIsStrict } from '../../domain/approvals/errors.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalsPorts } from './ports.js'

/** The rules in the form that clients read and change. */
export type ApprovalConfig = Omit<ApprovalRules, 'grants' | 'ids' | 'permissions'>

/** Change of the rules; a field that is left out stays. */
export interface ConfigChange {
  /** `true` for a mode other than `off`: the one that was in force before, `ask` at first. */
  readonly enabled?: boolean | undefined
  /** Mode of all sessions without one of their own. */
  readonly mode?: ApprovalMode | undefined
  /** Tools that run without a request. */
  readonly freeTools?: ReadonlyArray<string> | undefined
  /** True when the hub asks although the agent runs in auto mode. */
  readonly asksInAutoMode?: boolean | undefined
  /** `null` removes the session's own mode. */
  readonly sessions?: Readonly<Record<string, ApprovalMode | null>> | undefined
  /** True when a mode in `sessions` is not to take the place of `strict`. */
  readonly keepsStrict?: boolean | undefined
  /** Minutes by session; `null` removes its limit. Counts for calls from then on. */
  readonly waitMinutes?: Readonly<Record<string, number | null>> | undefined
}

export type ConfigureError = SessionIsStrict | Unavailable

/** Reads and changes the rules. A change takes effect at once and is on disk when the task settles. */
export interface ConfigureApprovals {
  /** Rules in force. */
  readonly read: TE.TaskEither<Unavailable, ApprovalConfig>
  /** Changes what is given and leaves the rest; writes the change to the audit log. */
  readonly change: (change: ConfigChange, caller: Caller) => TE.TaskEither<ConfigureError, ApprovalConfig>
}

type RulesInForceDeps = Pick<ApprovalsPorts, 'rules' | 'settings'>

/** The stored rules, with mode `off` while the setting `remoteApproval` is off. */
const effectiveRules = ({ rules, settings }: RulesInForceDeps): TE.TaskEither<Unavailable, ApprovalRules> =>
  pipe(
    TE.Do,
    TE.bind('stored', () => rules.read),
    TE.bind('switches', () => settings.read),
    TE.map(({ stored, switches }) => (switches.remoteApproval ? stored : { ...stored, mode: 'off' as const })),
  )

export function makeConfigureApprovals(
  deps: Pick<ApprovalsPorts, 'rules' | 'settings' | 'host' | 'audit'>,
): ConfigureApprovals {
  const { rules, settings, host, audit } = deps
  const read = pipe(
    effectiveRules({ rules, settings }),
    TE.map(({ grants: _grants, ids: _ids, permissions: _permissions, ...config }): ApprovalConfig => config),
  )

  /** A looser mode needs to know whose it is; `strict` is for every session of the name. */
  const runningFor = ({ sessions = {} }: ConfigChange): TE.TaskEither<Unavailable, ReadonlyArray<NamedSession>> =>
    Object.values(sessions).some((mode) => mode !== null && mode !== 'strict')
      ? host.list
      : pipe(
          host.list,
          TE.orElse(() => TE.right<Unavailable, ReadonlyArray<NamedSession>>([])),
        )

  return {
    read,
    change: (change, caller) =>
      pipe(
        runningFor(change),
        TE.flatMap((running) =>
          rules.update((before) =>
            isLoosening(before, change, running) ? E.left(sessionIsStrict) : E.right(changed(before, change, running)),
          ),
        ),
        TE.flatMap(() => {
          const on = change.mode === undefined ? change.enabled : change.mode !== 'off'
          return on === undefined
            ? read
            : pipe(
                settings.change({ remoteApproval: on }),
                TE.flatMap(() => read),
              )
        }),
        TE.tap(({ mode }) =>
          audit.record({ event: 'approval.config', fields: { mode, ...sessionFields(change) } }, caller),
        ),
      ),
  }
}

/** Fields of the audit log: the changed values by session. */
const sessionFields = ({ sessions, waitMinutes }: ConfigChange): Readonly<Record<string, string>> => ({
  ...(sessions === undefined ? {} : { sessions: JSON.stringify(sessions) }),
  ...(waitMinutes === undefined ? {} : { waitMinutes: JSON.stringify(waitMinutes) }),
})

/** True when a change that keeps `strict` would ask less of a strict session. */
function isLoosening(
  before: ApprovalRules,
  { sessions = {}, keepsStrict = false }: ConfigChange,
  running: ReadonlyArray<NamedSession>,
): boolean {
  const holderOf = (name: string): NamedSession =>
    running.find((session) => session.name === name) ?? { id: sessionId(name), name }
  return (
    keepsStrict &&
    Object.entries(sessions).some(([name, mode]) => mode !== 'strict' && modeFor(before, holderOf(name)) === 'strict')
  )
}

/** The setting `remoteApproval` turns the gate off; the stored mode is kept and returns when it is turned on. */
function changed(before: ApprovalRules, change: ConfigChange, running: ReadonlyArray<NamedSession>): ApprovalRules {
  const { enabled, mode, freeTools, asksInAutoMode, sessions, waitMinutes = {} } = change
  const underneath = mode !== undefined && mode !== 'off' ? mode : before.mode
  const holderOf = (name: string): NamedSession | undefined => running.find((session) => session.name === name)
  const own =
    sessions === undefined
      ? before
      : Object.entries(sessions).reduce<ApprovalRules>(
          (rules, [name, one]) => withNameMode(rules, name, one, holderOf(name)?.id ?? null),
          withNames(before, running),
        )
  return {
    ...Object.entries(waitMinutes).reduce((rules, [name, minutes]) => withWait(rules, name, minutes), own),
    mode: enabled === true && underneath === 'off' ? 'ask' : underneath,
    freeTools: freeTools ?? before.freeTools,
    asksInAutoMode: asksInAutoMode ?? before.asksInAutoMode,
  }
}

/** The rules that apply now: mode `off` while the setting `remoteApproval` is off. */
export type RulesInForce = T.Task<ApprovalRules>

/** Stands for rules that cannot be read. */
const STRICTEST: ApprovalRules = { ...DEFAULT_RULES, mode: 'strict', freeTools: [] }

export function makeRulesInForce({ rules, settings }: RulesInForceDeps): RulesInForce {
  return pipe(
    effectiveRules({ rules, settings }),
    TE.getOrElse(() => T.of(STRICTEST)),
  )
}
