import { join } from 'node:path'
import nodegit, { type Repository, type StatusEntry as Found } from 'nodegit'
import type { Head, RepoStatus, StatusEntry } from '../../../domain/repo/work-tree.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { refuseNegations } from './ignore-files.js'
import type { OpenRepository } from './open-repository.js'
import { notNow, notThisOne } from './refusal.js'
import { readHead, readRefs } from './ref-files.js'
import { isThere } from './small-files.js'
import { trackingIn } from './tracking.js'

const { STATUS, OPT, SHOW } = nodegit.Status

export async function readStatus(place: RepositoryPaths, opening: Promise<OpenRepository>): Promise<RepoStatus> {
  const open = await opening
  // It would look at what is changed within them.
  if (isThere(join(place.root, '.gitmodules'))) throw notThisOne('submodules')
  const { repository } = open
  const [head, list] = await Promise.all([
    headOf(place, open),
    nodegit.StatusList.create(repository, {
      version: 1,
      show: SHOW.INDEX_AND_WORKDIR,
      flags: OPT.INCLUDE_UNTRACKED | OPT.INCLUDE_IGNORED | OPT.DISABLE_PATHSPEC_MATCH,
    }),
  ])
  const all = Array.from({ length: list.entrycount() }, (_, index) => nodegit.Status.byIndex(list, index))
  const found = all.filter((entry) => (entry.status() & STATUS.IGNORED) === 0)
  await refuseFiltered(repository, found)
  const unknown = all.filter((entry) => (entry.status() & (STATUS.IGNORED | STATUS.WT_NEW)) !== 0).map(pathOf)
  await refuseNegations(place, await repository.config(), unknown)
  const entries = found.map(entryOf)
  const paths = new Set(entries.map(({ path }) => path))
  // Git is silent about the folder.
  if (entries.some(({ path }) => path.endsWith('/') && paths.has(path.slice(0, -1))))
    throw notNow('a folder in place of a file')
  return { root: place.root, prefix: place.prefix, head, entries }
}

async function headOf(place: RepositoryPaths, open: OpenRepository): Promise<Head> {
  const target = readHead(place)
  if ('id' in target) return { branch: null, ahead: null, behind: null }
  const [, branch] = /^refs\/heads\/(.+)$/s.exec(target.ref) ?? []
  if (branch === undefined) throw notNow('a head outside of the branches')
  if (!open.configured.has(branch)) return { branch, ahead: null, behind: null }
  const tracking = await trackingIn(open, readRefs(place))
  const followed = await tracking(branch)
  return { branch, ahead: followed?.distance?.ahead ?? null, behind: followed?.distance?.behind ?? null }
}

const pathOf = (found: Found): string => (found.headToIndex() ?? found.indexToWorkdir())?.newFile().path() ?? ''

const SUBMODULE_MODE = 0o160000
/** Object id of an empty file; also used for a file with intent to add. */
const EMPTY_ID = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'

function entryOf(found: Found): StatusEntry {
  const [staged, changed, flags] = [found.headToIndex(), found.indexToWorkdir(), found.status()]
  const files = [staged, changed].flatMap((delta) => (delta === null ? [] : [delta.oldFile(), delta.newFile()]))
  if (files.some((file) => file.mode() === SUBMODULE_MODE)) throw notThisOne('submodules')
  const has = (flag: keyof typeof STATUS): boolean => (flags & STATUS[flag]) !== 0
  const path = pathOf(found)
  if (has('CONFLICTED')) return { path, index: null, workTree: 'U' }
  if (has('INDEX_NEW') && staged?.newFile().id().tostrS() === EMPTY_ID) throw notNow('perhaps an intent to add')
  return {
    path,
    index: has('INDEX_NEW')
      ? 'A'
      : has('INDEX_DELETED')
        ? 'D'
        : has('INDEX_TYPECHANGE')
          ? 'T'
          : has('INDEX_MODIFIED')
            ? 'M'
            : null,
    workTree: has('WT_NEW')
      ? '?'
      : has('WT_DELETED')
        ? 'D'
        : has('WT_TYPECHANGE')
          ? 'T'
          : has('WT_MODIFIED')
            ? 'M'
            : null,
  }
}

/**
 * Attributes with which git converts files before comparing them, and that libgit2 does not support. gitattributes(5).
 */
const UNKNOWN_ATTRIBUTES = ['filter', 'working-tree-encoding']
/** Maximum number of files to check. Checking more takes longer than running git. */
const MAX_ASKED = 50

/** A file that a filter of the person's own makes equal is not changed: only git can tell. */
async function refuseFiltered(repository: Repository, found: ReadonlyArray<Found>): Promise<void> {
  const changed = found.filter((entry) => (entry.status() & STATUS.WT_MODIFIED) !== 0)
  if (changed.length > MAX_ASKED) throw notNow('very many changed files')
  for (const entry of changed)
    for (const attribute of UNKNOWN_ATTRIBUTES) {
      const value = await nodegit.Attr.get(repository, 0, entry.indexToWorkdir()?.newFile().path() ?? '', attribute)
      if (value !== null) throw notNow('a file that a filter may change')
    }
}
