import type * as E from 'fp-ts/lib/Either.js'
import type { AgentDialog } from '../../domain/approvals/agent-dialog.js'
import type { Gate, Verdict } from '../../domain/approvals/approval.js'
import type { RequestKind } from '../../domain/approvals/question.js'
import type { ReportedCall } from '../../domain/approvals/tool-call.js'
import type { Hook, HookPayload, ReportEvent } from '../../domain/attention/hook.js'
import type { FailedTurn } from '../../domain/attention/turn-failure.js'
import type {
  GateKind,
  GateWeakness,
  HookTargets,
  Installation,
  SettingsOwner,
  StartSurroundings,
  UnreadableSettings,
} from '../../domain/hooks/installation.js'
import type { StatusLine } from '../../domain/usage/status-line.js'
import type { AgentProgram } from '../../domain/agents/agent-program.js'
import type { ScreenReading } from '../../domain/attention/activity.js'
import type { ServiceRetry } from '../../domain/attention/service-retry.js'
import type { StartQuestion } from '../../domain/board/trust.js'
import type { StyledRow } from '../../domain/terminal/styled-row.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { UsageRow } from '../../domain/usage/row.js'
import type { LimitNotice } from '../../domain/usage/limits.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import type { StopDialog } from '../../domain/stops/stop-dialog.js'
import type { ConversationEntry } from '../../domain/conversations/conversation.js'

/** Everything that the hub knows about the formats of one coding CLI: plain data and pure functions. */
export interface AgentCli extends AgentProgram {
  /** Files and folders of its settings, relative to a home. */
  readonly settings: ReadonlyArray<string>
  /** Name of the folder of its settings in a project. */
  readonly projectSettings: string
  /** Flags that make a session strict on its command line; none where the arguments are explicit, and for a CLI that takes none. */
  readonly strictFlags: (
    places: HookTargets,
    args: ReadonlyArray<string>,
    surroundings: StartSurroundings,
  ) => ReadonlyArray<string>
  /** `null` for a CLI that sends no reports. */
  readonly hooks: AgentHooks | null
  /** Gate of strict sessions in its settings; `null` for a CLI without one. */
  readonly gate: AgentGate | null
  /** `null` for a CLI whose screens are not read. */
  readonly screens: AgentScreens | null
  /** `null` for a CLI whose usage is not read. */
  readonly logs: AgentLogs | null
  /** `null` for a CLI whose conversations are not read. */
  readonly transcripts: AgentTranscripts | null
}

/** Coding CLIs in the order of the picker. The first is started where a request names none. */
export type AgentClis = readonly [AgentCli, ...AgentCli[]]

/** Readers of a terminal's rows, top to bottom. Each returns `null` for a screen that it does not recognise. */
export interface AgentScreens {
  /** Activity that the screen shows. */
  readonly reading: (rows: ReadonlyArray<string>) => ScreenReading | null
  /** Dialogs that can be answered by keys. Left out for a CLI whose dialogs are answered at the terminal alone. */
  readonly dialogs?: AgentDialogs
  /** Dialog that no hook reports. Left out for a CLI that has none. */
  readonly stopDialog?: (rows: ReadonlyArray<string>) => StopDialog | null
  /** Retry that the screen of a working agent shows. */
  readonly retry: (rows: ReadonlyArray<string>, now: Instant) => ServiceRetry | null
  /** True when the prompt shows typed text. Placeholders and suggestions are dim. */
  readonly hasDraft: (rows: ReadonlyArray<StyledRow>) => boolean
  /** Question before the first prompt. */
  readonly startQuestion: (rows: ReadonlyArray<string>) => StartQuestion | null
  /** Notice that is the last message above an idle prompt. `timeZone` counts for a time without a zone. */
  readonly limitNotice: (rows: ReadonlyArray<string>, now: Instant, timeZone: string) => LimitNotice | null
}

/** Dialogs about calls of tools. */
export interface AgentDialogs {
  /** Tools whose dialogs are recognised. */
  readonly tools: ReadonlyArray<string>
  readonly read: (rows: ReadonlyArray<string>) => AgentDialog | null
}

/** Transcripts of a CLI: a file of JSON lines for each conversation, which grows at its end. */
export interface AgentTranscripts {
  /** Folders of transcripts: those that the configuration names, else the usual ones in the home. Absolute. */
  readonly folders: (configured: ReadonlyArray<string>, home: string) => ReadonlyArray<string>
  /** Folders between one of those and a transcript. */
  readonly depth: number
  /** Id of the conversation in a file of this name; `null` for a file that is no transcript. */
  readonly conversationIn: (name: string) => string | null
  /** Entries in a parsed line that starts at a byte, with whole texts and inputs. Any value is accepted. */
  readonly entriesIn: (line: unknown, start: number) => ReadonlyArray<ConversationEntry>
  /** Working folder that a parsed line names; `null` for none. */
  readonly folderIn: (line: unknown) => string | null
  /** Start or end of a turn in a parsed line; `null` for another line. The property is `null` where transcripts have no failed turns. */
  readonly turnIn: ((line: unknown) => TurnMark | null) | null
  /** Command line of the agent's program that a parsed line names; `null` for none. Left out for a CLI that is the agent itself. */
  readonly programIn?: (line: unknown) => string | null
  /**
   * Command line that continues a conversation, and one that begins a copy of it; `null` for a CLI that cannot. `program` is what
   * `programIn` has found.
   */
  readonly resume: (conversation: string, program: string | null) => string | null
  readonly fork: ((conversation: string) => string) | null
  /** Paths of files that a call of a tool names. */
  readonly filesIn: (input: JsonObject) => ReadonlyArray<string>
}

