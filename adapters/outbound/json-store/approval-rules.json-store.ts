import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { DEFAULT_FREE_TOOLS, DEFAULT_RULES, LOST_RULES, type ApprovalRules } from '../../../domain/approvals/rules.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedAgentId, storedInstant, storedMark } from './stored-values.js'

const Mode = t.keyof({ off: null, ask: null, strict: null })
const StoredGrants = t.readonlyArray(
  t.strict({ session: t.string, tool: t.string, digest: t.string, grantedAt: storedInstant }),
)
const StoredPermission = t.intersection([
  t.strict({
    id: t.string,
    effect: t.keyof({ allow: null, ask: null, deny: null }),
    tool: t.string,
    pattern: t.union([
      t.strict({ kind: t.literal('any') }),
      t.strict({ kind: t.literal('command'), words: t.readonlyArray(t.string), open: t.boolean }),
      t.strict({ kind: t.literal('path'), path: t.string }),
      t.strict({ kind: t.literal('host'), host: t.string }),
    ]),
    projectId: t.union([t.string, t.null]),
    createdAt: storedInstant,
  }),
  /** Absent for a rule about every CLI. */
  t.partial({ agent: storedAgentId }),
])
const StoredRules = t.intersection([
  t.strict({
    mode: Mode,
    sessions: t.record(t.string, Mode),
    /** By name, of versions without `byId`. A name may have gone to another session since, so they are not read: people are asked again. */
    grants: t.UnknownArray,
  }),
  /** Absent until the operator changes the list; the default list of this version applies then. */
  t.partial({ freeTools: t.readonlyArray(t.string) }),
  /** Keyed by id of the session. An older version drops the field when it writes; all modes are in `sessions` too. */
  t.partial({
    byId: t.strict({
      sessions: t.record(t.string, t.strict({ name: t.string, mode: Mode })),
      grants: StoredGrants,
    }),
  }),
  t.partial({ permissions: t.readonlyArray(StoredPermission), waitMinutes: t.record(t.string, t.number) }),
  t.type({ asksInAutoMode: storedMark }),
])

/** `approval-rules.json`. */
export const approvalRulesSpec = (folder: StateFolder): JsonStoreSpec<ApprovalRules> => ({
  ...folder,
  file: join(folder.path, 'approval-rules.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: DEFAULT_RULES,
  lost: LOST_RULES,
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredRules),
      E.map(({ mode, sessions, byId, waitMinutes, freeTools, asksInAutoMode, permissions }) => ({
        mode,
        sessions,
        ids: byId?.sessions ?? {},
        waitMinutes: waitMinutes ?? {},
        grants: (byId?.grants ?? []).map((grant) => ({ ...grant, session: sessionId(grant.session) })),
        freeTools: freeTools ?? DEFAULT_FREE_TOOLS,
        asksInAutoMode,
        permissions: (permissions ?? []).map((rule) => ({ ...rule, agent: rule.agent ?? null })),
      })),
    ),
  encode: ({ mode, sessions, ids, grants, waitMinutes, freeTools, asksInAutoMode, permissions }) => ({
    mode,
    sessions,
    ...(Object.keys(waitMinutes).length === 0 ? {} : { waitMinutes }),
    ...(freeTools === DEFAULT_FREE_TOOLS ? {} : { freeTools }),
    ...(asksInAutoMode ? { asksInAutoMode } : {}),
    ...(permissions.length === 0
      ? {}
      : {
          permissions: permissions.map(({ agent, ...rule }) => ({
            ...rule,
            ...(agent === null ? {} : { agent }),
            createdAt: storedInstant.encode(rule.createdAt),
          })),
        }),
    grants: [],
    byId: {
      sessions: ids,
      grants: grants.map((grant) => ({ ...grant, grantedAt: storedInstant.encode(grant.grantedAt) })),
    },
  }),
})
