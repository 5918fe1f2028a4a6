import { join } from 'node:path'
import nodegit, { type Repository } from 'nodegit'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { notThisOne } from './refusal.js'
import { isSpecial, isThere, textOf } from './small-files.js'

/** A repository that libgit2 understands as git does. */
export interface OpenRepository {
  readonly repository: Repository
  /** Branches that the repository configures something for. */
  readonly configured: ReadonlySet<string>
}

/**
 * Settings that libgit2 reads differently from git, or not at all, although it opens the repository: a work tree
 * elsewhere, a sparse checkout, missing objects, and included config files.
 */
const NOT_ALIKE = /\b(worktree\s*=|sparse|partialclone|promisor|include)/i

const BRANCH_SECTION = /^\s*\[\s*branch\s+"((?:[^"\\]|\\.)*)"\s*\]/gim

/** Opened anew for every question, so that nothing old is seen: it takes a tenth of a millisecond. */
export async function openRepository({ root, gitFolder, commonFolder }: RepositoryPaths): Promise<OpenRepository> {
  const settings = [join(commonFolder, 'config'), join(gitFolder, 'config.worktree')]
  const config = settings.map(textOf).join('\n')
  // libgit2 would open it and wait for its other end.
  if ([...settings, join(gitFolder, 'index'), join(commonFolder, 'packed-refs')].some(isSpecial))
    throw notThisOne('has a file that is none')
  // Both files cut a history off at other commits than its objects name.
  const isCutOff = [join('info', 'grafts'), 'shallow'].some((file) => isThere(join(commonFolder, file)))
  if (NOT_ALIKE.test(config) || isCutOff) throw notThisOne('is read otherwise by git')
  const configured = new Set([...config.matchAll(BRANCH_SECTION)].map(([, name = '']) => name.replace(/\\(.)/g, '$1')))
  const repository = await nodegit.Repository.open(root).catch((error: unknown) => {
    throw notThisOne(String(error))
  })
  return { repository, configured }
}