/** Start or end of a turn. */
export interface TurnMark {
  /** Error in which the turn ended; `null` for a start and for any other end. */
  readonly failed: FailedTurn | null
}

/** Usage logs of a CLI: files of JSON lines that grow at their end. */
export interface AgentLogs {
  /** Folders of logs: those that the configuration names, else the usual ones in the home. Absolute. */
  readonly folders: (configured: ReadonlyArray<string>, home: string) => ReadonlyArray<string>
  /** True for the name of a log. */
  readonly isLog: (name: string) => boolean
  /** Lines that are read; all others are skipped without being parsed. */
  readonly lineTypes: ReadonlyArray<LineType>
  /** True when a line may be read several times and in any order. */
  readonly areLinesIndependent: boolean
  /** Continues a log of this name from the `state` of an earlier reader, which is JSON; `null` begins it. */
  readonly reader: (name: string, state: unknown) => LogReader
}

/** Kind of line in a log. */
export interface LineType {
  /** Value of the line's top-level `type`. */
  readonly type: string
  /** Text that such a line must contain as well. */
  readonly containing: string | null
}

/** Reader of one log. */
export interface LogReader {
  /** Usage in a parsed line; `null` for none. */
  readonly read: (line: unknown) => UsageRow | null
  /** Usage that belongs to the log as a whole, as far as it was read. */
  readonly closing: () => UsageRow | null
  /** State for a later reader, as JSON. */
  readonly state: () => unknown
}

/** Payloads that a CLI posts to the hub, and the answers that it reads. */
export interface AgentHooks {
  /** Reads a report of the agent; the event is `null` for one that the hub does not use. */
  readonly report: (event: ReportEvent | null, payload: HookPayload) => AgentReport
  /** Reads what the agent shows in its status line. */
  readonly statusLine: (payload: HookPayload) => StatusLine
  /** Requests whose allow may have an input: another one to run with, or what a person answered. */
  readonly takesInput: ReadonlyArray<RequestKind>
  /** Requests whose denial passes its reason on. */
  readonly takesReason: ReadonlyArray<RequestKind>
  /** Body for a verdict about the input `asked`; `undefined` for no opinion. */
  readonly verdict: (gate: Gate, verdict: Verdict, asked: unknown) => Record<string, unknown> | undefined
  /** True for a CLI that shows its dialog only after the answer of its `PermissionRequest` hook. */
  readonly hidesDialog?: boolean
  /** True for a CLI that a hook before the tool cannot make ask in its terminal. */
  readonly cannotPrompt?: boolean
  /** True for a CLI without a hook for a turn that ended in an error; its transcript is read while it works. */
  readonly isSilentOnFailure?: boolean
}

/** One report of an agent. Values of type `unknown` are as the agent sent them. */
export interface AgentReport {
  /** `null` for an event that the hub does not use. */
  readonly hook: Hook | null
  /** Id that the agent has for its conversation. */
  readonly conversation: unknown
  /** Text of a prompt that was submitted. */
  readonly prompt: unknown
  /** Permission mode of the agent. */
  readonly permissionMode: unknown
  /** Tool call of the report. */
  readonly call: ReportedCall
}

/** Hooks of the hub in the settings of a CLI. Settings that are not changed keep every byte. */
export interface AgentGate {
  /** Weaknesses in the text of a settings file, also of one that cannot be read. */
  readonly weaknessesIn: (file: string, text: string, owner: SettingsOwner) => ReadonlyArray<GateWeakness>
  /** `null` is a missing file. Returns the same text when it already contains exactly these hooks. */
  readonly withHooks: (text: string | null, places: HookTargets, gate: GateKind) => E.Either<UnreadableSettings, string>
  /** Settings without the hooks of the hub; `null` for a file that holds nothing else and is to be removed. */
  readonly withoutHooks: (text: string) => E.Either<UnreadableSettings, string | null>
  /** State of the hooks in the settings. `others` are the texts of further settings files of the CLI. */
  readonly installationIn: (
    text: string,
    places: HookTargets,
    others?: ReadonlyArray<string>,
  ) => E.Either<UnreadableSettings, Installation>
  /** Managed settings with the gate before every tool, for one user of the machine. */
  readonly managedText: (places: HookTargets, uid: number) => string
}
