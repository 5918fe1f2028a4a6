import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { MAX_MISSING, type GitRepository } from '../../../application/board/git-repository.port.js'
import { baseMoved, mergeRefused, pushRefused, remoteSilent } from '../../../domain/board/errors.js'
import type { MergeTrial } from '../../../domain/board/repository.js'
import {
  addCommit,
  filesOf,
  mergedFiles,
  newWorktree,
  threeWay,
  withAncestors,
  type Files,
  type KeptRepository,
  type InRepository,
} from './memory-git.js'

export function memoryGitRepository(
  inRepository: InRepository,
  repositories: () => ReadonlyArray<KeptRepository>,
): GitRepository {
  return {
    fetch: (directory, branch) =>
      inRepository(directory, ({ remote, isRemoteSilent, remoteBranches }) => {
        if (remote === null || isRemoteSilent) return E.left(remoteSilent('no answer'))
        const tip = remote.get(branch)
        if (tip === undefined) return E.right(null)
        remoteBranches.set(branch, tip)
        return E.right(tip)
      }),
    contains: (directory, { commit, ancestor }) =>
      inRepository(directory, (repository) => E.right(withAncestors(repository, commit).has(ancestor))),
    missing: (directory, { from, to }) =>
      inRepository(directory, (repository) => {
        const had = withAncestors(repository, from)
        const missing = [...withAncestors(repository, to)].filter((id) => !had.has(id)).slice(0, MAX_MISSING)
        const subjectOf = (id: string): string => repository.commits.get(id)?.message.split('\n')[0] ?? ''
        return E.right(missing.map((id) => ({ id, subject: subjectOf(id) })))
      }),
    tryMerge: (directory, { ours, theirs }) =>
      inRepository(directory, (repository): E.Either<never, MergeTrial> => {
        if (!repository.commits.has(ours) || !repository.commits.has(theirs))
          return E.right({ _tag: 'failed', detail: 'no such commit' })
        const { files, conflicts } = mergedFiles(repository, ours, theirs)
        if (conflicts.length > 0) return E.right({ _tag: 'conflict', files: conflicts })
        return E.right({ _tag: 'clean', tree: addCommit(repository, [], files, 'a tree') })
      }),
    changedPaths: (directory, { base, tip }) =>
      inRepository(directory, (repository) => {
        const before = withAncestors(repository, base)
        const common = [...withAncestors(repository, tip)].find((id) => before.has(id))
        if (common === undefined) return E.right([])
        const [was, is] = [filesOf(repository, common), filesOf(repository, tip)]
        return E.right(
          [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path)).sort(),
        )
      }),
    readTree: (directory, { tree, commit, paths }) =>
      inRepository(directory, (repository) => {
        const files = filesOf(repository, tree)
        return E.right({
          isTreeOfCommit: repository.commits.has(tree) && isSameFiles(files, filesOf(repository, commit)),
          texts: paths.map((path) => files.get(path) ?? null),
        })
      }),
    build: (directory, { scratchWorktree: place, onto, message, step, edits }) =>
      inRepository(directory, (repository) => {
        if (repository.mergeRefusal !== null) return E.left(mergeRefused('merge', repository.mergeRefusal))
        const { files, conflicts } = stepped(repository, onto, step)
        if (conflicts.length > 0) return E.left(mergeRefused('merge', 'a conflict'))
        const edited = new Map([...files, ...edits.map(({ path, text }) => [path, text] as const)])
        const id = addCommit(repository, step._tag === 'merge' ? [onto, step.commit] : [onto], edited, message)
        repository.worktrees.set(place, newWorktree(null, false, id))
        return E.right(id)
      }),
    cherryPick: (directory, { scratchWorktree: place, onto, since, tip }) =>
      inRepository(directory, (repository) => {
        const had = withAncestors(repository, since)
        const nearest = [...withAncestors(repository, tip)].find((id) => had.has(id)) ?? since
        const { files, conflicts } = threeWay(
          filesOf(repository, nearest),
          filesOf(repository, onto),
          filesOf(repository, tip),
        )
        if (conflicts.length > 0) return E.left(mergeRefused('merge', 'a conflict'))
        const id = addCommit(repository, [onto], files, 'Anew')
        repository.worktrees.set(place, newWorktree(null, false, id))
        return E.right(id)
      }),
    discard: (directory, { scratchWorktree }) =>
      inRepository(directory, ({ worktrees }) => {
        worktrees.delete(scratchWorktree)
        return E.right(undefined)
      }),
    push: (directory, commit, branch) =>
      inRepository(directory, (repository) => {
        const { remote, isRemoteSilent, pushRefusal } = repository
        if (remote === null || isRemoteSilent) return E.left(pushRefused('no answer'))
        const there = remote.get(branch)
        const isForward = there === undefined || withAncestors(repository, commit).has(there)
        if (pushRefusal !== null || !isForward) return E.left(pushRefused(pushRefusal ?? 'non-fast-forward'))
        remote.set(branch, commit)
        repository.remoteBranches.set(branch, commit)
        return E.right(undefined)
      }),
    move: (directory, { branch, from, to }) =>
      inRepository(directory, ({ branches, worktrees }) => {
        const checkout = [...worktrees.values()].find((tree) => tree.branch === branch)
        const there = branches.get(branch)
        if (there === to) return E.right(undefined)
        const isHeld = checkout?.isClean === false || checkout?.isLocked === true
        if (there !== from || isHeld) return E.left(baseMoved(`'${branch}' has moved`))
        branches.set(branch, to)
        return E.right(undefined)
      }),
    createRefs: (directory, refs) =>
      inRepository(directory, (repository) => {
        for (const [ref, commit] of Object.entries(refs)) repository.refs.set(ref, commit)
        return E.right(undefined)
      }),
    rescueRefs: (directory) =>
      inRepository(directory, ({ refs }) =>
        E.right([...refs.keys()].filter((ref) => ref.startsWith('refs/penates/rescue/')).sort()),
      ),
    deleteRefs: (directory, names) =>
      inRepository(directory, ({ refs }) => {
        for (const name of names) refs.delete(name)
        return E.right(undefined)
      }),
    restore: (directory, branch, commit) =>
      inRepository(directory, ({ branches }) => {
        const there = branches.get(branch)
        if (there !== undefined && there !== commit) return E.right('taken')
        branches.set(branch, commit)
        return E.right('made')
      }),
    deleteBranch: (directory, branch, expected) =>
      inRepository(directory, ({ branches, worktrees }) => {
        const there = branches.get(branch)
        if (there === undefined) return E.right('absent')
        const isCheckedOut = [...worktrees.values()].some((tree) => tree.branch === branch)
        if (isCheckedOut || there !== expected) return E.right('kept')
        branches.delete(branch)
        return E.right('deleted')
      }),
    checkCommand: (directory) => inRepository(directory, ({ check }) => E.right(check?.command ?? null)),
    runCheck: ({ scratchWorktree }) =>
      TE.fromIO(() => repositories().find(({ worktrees }) => worktrees.has(scratchWorktree))?.check?.complaint ?? null),
  }
}

const isSameFiles = (one: Files, other: Files): boolean =>
  one.size === other.size && [...one].every(([path, text]) => other.get(path) === text)

function stepped(
  repository: KeptRepository,
  onto: string,
  { _tag, commit }: { readonly _tag: 'merge' | 'revert'; readonly commit: string },
): { readonly files: Files; readonly conflicts: ReadonlyArray<string> } {
  if (_tag === 'merge') return mergedFiles(repository, onto, commit)
  const [parent = ''] = repository.commits.get(commit)?.parents ?? []
  return threeWay(filesOf(repository, commit), filesOf(repository, onto), filesOf(repository, parent))
}
