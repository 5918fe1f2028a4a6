import { readdirSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { AgentLogs } from '../../../application/agents/agent-cli.port.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'

/** Log formats by agent. */
export type LogFormats = ReadonlyMap<AgentId, AgentLogs>

/** Absolute paths of the modules that export the `logs` of each agent; threads load them. */
export type FormatModules = ReadonlyArray<readonly [agent: AgentId, module: string]>

/** A folder that an agent keeps its logs below. */
export interface LogRoot {
  readonly agent: AgentId
  /** Absolute. */
  readonly folder: string
}

/** A log as it lies there now. */
export interface LogFile {
  readonly path: string
  readonly agent: AgentId
  readonly inode: number
  readonly size: number
  readonly mtimeMs: number
}

export interface FoundLogs {
  readonly files: ReadonlyArray<LogFile>
  readonly folders: ReadonlyArray<string>
  readonly unreadable: ReadonlyArray<string>
}

/** Levels below a root; conversations of subagents of subagents lie six deep. */
const MOST_DEPTH = 16
/** Only the folders right below a root may be links: a link further down could lead anywhere. */
const LINKS_UP_TO = 1

/** All logs below some roots. Each folder is looked into once, however many links lead to it. */
export function findLogs(roots: ReadonlyArray<LogRoot>, formats: LogFormats): FoundLogs {
  const files: LogFile[] = []
  const folders: string[] = []
  const unreadable: string[] = []
  const seen = new Set<string>()

  const visit = (folder: string, agent: AgentId, depth: number, isLink: boolean): void => {
    if (isLink || depth === 0) {
      const stats = lookAt(folder)
      if (stats === null || !stats.isDirectory()) return
      const identity = `${stats.dev} ${stats.ino}`
      if (seen.has(identity)) return
      seen.add(identity)
    }
    const entries = entriesOf(folder)
    if (entries === null) return
    folders.push(folder)
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (depth < MOST_DEPTH) visit(path, agent, depth + 1, false)
      } else if (formats.get(agent)?.isLog(entry.name) === true) {
        const stats = lookAt(path)
        if (stats?.isFile() === true) {
          files.push({ path, agent, inode: stats.ino, size: stats.size, mtimeMs: stats.mtimeMs })
        }
      } else if (entry.isSymbolicLink() && depth < LINKS_UP_TO) visit(path, agent, depth + 1, true)
    }
  }

  const lookAt = (path: string): Stats | null => attempt(() => statSync(path), path)
  const entriesOf = (folder: string) => attempt(() => readdirSync(folder, { withFileTypes: true }), folder)

  /** Returns `null` on failure. Paths that exist but cannot be read go into `unreadable`. */
  const attempt = <A>(act: () => A, path: string): A | null => {
    try {
      return act()
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT' && code !== 'ENOTDIR') unreadable.push(path)
      return null
    }
  }

  for (const { folder, agent } of roots) visit(folder, agent, 0, false)
  return { files, folders, unreadable }
}
