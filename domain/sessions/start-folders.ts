/** Folder that is offered for a new session. */
export interface StartFolder {
  /** Absolute. */
  readonly path: string
  readonly kind: 'project' | 'recent'
  /** Name of the project; `null` for other folders. */
  readonly name: string | null
}

/** Worktrees of cards and those that Claude Code makes. */
const WORKTREE = /\/\.(?:penates-worktrees|claude\/worktrees)\//

export const isWorktree = (path: string): boolean => WORKTREE.test(path)

/** Projects, then folders of recent work that are neither projects nor worktrees. */
export function startFolders(
  projects: ReadonlyArray<{ readonly path: string; readonly displayName: string }>,
  recent: ReadonlyArray<string>,
): ReadonlyArray<StartFolder> {
  const paths = new Set(projects.map(({ path }) => path))
  return [
    ...projects.map(({ path, displayName }) => ({ path, kind: 'project', name: displayName }) as const),
    ...recent
      .filter((path) => !paths.has(path) && !isWorktree(path))
      .map((path) => ({ path, kind: 'recent', name: null }) as const),
  ]
}

/** The folder of the most recent work, else the first project; `null` for none. */
export const suggestedFolder = (folders: ReadonlyArray<StartFolder>): string | null =>
  (folders.find(({ kind }) => kind === 'recent') ?? folders[0])?.path ?? null
