import { findHooks, type UnreadableSettings, type WantedHooks } from './settings-text.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

/** State of the hook installation. */
export interface Installation {
  readonly state: 'none' | 'current' | 'outdated'
  /** Gate before a tool; `null` when there is none. */
  readonly gate: 'ask' | 'strict' | null
  readonly statusLine: 'ours' | 'foreign' | 'none'
  /** Settings of the operator that prevent the hooks from working, as sentences. */
  readonly obstacles: ReadonlyArray<string>
}

/** Compares the hooks in a settings text with those that would be installed now. */
export function readInstallation(
  text: string,
  wanted: { readonly ask: WantedHooks; readonly strict: WantedHooks },
): E.Either<UnreadableSettings, Installation> {
  return pipe(
    findHooks(text),
    E.map(({ entries, statusLine }): Installation => {
      const gate = gateOf(entries['PreToolUse'])
      const isCurrent = same(entries, wanted[gate ?? 'ask'].entries)
      const state = Object.keys(entries).length === 0 ? 'none' : isCurrent ? 'current' : 'outdated'
      return { state, gate, statusLine, obstacles: obstaclesIn(JSON.parse(text) as Readonly<Record<string, unknown>>) }
    }),
  )
}

const gateOf = (entries: ReadonlyArray<unknown> | undefined): Installation['gate'] => {
  if (entries === undefined) return null
  return JSON.stringify(entries).includes('"type":"command"') ? 'strict' : 'ask'
}

const same = (found: Readonly<Record<string, ReadonlyArray<unknown>>>, wanted: WantedHooks['entries']): boolean => {
  const events = new Set([...Object.keys(found), ...Object.keys(wanted)])
  return [...events].every((event) => JSON.stringify(found[event]) === JSON.stringify([wanted[event]]))
}

/** Claude Code settings that block hooks (2.1.197). */
function obstaclesIn(settings: Readonly<Record<string, unknown>>): ReadonlyArray<string> {
  const { disableAllHooks, allowedHttpHookUrls, httpHookAllowedEnvVars } = settings
  const names: unknown = httpHookAllowedEnvVars
  const lacksNames =
    Array.isArray(names) && !(['PENATES_TOKEN', 'PENATES_SESSION'] as unknown[]).every((name) => names.includes(name))
  return [
    ...(disableAllHooks === true ? ['"disableAllHooks" is true: no hook runs.'] : []),
    ...(Array.isArray(allowedHttpHookUrls) ? ['"allowedHttpHookUrls" has to allow the address of the hub.'] : []),
    ...(lacksNames ? ['"httpHookAllowedEnvVars" has to name PENATES_TOKEN and PENATES_SESSION.'] : []),
  ]
}
