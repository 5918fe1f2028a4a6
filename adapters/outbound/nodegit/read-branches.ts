import type { Branches, LocalBranch } from '../../../domain/repo/refs.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import type { OpenRepository } from './open-repository.js'
import { idOf, readHead, readRefs } from './ref-files.js'
import { trackingIn } from './tracking.js'

const [LOCAL, REMOTE] = ['refs/heads/', 'refs/remotes/']
const ORIGIN = 'refs/remotes/origin/'
const ORIGIN_HEAD = `${ORIGIN}HEAD`

export async function readBranches(place: RepositoryPaths, opening: Promise<OpenRepository>): Promise<Branches> {
  const open = await opening
  const [head, refs] = [readHead(place), readRefs(place)]
  const tracking = await trackingIn(open, refs)
  // Git is silent about refs that lead nowhere.
  const names = sorted([...refs].filter(([, { target }]) => idOf(refs, target) !== null).map(([name]) => name))
  const local = names
    .filter((name) => name.startsWith(LOCAL))
    .map(async (ref): Promise<LocalBranch> => {
      const name = ref.slice(LOCAL.length)
      const followed = await tracking(name)
      return {
        name,
        current: 'ref' in head && head.ref === ref,
        upstream: followed?.upstream.replace(/^refs\/(remotes|heads)\//, '') ?? '',
        ahead: followed?.distance?.ahead ?? 0,
        behind: followed?.distance?.behind ?? 0,
      }
    })
  const originTarget = names.includes(ORIGIN_HEAD) ? refs.get(ORIGIN_HEAD)?.target : undefined
  const originHead = originTarget !== undefined && 'ref' in originTarget ? originTarget.ref : ''
  return {
    local: await Promise.all(local),
    remote: names
      .filter((name) => name.startsWith(REMOTE) && 'id' in (refs.get(name)?.target ?? {}))
      .map((name) => ({ name: name.slice(REMOTE.length) })),
    originHead: originHead.startsWith(ORIGIN) ? originHead.slice(ORIGIN.length) : null,
  }
}

/** Sorts by bytes, like git. UTF-16 order differs only for surrogates. */
const sorted = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.some((name) => /[\ud800-\udfff]/.test(name)) ? names.toSorted(byBytes) : names.toSorted()

const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other))
