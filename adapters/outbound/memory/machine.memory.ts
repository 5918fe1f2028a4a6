import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { createHash } from 'node:crypto'
import type { InstalledAgent, InstalledAgents } from '../../../application/agents/installed-agents.port.js'
import type { PortProbe } from '../../../application/board/port-probe.port.js'
import type { IgnoreRules } from '../../../application/files/ignore-rules.port.js'
import type { SessionScope } from '../../../application/files/session-scope.port.js'
import type { PortScan } from '../../../application/preview/port-scan.port.js'
import type { Seal } from '../../../application/preview/seal.port.js'
import type { Figures, Measurements } from '../../../application/server/measurements.port.js'
import type { DirectorySource } from '../../../application/sessions/directory-source.port.js'
import type { Folders } from '../../../application/sessions/folders.port.js'
import type { Secrets } from '../../../application/shared/secrets.port.js'
import { isWithin } from '../../../domain/files/project-path.js'
import type { ListeningPort } from '../../../domain/preview/preview-port.js'
import type { Spread } from '../../../domain/server/spread.js'
import { unusableDirectory, type UnusableDirectory } from '../../../domain/sessions/errors.js'
import type { RecentDirectory } from '../../../domain/sessions/recent-directories.js'
import type { Instant } from '../../../domain/shared/instant.js'

/** Ports in memory; those of the set are taken. */
export const memoryPortProbe = (taken: ReadonlySet<number> = new Set()): PortProbe => ({
  areFree: (first, count) => () =>
    Promise.resolve(Array.from({ length: count }, (_, offset) => first + offset).every((port) => !taken.has(port))),
})

/** Listening ports that a test opens and closes. */
export interface MemoryPortScan extends PortScan {
  /** Opens a port. */
  readonly listen: (port: number, process?: string) => void
  /** Closes a port. */
  readonly close: (port: number) => void
}

/** Ports that listen when a test opens them. */
export function memoryPortScan(): MemoryPortScan {
  const listening = new Map<number, ListeningPort>()
  return {
    list: TE.fromIO(() => [...listening.values()]),
    isListening: (port) => () => Promise.resolve(listening.has(port)),
    listen: (port, process = '') => void listening.set(port, { port, process }),
    close: (port) => void listening.delete(port),
  }
}

const HOME = '/home/me'

/** A disk on which every absolute folder exists, but for the given paths. `~` is `/home/me`. */
export function memoryFolders(unusable: Readonly<Record<string, UnusableDirectory['reason']>> = {}): Folders {
  return {
    usable: (directory) =>
      TE.fromIOEither(() => {
        const path = absolute(directory)
        if (path === null) return E.left(unusableDirectory(directory, 'not-absolute'))
        const reason = unusable[path]
        return reason === undefined ? E.right(path) : E.left(unusableDirectory(directory, reason))
      }),
  }
}

/** Without `~`, dots and slashes too many; `null` for what is no absolute path. */
function absolute(directory: string): string | null {
  const expanded = directory.replace(/^~(?=\/|$)/, HOME)
  if (!expanded.startsWith('/') || expanded.includes('\0')) return null
  const segments: string[] = []
  for (const segment of expanded.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return `/${segments.join('/')}`
}

/** Directory source whose content a test sets. */
export interface MemoryDirectorySource {
  /** Port. */
  readonly source: DirectorySource
  /** Work was done in this folder at that time; times go on from one call to the next. */
  readonly work: (directory: string, at: Instant) => void
}

/** `name` is what its folders are known from. */
export function memoryDirectorySource(name: string): MemoryDirectorySource {
  const known = new Map<string, RecentDirectory>()
  return {
    source: (limit) => () => Promise.resolve([...known.values()].toReversed().slice(0, limit)),
    work: (directory, at) => {
      known.delete(directory)
      known.set(directory, { directory, sources: [name], lastUsedAt: at })
    },
  }
}

/** Work trees that a test names. */
export interface MemorySessionScope extends SessionScope {
  /** Makes a folder the top of a worktree. */
  readonly addWorkTree: (top: string) => void
  /** Creates the temporary folder. */
  readonly addTemporary: () => void
}

export function memorySessionScope(home: string, temporary: string): MemorySessionScope {
  const tops: string[] = []
  let isThere = false
  return {
    home,
    temporary: () => Promise.resolve(isThere ? temporary : null),
    workTreeOf: (folder) => () =>
      Promise.resolve(
        tops
          .filter((top) => isWithin(top, folder))
          .sort((one, other) => other.length - one.length)
          .at(0) ?? null,
      ),
    addWorkTree: (top) => void tops.push(top),
    addTemporary: () => {
      isThere = true
    },
  }
}

/** Coding CLIs in memory. */
export interface MemoryInstalledAgents extends InstalledAgents {
  /** Versions of installed programs. */
  readonly installed: Map<string, string | null>
  /** Installed programs that do not answer. */
  readonly silent: Set<string>
}

export function memoryInstalledAgents(): MemoryInstalledAgents {
  const installed = new Map<string, string | null>()
  const silent = new Set<string>()
  return {
    installed,
    silent,
    find: (binaries) => () =>
      Promise.resolve(
        new Map<string, InstalledAgent>(
          binaries.flatMap((binary): ReadonlyArray<readonly [string, InstalledAgent]> => {
            if (silent.has(binary)) return [[binary, { version: null, hasAnswered: false }]]
            const version = installed.get(binary)
            return version === undefined ? [] : [[binary, { version, hasAnswered: true }]]
          }),
        ),
      ),
  }
}

const NEVER: Spread = { count: 0, totalMs: 0, p50Ms: null, p99Ms: null }

/** Figures of an idle process. */
const NOTHING: Figures = {
  echo: NEVER,
  loopDelay: NEVER,
  git: NEVER,
  tmux: NEVER,
  terminals: { paused: 0, bytesOut: 0, bytesIn: 0 },
  pushes: { delivered: 0, failed: 0 },
  storeWrites: { failed: 0, took: NEVER },
  faults: [],
  memory: { residentBytes: 1, heapBytes: 1 },
}

/** Figures that are what they are set to. */
export interface MemoryMeasurements extends Measurements {
  /** Replaces the figures that are given. */
  readonly set: (figures: Partial<Figures>) => void
}

export function memoryMeasurements(): MemoryMeasurements {
  let figures = NOTHING
  return {
    read: () => figures,
    set: (some) => {
      figures = { ...figures, ...some }
    },
  }
}

/** Stores sealed texts under `sealed-1` and so on. */
export function memorySeal(): Seal {
  const texts = new Map<string, string>()
  return {
    close: (text) => {
      const sealed = `sealed-${texts.size + 1}`
      texts.set(sealed, text)
      return sealed
    },
    open: (sealed) => texts.get(sealed) ?? null,
  }
}

/** Counted, not random: after `last` 0, the first id is `00000000-0000-4000-8000-000000000001`, its secret `secret-1`. */
export function memorySecrets(last = 0): Secrets {
  let [ids, secrets] = [last, last]
  return {
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    newSecret: () => `secret-${String(++secrets)}`,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  }
}

/** Leaves out the names of `ignored` in every folder at or below `repository`. */
export const memoryIgnoreRules = (repository: string, ignored: ReadonlySet<string>): IgnoreRules => ({
  ignored: (folder, names) =>
    TE.fromIO(() => {
      const isWithin = folder === repository || folder.startsWith(`${repository}/`)
      return new Set(isWithin ? names.filter((name) => ignored.has(name)) : [])
    }),
})
