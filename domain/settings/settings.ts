import * as E from 'fp-ts/lib/Either.js'
import { invalidSettings, type InvalidSettings } from './errors.js'

/** What a person can change while the hub runs. */
export interface Settings {
  /** Whether wheel and click reach the hub's own sessions. */
  readonly tmuxMouse: 'on' | 'off'
  /** Whether an agent's question may be answered from elsewhere than its terminal. */
  readonly remoteApproval: boolean
  /** Whether sessions are started again after the session host died. Read when the hub starts. */
  readonly autoRestore: boolean
  /** Whether a session that is started again continues its last conversation. Read when the hub starts. */
  readonly autoRestoreContinue: boolean
  /** True when a tool that ran without a valid approval interrupts its session, which is paused until a person acknowledges. */
  readonly alarmPauses: boolean
  /** A strict session in a project whose settings weaken the gate: started, with an alarm, or refused. */
  readonly weakenedStart: 'call' | 'refuse'
}

/** The settings in force where neither the person nor the environment says anything else. */
export const DEFAULT_SETTINGS: Settings = {
  tmuxMouse: 'on',
  remoteApproval: true,
  autoRestore: true,
  autoRestoreContinue: true,
  alarmPauses: false,
  weakenedStart: 'call',
}

/** The valid settings among what somebody sent or stored; unknown keys and values that do not fit are left out. */
export function validSettings(raw: Readonly<Record<string, unknown>>): Partial<Settings> {
  const { tmuxMouse, remoteApproval, autoRestore, autoRestoreContinue, alarmPauses, weakenedStart } = raw
  return {
    ...(tmuxMouse === 'on' || tmuxMouse === 'off' ? { tmuxMouse } : {}),
    ...(typeof remoteApproval === 'boolean' ? { remoteApproval } : {}),
    ...(typeof autoRestore === 'boolean' ? { autoRestore } : {}),
    ...(typeof autoRestoreContinue === 'boolean' ? { autoRestoreContinue } : {}),
    ...(typeof alarmPauses === 'boolean' ? { alarmPauses } : {}),
    ...(weakenedStart === 'call' || weakenedStart === 'refuse' ? { weakenedStart } : {}),
  }
}

/** A change as somebody asks for it: refused whole when it is empty or any part of it is not a setting. */
export function parseSettingsChange(
  raw: Readonly<Record<string, unknown>>,
): E.Either<InvalidSettings, Partial<Settings>> {
  const valid = validSettings(raw)
  const wrong = Object.keys(raw).filter((key) => !Object.hasOwn(valid, key))
  const hasValid = Object.keys(valid).length > 0
  return hasValid && wrong.length === 0 ? E.right(valid) : E.left(invalidSettings(wrong, hasValid))
}
