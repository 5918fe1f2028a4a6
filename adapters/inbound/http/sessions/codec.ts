import { identity } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { ObservedAgent } from '../../../../application/attention/observe-agents.js'
import type { SessionWork } from '../../../../application/board/session-work.js'
import type { WorktreeEnd } from '../../../../application/board/end-worktree-session.js'
import type { Screen } from '../../../../application/sessions/read-screens.js'
import type { RestoredSession } from '../../../../application/sessions/restore-session.js'
import type { MissingPart, SessionEntry } from '../../../../application/overview/read-session-list.js'
import { memoizeLast } from '../../../../application/shared/memoize-last.js'
import type { MarkPath, OfferedProgram } from '../../../../domain/agents/agent-program.js'
import { EVIDENCE_NAMES, type Evidence } from '../../../../domain/attention/activity.js'
import type { TurnFailure, TurnFailureKind } from '../../../../domain/attention/turn-failure.js'
import type { ServiceRetry } from '../../../../domain/attention/service-retry.js'
import type { Project } from '../../../../domain/projects/project.js'
import type { StatusLine } from '../../../../domain/usage/status-line.js'
import type { ListedSession } from '../../../../domain/sessions/listed-session.js'
import type { RecentDirectory } from '../../../../domain/sessions/recent-directories.js'
import type { SessionRecord } from '../../../../domain/sessions/session-record.js'
import type { Session } from '../../../../domain/sessions/session.js'
import { nullable, integer, oneOf } from '../../../../infrastructure/codec/codecs.js'
import { always, from, isoTime, jsonOf, optional, within } from '../../../../infrastructure/codec/json-of.js'
import { StageJson } from '../board/codec.js'
import { SummaryJson } from '../repo/codec.js'
import { named } from '../../../../infrastructure/codec/schema.js'

const Cost = jsonOf<Pick<StatusLine, 'costUsd' | 'durationMs' | 'linesAdded' | 'linesRemoved'>, 'costUsd'>()({
  totalUsd: from(nullable(t.number), ({ costUsd }) => costUsd),
  durationMs: nullable(t.number),
  linesAdded: nullable(t.number),
  linesRemoved: nullable(t.number),
})

/** Kind of a failed turn. */
const FailureKind = t.keyof({
  overloaded: null,
  'rate-limit': null,
  'sign-in': null,
  billing: null,
  model: null,
  request: null,
  'output-length': null,
  service: null,
  unknown: null,
} satisfies Record<TurnFailureKind, null>)

/** Error in which a turn ended; `text` is the agent's own. */
export const TurnFailureJson = jsonOf<TurnFailure>()({ kind: FailureKind, text: t.string })

/** `what`: name of the hook, decision of the gate or reading of the screen; `at` in milliseconds. */
export const EvidenceJson = jsonOf<Evidence>()({
  source: t.keyof({ hook: null, approval: null, screen: null }),
  what: oneOf(EVIDENCE_NAMES),
  failure: optional(FailureKind),
  at: integer,
})

/** Request that a working agent repeats; `nextAt` in milliseconds. */
export const ServiceRetryJson = jsonOf<ServiceRetry>()({
  attempt: integer,
  of: nullable(integer),
  nextAt: nullable(integer),
})

const LIMITS = {
  pct5h: nullable(t.number),
  pct7d: nullable(t.number),
  resets5h: nullable(t.number),
  resets7d: nullable(t.number),
}
const Limits = t.strict(LIMITS)

const hasLimits = (line: StatusLine): boolean =>
  (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).some((limit) => line[limit] !== null)

const sessionOf = ({ session }: SessionEntry): SessionEntry['session'] => session
const agentOf = ({ agent }: SessionEntry): SessionEntry['agent'] => agent

/** A folder that is unknown is shown as `~`. */
const shownPath = ({ path }: Pick<Session, 'path'>): string => path ?? '~'

const isAttached = ({ viewers }: Pick<Session, 'viewers'>): boolean => viewers > 0

