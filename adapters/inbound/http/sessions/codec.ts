import * as t from 'io-ts'
import type { AgentClis } from '../../../../application/agents/agent-cli.port.js'
import { defaultVariant, startedCommand } from '../../../../domain/agents/agent-program.js'
import type { SessionEntry } from '../../../../application/overview/read-session-list.js'
import { memoizeLast } from '../../../../application/shared/memoize-last.js'
import type { RepoSummary } from '../../../../domain/repo/work-tree.js'
import type { StatusLine } from '../../../../domain/usage/status-line.js'
import type { RecentDirectory } from '../../../../domain/sessions/recent-directories.js'
import type { Session } from '../../../../domain/sessions/session.js'
import { nullable, recordOf } from '../../../../infrastructure/codec/codecs.js'
import { DETACHED } from '../repo/codec.js'

const Git = t.strict({ branch: t.string, dirty: t.boolean, ahead: nullable(t.number), behind: nullable(t.number) })

const Cost = t.strict({
  totalUsd: nullable(t.number),
  durationMs: nullable(t.number),
  linesAdded: nullable(t.number),
  linesRemoved: nullable(t.number),
})

/** `what`: name of the hook, or text of the gate or the screen; `at` in milliseconds. */
const Evidence = t.strict({
  source: t.keyof({ hook: null, approval: null, screen: null }),
  what: t.string,
  at: t.number,
})

const Limits = t.strict({
  pct5h: nullable(t.number),
  pct7d: nullable(t.number),
  resets5h: nullable(t.number),
  resets7d: nullable(t.number),
})

/** One line of the session list. Sources that are not there give `null`, never an absent key. */
export const SessionJson = recordOf(
  {
    name: t.string,
    status: t.keyof({ running: null, dormant: null, foreign: null }),
    activity: t.keyof({ working: null, waiting: null, idle: null, unknown: null }),
    /** Milliseconds. */
    activitySince: nullable(t.number),
    /** Source of `activity`; `null` while there is none. */
    evidence: nullable(Evidence),
    attached: t.boolean,
    path: nullable(t.string),
    command: nullable(t.string),
    /** Program in the foreground of the active pane. */
    foreground: nullable(t.string),
    muted: t.boolean,
    pinned: t.boolean,
    manuallyStopped: t.boolean,
    project: nullable(t.strict({ id: t.string, name: t.string })),
    boardCard: nullable(t.strict({ id: t.string, title: t.string, stage: t.string })),
    git: nullable(Git),
    contextPct: nullable(t.number),
    contextTokens: nullable(t.number),
    contextLimit: nullable(t.number),
    contextModel: nullable(t.string),
    tool: nullable(t.string),
    /** Permission mode that the agent reports, in its own words. */
    permissionMode: nullable(t.string),
    /** The one that its command line is started in; `null` for other programs than Claude Code. */
    promisedPermissionMode: nullable(t.string),
    cost: nullable(Cost),
    limits: nullable(Limits),
    windows: t.number,
    created: nullable(t.number),
  },
  {
    /** ISO; on dormant entries only. */
    lastSeenAt: t.string,
    /** Strict, and its Claude Code was started without the gate on its command line; absent otherwise. */
    gateMissing: t.boolean,
  },
)
export type SessionJson = t.TypeOf<typeof SessionJson>
export const SessionListJson = t.readonlyArray(SessionJson)

/** A session that has just started. */
export const StartedJson = t.strict({
  name: t.string,
  created: t.number,
  windows: t.number,
  attached: t.boolean,
  path: t.string,
})

/** The last lines of a screen, top to bottom. */
export const ScreenJson = t.strict({ name: t.string, lines: t.readonlyArray(t.string) })
export const Success = t.strict({ success: t.literal(true) })

/** Answer to the end of a session, with the result for the worktree of the session's card. */
export const EndedJson = recordOf({ success: t.literal(true) }, { worktreeRemoved: t.boolean, worktreeKept: t.boolean })
export const Named = t.strict({ success: t.literal(true), name: t.string })

/** A folder that work was done in; `lastUsed` in seconds. */
export const DirectoryJson = t.strict({
  cwd: t.string,
  sources: t.readonlyArray(t.string),
  lastUsed: nullable(t.number),
})

