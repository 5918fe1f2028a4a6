import * as E from 'fp-ts/lib/Either.js'
import { invalidSettings, type InvalidSettings } from './errors.js'

/**
 * Every setting that operators can change while the hub runs. `off` and `on` are the values that are stored and sent,
 * `initially` counts where neither an operator nor the environment has decided. Codec, form and documentation follow.
 */
export const SETTINGS = {
  /** Passes wheel and clicks to the hub's own sessions. */
  tmuxMouse: { off: 'off', on: 'on', initially: 'on' },
  /** Shows tmux's status line in the hub's own sessions. */
  tmuxStatus: { off: 'off', on: 'on', initially: 'off' },
  /** Lets an agent's question be answered from elsewhere than its terminal. */
  remoteApproval: { off: false, on: true, initially: true },
  /** Starts sessions again after the session host died. Read when the hub starts. */
  autoRestore: { off: false, on: true, initially: true },
  /** A session that is started again continues its last conversation. Read when the hub starts. */
  autoRestoreContinue: { off: false, on: true, initially: true },
  /** A tool that ran without a valid approval interrupts its session, which is paused until an operator acknowledges. */
  alarmPauses: { off: false, on: true, initially: false },
  /** A strict session in a project whose settings weaken the gate: started, with an alarm, or refused. */
  weakenedStart: { off: 'call', on: 'refuse', initially: 'call' },
  /** Marks sessions that the hub starts from then on to be recorded. */
  recordNewSessions: { off: false, on: true, initially: false },
} as const

/** Name of a setting. */
export type SettingName = keyof typeof SETTINGS
/** Values of all settings. */
export type Settings = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name]['off' | 'on']
}

/** Settings without a decision of the operator or the environment. */
export const DEFAULT_SETTINGS = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, { initially }]) => [name, initially]),
) as Settings

/** Valid settings of a request or a state file; unknown keys and invalid values are left out. */
export const validSettings = (raw: Readonly<Record<string, unknown>>): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(SETTINGS).flatMap(([name, { off, on }]) =>
      raw[name] === off || raw[name] === on ? [[name, raw[name]]] : [],
    ),
  )

/** Reads a requested change. Refuses it as a whole when it is empty or any part of it is not a setting. */
export function parseSettingsChange(
  raw: Readonly<Record<string, unknown>>,
): E.Either<InvalidSettings, Partial<Settings>> {
  const valid = validSettings(raw)
  const wrong = Object.keys(raw).filter((key) => !Object.hasOwn(valid, key))
  const hasValid = Object.keys(valid).length > 0
  return hasValid && wrong.length === 0 ? E.right(valid) : E.left(invalidSettings(wrong, hasValid))
}