/** One line of the session list. Sources that are not there give `null`, never an absent key. */
const SessionJson = named(
  'Session',
  jsonOf<SessionEntry, 'session' | 'agent' | 'work' | 'repo' | 'context' | 'promisedMode' | 'isUngated'>()({
    ...within<ListedSession, 'viewers' | 'startedIn' | 'conversations' | 'createdAt'>()(sessionOf, {
      /** Identity through renames, restarts of the hub and restores. */
      id: t.string,
      name: t.string,
      status: t.keyof({ running: null, dormant: null, foreign: null }),
      attached: from(t.boolean, isAttached),
      path: from(nullable(t.string), shownPath),
      command: nullable(t.string),
      /** Program in the foreground of the active pane. */
      foreground: nullable(t.string),
      muted: t.boolean,
      pinned: t.boolean,
      recorded: t.boolean,
      manuallyStopped: t.boolean,
      windows: integer,
      created: from(nullable(t.number), ({ createdAt }) => createdAt),
      /** ISO; on dormant entries only. */
      lastSeenAt: optional(isoTime),
    }),
    ...within<ObservedAgent, 'since' | 'refusals' | 'line' | 'lineAsOf'>()(agentOf, {
      activity: t.keyof({ working: null, waiting: null, idle: null, unknown: null }),
      /** Milliseconds. */
      activitySince: from(nullable(t.number), ({ since }) => since),
      /** Source of `activity`; `null` while there is none. */
      evidence: nullable(EvidenceJson),
      /** The last turn of an idle agent ended in an error; `null` from the next prompt on. */
      failure: nullable(TurnFailureJson),
      /** The model's service has refused a request, which the working agent repeats; `null` otherwise. */
      retry: nullable(ServiceRetryJson),
      tool: nullable(t.string),
      /** Permission mode that the agent reports, in its own words. */
      permissionMode: nullable(t.string),
      /** Calls that the agent's own classifier denied, since its first report to this hub. */
      classifierDenials: from(integer, ({ refusals }) => refusals),
      cost: from(nullable(Cost), ({ line }) => line),
      limits: from(nullable(Limits), ({ line }) => (line !== null && hasLimits(line) ? line : null)),
      /** Milliseconds; the state of a former run of the hub, not confirmed since. Absent for others. */
      activityAsOf: optional(integer),
      /** As `activityAsOf`, for cost, limits and context. */
      costAsOf: optional(integer, ({ lineAsOf }) => lineAsOf),
    }),
    ...within<SessionWork, 'card'>()(({ work }: SessionEntry) => work, {
      project: nullable(
        jsonOf<Project, 'displayName' | 'path' | 'pinned'>()({
          id: t.string,
          name: from(t.string, ({ displayName }) => displayName),
        }),
      ),
      boardCard: from(nullable(t.strict({ id: t.string, title: t.string, stage: StageJson })), ({ card }) => card),
    }),
    git: from(nullable(SummaryJson), ({ repo }) => repo),
    contextPct: from(nullable(t.number), ({ context }) => context?.pct ?? null),
    contextTokens: from(nullable(integer), ({ context }) => context?.tokens ?? null),
    contextLimit: from(nullable(integer), ({ context }) => context?.limit ?? null),
    contextModel: from(nullable(t.string), ({ context }) => context?.model ?? null),
    /** The one that its command line is started in; `null` for other programs than Claude Code. */
    promisedPermissionMode: from(nullable(t.string), ({ promisedMode }) => promisedMode),
    /** Strict, and its Claude Code was started without the gate on its command line; absent otherwise. */
    gateMissing: optional(t.boolean, ({ isUngated }) => (isUngated ? true : null)),
    /** Strict, and these settings weaken its gate: file and sentence, as `penates doctor` names them; absent without any. */
    gateWeaknesses: optional(t.readonlyArray(t.string), ({ gateWeaknesses }) =>
      gateWeaknesses.length === 0 ? null : gateWeaknesses,
    ),
    /** Prompts that wait or are on their way, and the state of an earlier one that holds them up; absent without a queue. */
    prompts: optional(t.strict({ waiting: integer, held: nullable(t.keyof({ failed: null, unknown: null })) })),
  }),
)
export type SessionJson = t.TypeOf<typeof SessionJson>
export const SessionListJson = t.readonlyArray(SessionJson)

/** Parts of the entries that could not be read, and are empty in all of them. */
export const MissingJson = t.readonlyArray(
  t.keyof({
    records: null,
    boardCard: null,
    project: null,
    gateMissing: null,
    prompts: null,
  } satisfies Record<MissingPart, null>),
)

/** The list as JSON. */
export const encodeList = (entries: ReadonlyArray<SessionEntry>): Buffer =>
  Buffer.from(JSON.stringify(entries.map(SessionJson.encode)))

/** The list as JSON, encoded again only when the entries are others. */
export const listBytes = memoizeLast(encodeList)

const STARTED = {
  id: t.string,
  name: t.string,
  created: from(t.number, ({ createdAt }: Session) => createdAt),
  windows: integer,
  attached: from(t.boolean, isAttached),
  path: from(t.string, shownPath),
}

