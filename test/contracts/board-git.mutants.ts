import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BoardGitHarness } from './board-git.contract.js'
import { breaking, type Mutants } from './mutants.js'

const worktrees = breaking<BoardGitHarness, 'worktrees'>('worktrees')
const repository = breaking<BoardGitHarness, 'merger'>('merger')
const done = () => TE.right(undefined)

/** Broken worktrees and repositories. */
export const boardGitMutants: Mutants<BoardGitHarness> = {
  'tells of a repository its branches, its base and its work trees': {
    'returns no branches': worktrees(({ inspect }) => ({
      inspect: (folder) =>
        pipe(
          inspect(folder),
          TE.map((found) => ({ ...found, branches: new Map() })),
        ),
    })),
  },
  'makes a worktree on a new branch, or on one that is there as it is': {
    'makes no worktree': worktrees(() => ({ add: (_root, { path }) => TE.right(path) })),
    'starts a branch that is there anew': (scene) => ({
      ...scene,
      worktrees: {
        ...scene.worktrees,
        add: (root, spec) => async () => {
          await scene.merger.deleteBranch(root, spec.branch, await scene.tip(spec.branch))()
          return scene.worktrees.add(root, spec)()
        },
      },
    }),
  },
  'refuses a folder in use and a branch that is checked out, and leaves nothing behind': {
    'takes a refusal for a worktree': worktrees(({ add }) => ({
      add: (root, spec) =>
        pipe(
          add(root, spec),
          TE.orElse(() => TE.right(spec.path)),
        ),
    })),
  },
  'commits everything that is open in a worktree': {
    'commits nothing': worktrees(({ state }) => ({
      commitAll: (path) =>
        pipe(
          state(path),
          TE.map((now) => now?.head ?? ''),
        ),
    })),
  },
  'puts open changes aside under a name, and applies them once': {
    'takes no stash for one': worktrees(({ stash }) => ({
      stash: (path, name) =>
        pipe(
          stash(path, name),
          TE.orElseW(() => TE.right('')),
        ),
    })),
    'gives stashes no name': worktrees(({ stash }) => ({ stash: (path) => stash(path, '') })),
    'keeps a stash that was applied': worktrees(({ applyStash }) => {
      const applied = new Set<string>()
      return {
        applyStash: (path, id) => {
          if (applied.has(id)) return TE.right(undefined)
          applied.add(id)
          return applyStash(path, id)
        },
      }
    }),
  },
  'removes a worktree that holds nothing, and keeps every other': {
    'removes nothing': worktrees(() => ({ remove: () => TE.right('removed') })),
    'removes worktrees in any folder': worktrees(({ remove }, { beside }) => ({
      remove: (root, spec) => remove(root, { ...spec, within: beside }),
    })),
    'reports every worktree as clean': worktrees(({ state }) => ({
      state: (path) =>
        pipe(
          state(path),
          TE.map((now) => now && { ...now, isClean: true, changes: [] }),
        ),
    })),
  },
  'knows what a commit is built on': {
    'takes a commit for built on any other': repository(() => ({ contains: () => TE.right(true) })),
    'takes a commit for built on none': repository(() => ({ contains: () => TE.right(false) })),
  },
  'lists the commits that another one lacks, newest first': {
    'lists the oldest first': repository(({ missing }) => ({
      missing: (root, range) =>
        pipe(
          missing(root, range),
          TE.map((commits) => [...commits].reverse()),
        ),
    })),
    'lists none': repository(() => ({ missing: () => TE.right([]) })),
  },
  'tells what a merge would give, file by file where it would not': {
    'finds no conflict': repository(({ tryMerge }) => ({
      tryMerge: (root, merge) =>
        pipe(
          tryMerge(root, merge),
          TE.map((tried) => (tried._tag === 'conflict' ? { _tag: 'clean' as const, tree: merge.ours } : tried)),
        ),
    })),
    'names no files of a conflict': repository(({ tryMerge }) => ({
      tryMerge: (root, merge) =>
        pipe(
          tryMerge(root, merge),
          TE.map((tried) => (tried._tag === 'conflict' ? { ...tried, files: [] } : tried)),
        ),
    })),
  },
  'reads files of a tree and compares it with a commit': {
    'reads no empty files': repository(({ readTree }) => ({
      readTree: (root, request) =>
        pipe(
          readTree(root, request),
          TE.map((read) => ({ ...read, texts: read.texts.map((text) => text || null) })),
        ),
    })),
    'takes every tree for that of the commit': repository(({ readTree }) => ({
      readTree: (root, request) =>
        pipe(
          readTree(root, request),
          TE.map((read) => ({ ...read, isTreeOfCommit: true })),
        ),
    })),
  },
  'builds a merge with edits that no branch points to, and throws its place away': {
    'drops the edits': repository(({ build }) => ({ build: (root, spec) => build(root, { ...spec, edits: [] }) })),
    'discards nothing': repository(() => ({ discard: done })),
  },
  'takes a merge back with a separate commit': {
    'takes a merge back by the commit before it': (scene) => ({
      ...scene,
      merger: {
        ...scene.merger,
        build: (root, spec) =>
          spec.step._tag === 'revert'
            ? () => Promise.resolve(scene.tip('main')).then((tip) => TE.right(tip)())
            : scene.merger.build(root, spec),
      },
    }),
  },
  'refuses to build what does not merge': {
    'builds a conflict': repository(({ build }) => ({
      build: (root, spec) =>
        pipe(
          build(root, spec),
          TE.orElse(() => TE.right(spec.onto)),
        ),
    })),
  },
  'moves a branch from where it is expected only, forwards and back, and its checkout with it': {
    'moves nothing': repository(() => ({ move: done })),
    'moves a branch from anywhere': (scene) => ({
      ...scene,
      merger: {
        ...scene.merger,
        move: (root, spec) => async () => scene.merger.move(root, { ...spec, from: await scene.tip(spec.branch) })(),
      },
    }),
  },
  'moves no branch whose checkout has a locked index, until it is unlocked': {
    'moves a branch with a locked index': (scene) => ({ ...scene, lockIndex: () => () => undefined }),
  },
  'keeps commits under its own refs': {
    'creates no refs': repository(() => ({ createRefs: done })),
    'deletes no refs': repository(() => ({ deleteRefs: done })),
  },
  'deletes a branch that is where it is expected and nowhere checked out, and makes it again': {
    'keeps every branch': repository(() => ({ deleteBranch: () => TE.right('kept') })),
    'restores over a branch': repository(() => ({ restore: () => TE.right('made') })),
  },
  'pushes forwards only, and tells where the remote is': {
    'pushes nothing': repository(() => ({ push: done })),
    'takes a silent remote for one without the branch': repository(({ fetch }) => ({
      fetch: (root, branch) =>
        pipe(
          fetch(root, branch),
          TE.orElseW(() => TE.right(null)),
        ),
    })),
  },
  'runs the check that the project names': {
    'names no check': repository(() => ({ checkCommand: () => TE.right(null) })),
    'takes every check for passed': repository(() => ({ runCheck: () => TE.right(null) })),
  },
}