/** A coding CLI of the picker. */
export const CliJson = t.strict({
  id: t.string,
  label: t.string,
  binary: t.string,
  colour: t.string,
  /** Logo in a box of 16 by 16: data of SVG paths, drawn as lines unless filled. */
  mark: t.readonlyArray(t.strict({ path: t.string, isFilled: t.boolean })),
  variants: t.readonlyArray(
    t.strict({
      label: t.string,
      command: t.string,
      tier: t.keyof({ safe: null, auto: null, danger: null }),
      isDefault: t.boolean,
      /** Command line that the hub starts for `command`. */
      startsAs: t.string,
    }),
  ),
})

export const cliJson = (agents: AgentClis, agent: AgentClis[number]): t.TypeOf<typeof CliJson> => ({
  id: agent.cliId,
  label: agent.label,
  binary: agent.binary,
  colour: agent.colour,
  mark: agent.mark.map(({ path, isFilled = false }) => ({ path, isFilled })),
  variants: agent.variants.map((variant) => ({
    ...variant,
    isDefault: variant === defaultVariant(agent),
    startsAs: startedCommand(agents, variant.command),
  })),
})

/** Path shown for a live session whose folder is unknown. */
const UNKNOWN_PATH = '~'

/** The list as JSON; the same bytes again as long as the entries are the same. */
export const listBytes = memoizeLast((entries: ReadonlyArray<SessionEntry>) =>
  Buffer.from(JSON.stringify(SessionListJson.encode(entries.map(entryJson)))),
)

/** A line of the list. Unknown values are `null`. */
function entryJson(entry: SessionEntry): SessionJson {
  const { session, agent, work, repo, context, promisedMode, isUngated } = entry
  const { project, card } = work
  const { name, status, viewers, path, command, foreground, windows, createdAt, lastSeenAt } = session
  const { line } = agent
  return {
    name,
    status,
    activity: agent.activity,
    activitySince: agent.since,
    evidence: agent.evidence,
    attached: viewers > 0,
    path: path ?? UNKNOWN_PATH,
    command,
    foreground,
    muted: session.muted,
    pinned: session.pinned,
    manuallyStopped: session.manuallyStopped,
    project: project === null ? null : { id: project.id, name: project.displayName },
    boardCard: card === null ? null : { id: card.id, title: card.title, stage: card.stage },
    git: repo === null ? null : gitOf(repo),
    contextPct: context?.pct ?? null,
    contextTokens: context?.tokens ?? null,
    contextLimit: context?.limit ?? null,
    contextModel: context?.model ?? null,
    tool: agent.tool,
    permissionMode: agent.permissionMode,
    promisedPermissionMode: promisedMode,
    cost: line === null ? null : costOf(line),
    limits: line === null ? null : limitsOf(line),
    windows,
    created: createdAt,
    ...(lastSeenAt === null ? {} : { lastSeenAt: new Date(lastSeenAt).toISOString() }),
    ...(isUngated ? { gateMissing: true } : {}),
  }
}

const gitOf = ({ branch, dirty, ahead, behind }: RepoSummary): t.TypeOf<typeof Git> => ({
  branch: branch ?? DETACHED,
  dirty,
  ahead,
  behind,
})

const costOf = ({ costUsd, durationMs, linesAdded, linesRemoved }: StatusLine): t.TypeOf<typeof Cost> => ({
  totalUsd: costUsd,
  durationMs,
  linesAdded,
  linesRemoved,
})

/** `null` as a whole where the agent has said nothing of limits. */
function limitsOf({ pct5h, pct7d, resets5h, resets7d }: StatusLine): t.TypeOf<typeof Limits> | null {
  const limits = { pct5h, pct7d, resets5h, resets7d }
  return Object.values(limits).every((value) => value === null) ? null : limits
}

/** Answer to a start and to a restore. */
export const startedJson = ({ name, createdAt, windows, viewers, path }: Session): t.TypeOf<typeof StartedJson> => ({
  name,
  created: createdAt,
  windows,
  attached: viewers > 0,
  path: path ?? UNKNOWN_PATH,
})

/** A recent folder as clients read it. */
export const directoryJson = ({ directory, sources, lastUsedAt }: RecentDirectory): t.TypeOf<typeof DirectoryJson> => ({
  cwd: directory,
  sources,
  lastUsed: Math.floor(lastUsedAt / 1000),
})