type UnnamedOfSession = 'hostId' | 'createdAt' | 'viewers' | 'foreground' | 'startCommand' | 'startDirectory'

/** A session that has just started. */
export const StartedJson = jsonOf<Session, UnnamedOfSession>()(STARTED)
export const RestoredJson = jsonOf<RestoredSession, UnnamedOfSession>()({
  ...STARTED,
  status: always('running'),
  /** True when it continues the conversation of a coding CLI; false after a start by the stored command. */
  continuesConversation: t.boolean,
})

/** The last lines of a screen, top to bottom. */
export const ScreenJson = named(
  'Screen',
  jsonOf<Screen, 'styled'>()({ name: t.string, lines: t.readonlyArray(t.string) }),
)

/** Properties that the answer to a change of one mark leaves out, besides the other marks. */
type Unmarked =
  | 'id'
  | 'directory'
  | 'command'
  | 'createdAt'
  | 'lastSeenAt'
  | 'manuallyStopped'
  | 'conversation'
  | 'formerConversations'

export const Success = jsonOf<unknown>()({ success: always(true) })

const MARKED = { success: always(true), name: t.string }
export const MutedJson = jsonOf<SessionRecord, Unmarked | 'pinned' | 'recorded'>()({ ...MARKED, muted: t.boolean })
export const PinnedJson = jsonOf<SessionRecord, Unmarked | 'muted' | 'recorded'>()({ ...MARKED, pinned: t.boolean })
export const RecordedJson = jsonOf<SessionRecord, Unmarked | 'muted' | 'pinned'>()({ ...MARKED, recorded: t.boolean })

/** Answer to the end of a session, with the result for the worktree of the session's card. */
export const EndedJson = jsonOf<WorktreeEnd>()({
  success: always(true),
  worktreeRemoved: optional(t.boolean, (end) => (end === 'none' ? null : end === 'removed')),
  worktreeKept: optional(t.boolean, (end) => (end === 'none' ? null : end === 'kept')),
})
export const Named = jsonOf<string>()({ success: always(true), name: from(t.string, identity) })

/** A folder that work was done in; `lastUsed` in seconds. */
export const DirectoryJson = jsonOf<RecentDirectory, 'directory' | 'lastUsedAt'>()({
  cwd: from(t.string, ({ directory }) => directory),
  sources: t.readonlyArray(t.string),
  lastUsed: from(nullable(integer), ({ lastUsedAt }) => Math.floor(lastUsedAt / 1000)),
})

/** Properties that prompts, starts and updates of the program follow. */
type OfPrompts = 'promptPrefix' | 'promptInput' | 'permissionMode'
type OfStarts = 'requires' | 'continuing' | 'resuming' | 'environment' | 'startFlags' | 'withoutGate'

/** A coding CLI of the picker. */
export const CliJson = jsonOf<OfferedProgram, OfPrompts | OfStarts | 'update' | 'cliId'>()({
  id: from(t.string, ({ cliId }) => cliId),
  /** Its id in rules, conversations and usage. */
  agent: from(t.string, ({ id }) => id),
  label: t.string,
  /** Name of the product. */
  name: t.string,
  /** True for a CLI that reports its calls, so that rules apply to it. */
  isReporting: t.boolean,
  /** True for a CLI whose conversations are read. */
  hasConversations: t.boolean,
  binary: t.string,
  colour: t.string,
  /** Logo in a box of 16 by 16: data of SVG paths, drawn as lines unless filled. */
  mark: t.readonlyArray(
    jsonOf<MarkPath>()({ path: t.string, isFilled: from(t.boolean, ({ isFilled = false }) => isFilled) }),
  ),
  variants: t.readonlyArray(
    t.strict({
      label: t.string,
      command: t.string,
      tier: t.keyof({ safe: null, auto: null, danger: null }),
      /**
       * Calls about which a person can be asked in the hub: those that the CLI asks about, or none by itself because a classifier
       * decides, permissions are bypassed, or the CLI answers its own questions.
       */
      questions: t.keyof({ asked: null, classified: null, bypassed: null, answered: null }),
      isDefault: t.boolean,
      /** Command line that the hub starts for `command`. */
      startsAs: t.string,
    }),
  ),
  /** Option that selects a model, with names to suggest; `null` for a CLI without one. */
  models: nullable(t.strict({ flag: t.string, names: t.readonlyArray(t.string) })),
})
