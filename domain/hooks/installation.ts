import type { Tagged } from '../shared/tagged.js'
import { cliOf, type AgentPrograms } from '../agents/agent-program.js'
import type { Session } from '../sessions/session.js'

/** Behaviour of the gate before a tool when the hub does not answer. */
export type GateKind = 'ask' | 'strict'

/** Addresses and programs that the hooks call. */
export interface HookTargets {
  /** `http://127.0.0.1:3333`; no slash at the end. */
  readonly hubUrl: string
  /** Absolute path of the Node that runs the scripts. */
  readonly node: string
  /** Public key that the wrapper checks answers with; see `AnswerSigner`. */
  readonly answerKey: string
  /** Absolute paths of the scripts. */
  readonly scripts: {
    /** Program that ends with 2 without arguments, and with 0 otherwise. */
    readonly argsCheck: string
    readonly gate: string
    readonly hold: string
    readonly report: string
    readonly statusLine: string
    readonly plugin: string
  }
}

/** State of the hook installation. */
export interface Installation {
  /** `outdated` after an update of the hub or a change of its settings. */
  readonly state: 'none' | 'current' | 'outdated'
  /** Gate before a tool; `null` when there is none. */
  readonly gate: 'ask' | 'strict' | null
  /** Program behind the status line. */
  readonly statusLine: 'ours' | 'foreign' | 'none'
  /** Settings of the operator that prevent the hooks from working, as sentences. */
  readonly obstacles: ReadonlyArray<string>
}

/** Writer of a settings file: the person or the administrator of the machine, or a project. */
export type SettingsOwner = 'person' | 'project'

/** Settings and environment of a session without settings of its project. */
export interface StartSurroundings {
  /** User settings of the CLI; `null` without any. */
  readonly settings: string | null
  /** Environment that the hub starts sessions with. */
  readonly environment: Readonly<Record<string, string>>
}

/** Something in an agent's settings that keeps the gate from working. */
export interface GateWeakness {
  /** Path of the settings file. */
  readonly file: string
  /** One sentence. */
  readonly what: string
  /** `notice`: legitimate, but worth knowing. */
  readonly severity: 'weakens' | 'notice'
}

/** The settings are not a JSON object, or their `hooks` have an unknown shape. Nothing is changed. */
export interface UnreadableSettings extends Tagged<'UnreadableSettings'> {
  /** Reason in one line. */
  readonly detail: string
}
export const unreadableSettings = (detail: string): UnreadableSettings => ({ _tag: 'UnreadableSettings', detail })

/** True for a live session whose agent takes the gate on its command line and was started without it. */
export function lacksGate(agents: AgentPrograms, { startCommand, foreground }: Session): boolean {
  const [started, running] = [startCommand ?? '', foreground ?? '']
  return [started, running].some((command) => cliOf(agents, command)?.withoutGate?.(started) === started)
}
