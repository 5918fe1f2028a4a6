import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RepoFeature } from '../../../../application/repo/repo-feature.js'
import type { Clock } from '../../../../application/shared/clock.port.js'
import type { Unavailable } from '../../../../application/shared/errors.js'
import { repoUnreadable, type RepoUnreadable } from './errors.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'
import { branchesJson, changesJson, commitJson, glanceJson, loggedJson } from './codec.js'

export function repoRoutes(use: RepoFeature, clock: Clock): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.readChanges, ({ params: { name }, query }) =>
      pipe(
        use.readChanges(name, query.path.filter(isPath), query.context),
        TE.mapLeft(unreadable),
        TE.map((changes) => ({ status: 200, body: changesJson(changes) })),
      ),
    ),
    bindAnswer(api.readLog, ({ params: { name }, query: { limit, skip, before } }) =>
      pipe(
        use.readLog(name, { limit, skip, before: dateIn(before) }),
        TE.mapLeft(unreadable),
        TE.map(({ commits, hasMore }) => ({ status: 200, body: { commits: commits.map(loggedJson), hasMore } })),
      ),
    ),
    bindAnswer(api.readBranches, ({ params: { name } }) =>
      pipe(
        use.readBranches(name),
        TE.mapLeft(unreadable),
        TE.map((branches) => ({ status: 200, body: branchesJson(branches) })),
      ),
    ),
    bindAnswer(api.readCommit, ({ params: { name, sha }, query }) =>
      pipe(
        use.readCommit(name, sha, query.path.filter(isPath), query.context),
        TE.mapLeft(unreadable),
        TE.map((commit) => ({ status: 200, body: commitJson(commit) })),
      ),
    ),
    bindAnswer(api.readGlance, ({ params: { id } }) =>
      pipe(
        use.readGlance(id),
        TE.mapLeft(unreadable),
        TE.map((glance) => ({ status: 200, body: glanceJson(glance, clock.now()) })),
      ),
    ),
  ]
}

/** A path cannot contain NUL and cannot be passed to a program with one. */
const isPath = (text: string): boolean => text !== '' && !text.includes('\0')

const dateIn = ([text = '']: ReadonlyArray<string>): string | null => (isPath(text) ? text : null)

/** Maps `Unavailable` to `RepoUnreadable`, whose reply contains the cause under a key of its own. */
const unreadable = <E extends { readonly _tag: string }>(
  error: E | Unavailable,
): Exclude<E, Unavailable> | RepoUnreadable =>
  error._tag === 'Unavailable' ? repoUnreadable((error as Unavailable).detail) : (error as Exclude<E, Unavailable>)
