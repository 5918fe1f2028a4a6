import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalMode } from '../../domain/approvals/approval.js'
import { DEFAULT_RULES, withSessionMode, type ApprovalRules } from '../../domain/approvals/rules.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { AuditLog, Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalRulesStore } from './approval-rules.port.js'

/** The rules in the form that clients read and change. */
export type ApprovalConfig = Omit<ApprovalRules, 'grants'>

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
}

/** Reads and changes the rules. A change takes effect at once and is on disk when the task settles. */
export interface ConfigureApprovals {
  /** Rules in force. */
  readonly read: TE.TaskEither<Unavailable, ApprovalConfig>
  /** Changes what is given and leaves the rest; writes the change to the audit log. */
  readonly change: (change: ConfigChange, caller: Caller) => TE.TaskEither<Unavailable, ApprovalConfig>
}

export interface ConfigureApprovalsDeps {
  readonly rules: ApprovalRulesStore
  readonly settings: SettingsStore
  readonly audit: AuditLog
}

/** The stored rules, with mode `off` while the setting `remoteApproval` is off. */
const effectiveRules = ({
  rules,
  settings,
}: Omit<ConfigureApprovalsDeps, 'audit'>): TE.TaskEither<Unavailable, ApprovalRules> =>
  pipe(
    TE.Do,
    TE.bind('stored', () => rules.read),
    TE.bind('switches', () => settings.read),
    TE.map(({ stored, switches }) => (switches.remoteApproval ? stored : { ...stored, mode: 'off' as const })),
  )

export function makeConfigureApprovals({ rules, settings, audit }: ConfigureApprovalsDeps): ConfigureApprovals {
  const read = pipe(
    effectiveRules({ rules, settings }),
    TE.map(({ grants: _, ...config }): ApprovalConfig => config),
  )

  return {
    read,
    change: (change, caller) =>
      pipe(
        rules.change((before) => changed(before, change)),
        TE.flatMap(() => {
          const on = change.mode === undefined ? change.enabled : change.mode !== 'off'
          return on === undefined
            ? read
            : pipe(
                settings.change({ remoteApproval: on }),
                TE.flatMap(() => read),
              )
        }),
        TE.tap(({ mode }) => audit.record({ event: 'approval.config', fields: { mode } }, caller)),
      ),
  }
}

/** The setting `remoteApproval` turns the gate off; the stored mode is kept and returns when it is turned on. */
function changed(before: ApprovalRules, change: ConfigChange): ApprovalRules {
  const { enabled, mode, freeTools, asksInAutoMode, sessions } = change
  const underneath = mode !== undefined && mode !== 'off' ? mode : before.mode
  const own = Object.entries(sessions ?? {}).reduce<ApprovalRules>(
    (rules, [session, one]) => withSessionMode(rules, session, one),
    before,
  )
  return {
    ...own,
    mode: enabled === true && underneath === 'off' ? 'ask' : underneath,
    freeTools: freeTools ?? before.freeTools,
    asksInAutoMode: asksInAutoMode ?? before.asksInAutoMode,
  }
}

/** The rules that apply now: mode `off` while the setting `remoteApproval` is off. */
export type RulesInForce = T.Task<ApprovalRules>

/** Stands for rules that cannot be read. */
const STRICTEST: ApprovalRules = { ...DEFAULT_RULES, mode: 'strict', freeTools: [] }

export function makeRulesInForce({ rules, settings }: Omit<ConfigureApprovalsDeps, 'audit'>): RulesInForce {
  return pipe(
    effectiveRules({ rules, settings }),
    TE.getOrElse(() => T.of(STRICTEST)),
  )
}
