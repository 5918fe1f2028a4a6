import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { CommitChanges, LoggedCommits } from '../../domain/repo/commit.js'
import { commitNotFound } from '../../domain/repo/errors.js'
import type { Branches } from '../../domain/repo/refs.js'
import type { PendingChanges, RepoStatus } from '../../domain/repo/work-tree.js'
import { breaking, type Mutants } from './mutants.js'
import type { RepoHistoryHarness } from './repo-history.contract.js'

const broken = breaking<RepoHistoryHarness, 'history'>('history')
const status = (change: (now: RepoStatus) => Partial<RepoStatus>) =>
  broken(({ status: read }) => ({
    status: (directory) =>
      pipe(
        read(directory),
        TE.map((now) => ({ ...now, ...change(now) })),
      ),
  }))
const changes = (change: (now: PendingChanges) => Partial<PendingChanges>) =>
  broken(({ changes: read }) => ({
    changes: (directory, only, context) =>
      pipe(
        read(directory, only, context),
        TE.map((now) => ({ ...now, ...change(now) })),
      ),
  }))
const log = (change: (logged: LoggedCommits) => Partial<LoggedCommits>) =>
  broken(({ log: read }) => ({
    log: (directory, page) =>
      pipe(
        read(directory, page),
        TE.map((logged) => ({ ...logged, ...change(logged) })),
      ),
  }))
const branches = (change: (found: Branches) => Partial<Branches>) =>
  broken(({ branches: read }) => ({
    branches: (directory) =>
      pipe(
        read(directory),
        TE.map((found) => ({ ...found, ...change(found) })),
      ),
  }))
const commit = (change: (found: CommitChanges) => Partial<CommitChanges>) =>
  broken(({ commit: read }) => ({
    commit: (directory, id, only, context) =>
      pipe(
        read(directory, id, only, context),
        TE.map((found) => ({ ...found, ...change(found) })),
      ),
  }))

/** Broken readers of repositories. */
export const repoHistoryMutants: Mutants<RepoHistoryHarness> = {
  'says so to every question': {
    'reads an empty log outside a repository': broken(({ log: read }) => ({
      log: (directory, page) =>
        pipe(
          read(directory, page),
          TE.orElseW(() => TE.right({ commits: [], hasMore: false })),
        ),
    })),
  },
  'tells staged, changed, removed, unknown and conflicting paths apart': {
    'leaves out untracked paths': status(({ entries }) => ({
      entries: entries.filter(({ workTree }) => workTree !== '?'),
    })),
    'takes staged paths for changed ones': status(({ entries }) => ({
      entries: entries.map(({ path, index, workTree }) => ({ path, index: null, workTree: workTree ?? index })),
    })),
  },
  'counts commits ahead of and behind the upstream, null without one or when it is gone': {
    'counts no commits without an upstream': status(({ head }) => ({
      head: { ...head, ahead: head.ahead ?? 0, behind: head.behind ?? 0 },
    })),
  },
  'has no branch when the head is detached': {
    'names a branch for a detached head': status(({ head }) => ({ head: { ...head, branch: head.branch ?? 'HEAD' } })),
  },
  'shows a path changed in index and work tree twice, each with its own patch': {
    'shows a path once': changes(({ files }) => ({
      files: files.filter(({ path }, index) => files.findIndex((file) => file.path === path) === index),
    })),
  },
  'says of a binary file only that it differs': {
    'shows a binary file as text': changes(({ files }) => ({
      files: files.map((file) => ({ ...file, binary: false })),
    })),
  },
  'goes back from the head, newest first, with the refs that point there': {
    'returns the oldest commit first': log(({ commits }) => ({ commits: commits.toReversed() })),
    'drops the refs': log(({ commits }) => ({ commits: commits.map((one) => ({ ...one, refs: [] })) })),
  },
  'comes in pages and says whether there is another': {
    'has no further page': log(() => ({ hasMore: false })),
    'ignores what it is to skip': broken(({ log: read }) => ({
      log: (directory, page) => read(directory, { ...page, skip: 0 }),
    })),
  },
  'starts before a date': {
    'ignores the date': broken(({ log: read }) => ({
      log: (directory, page) => read(directory, { ...page, before: null }),
    })),
  },
  'lists local ones with their upstream and remote ones, by name': {
    'lists no remote branches': branches(() => ({ remote: [] })),
    'takes every branch for the current one': branches(({ local }) => ({
      local: local.map((branch) => ({ ...branch, current: true })),
    })),
  },
  'shows the first one against nothing and others against their parent': {
    'shows no patches': commit(({ files }) => ({ files: files.map((file) => ({ ...file, diff: null })) })),
    'finds commits by whole ids only': broken(({ commit: read }) => ({
      commit: (directory, id, only, context) =>
        id.length < 40 ? TE.left(commitNotFound(id)) : read(directory, id, only, context),
    })),
  },
  'lists tracked and untracked files against the last commit and against a merge base': {
    'compares with the last commit only': broken(({ changesSince }) => ({
      changesSince: (directory, _, only, context) => changesSince(directory, 'HEAD', only, context),
    })),
  },
  'shows what a branch has since it left its base': {
    'compares with the base itself': broken(({ compare }) => ({
      compare: (directory, { base, head }, only, context) =>
        compare(directory, { base: head, head: base }, only, context),
    })),
  },
}
