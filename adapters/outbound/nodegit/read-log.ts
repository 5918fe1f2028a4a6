import nodegit, { type Repository } from 'nodegit'
import { isoDate, shortSha, subjectOf, type LoggedCommit, type LoggedCommits } from '../../../domain/repo/commit.js'
import { decorations } from '../../../domain/repo/refs.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import type { OpenRepository } from './open-repository.js'
import { notNow } from './refusal.js'
import { idOf, readHead, readRefs, type Ref, type Refs } from './ref-files.js'

/** A page of the history; its first commits are walked over in one go. */
export async function readLog(
  place: RepositoryPaths,
  opening: Promise<OpenRepository>,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<LoggedCommits> {
  const { repository } = await opening
  const refs = readRefs(place)
  const start = idOf(refs, readHead(place))
  // No commit yet, or a head that git will have something to say about.
  if (start === null) throw notNow('an unborn head')
  const walk = repository.createRevWalk()
  // By date, as `git log` goes; any other order reads the whole history first.
  walk.sorting(nodegit.Revwalk.SORT.NONE)
  if (walk.push(nodegit.Oid.fromString(start)) !== 0) throw notNow('a head that is no commit')
  if (skip > 0) await walk.fastWalk(skip)
  const found = (await walk.commitWalk(limit + 1)).map(readCommit)
  const names = await namesOf(repository, refs, new Set(found.map(({ sha }) => sha)))
  const commits = found.slice(0, limit).map((commit) => ({ ...commit, refs: decorations(names.get(commit.sha) ?? []) }))
  return { commits, hasMore: found.length > limit }
}

type Found = Awaited<ReturnType<ReturnType<Repository['createRevWalk']>['commitWalk']>>[number]

/** Name, seconds and zone, written as git itself writes them; what others wrote is read by git. */
const AUTHOR_LINE = /^author ([^\n<>]*?) ?<[^\n<>]*> (\d{1,10}) ([+-])(0\d|1[0-3])([0-5]\d)$/m
const ENCODING_LINE = /^encoding /m
const PARENT_LINES = /^parent ([0-9a-f]+)$/gm

/** Out of the text: an object for each part of each commit takes longer than all the rest. */
function readCommit(commit: Found): Omit<LoggedCommit, 'refs'> {
  const header = commit.rawHeader()
  const [, authorName, seconds, sign, hours, minutes] = AUTHOR_LINE.exec(header) ?? []
  if (authorName === undefined || ENCODING_LINE.test(header)) throw notNow('an unusual commit')
  const offset = Number(hours) * 60 + Number(minutes)
  const sha = commit.id().tostrS()
  return {
    sha,
    // libgit2 does not count the objects as git does; the other process asks git.
    shortSha: shortSha(sha),
    parents: [...header.matchAll(PARENT_LINES)].flatMap(([, parent]) => parent ?? []),
    subject: subjectOf(commit.message()),
    authorName,
    isoDate: isoDate(Number(seconds), sign === '-' ? -offset : offset),
  }
}

/** Names of the refs that point to these commits. */
async function namesOf(
  repository: Repository,
  refs: Refs,
  commits: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlyArray<string>>> {
  const names = new Map<string, string[]>()
  for (const [name, ref] of refs) {
    const id = idOf(refs, ref.target)
    if (id === null) continue
    const sha = commits.has(id) ? id : await commitOf(repository, ref, id)
    if (sha === null || !commits.has(sha)) continue
    const known = names.get(sha)
    if (known === undefined) names.set(sha, [name])
    else known.push(name)
  }
  return names
}

/** Objects never change: each is looked up once. */
const peeled = new Map<string, string | null>()
const MAX_PEELED = 20_000

/** Commit that a ref outside the page peels to; `null` when there is none. */
async function commitOf(repository: Repository, { peeled: known }: Ref, id: string): Promise<string | null> {
  if (known !== undefined) return known
  const seen = peeled.get(id)
  if (seen !== undefined) return seen
  const { ANY, COMMIT } = nodegit.Object.TYPE
  const commit = await nodegit.Object.lookup(repository, nodegit.Oid.fromString(id), ANY)
    .then((object) => object.peel(COMMIT))
    .then(
      (found) => found.id().tostrS(),
      () => null,
    )
  if (peeled.size >= MAX_PEELED) peeled.clear()
  peeled.set(id, commit)
  return commit
}
