import type { Branches, LocalBranch } from '../../../domain/repo/refs.js'
import type { OpenRepository } from './open-repository.js'
import { readHead, readRefs } from './ref-files.js'
import { trackingOf } from './tracking.js'

const [LOCAL, REMOTE] = ['refs/heads/', 'refs/remotes/']
const ORIGIN = 'refs/remotes/origin/'

export async function readBranches({ place, repository, configured }: OpenRepository): Promise<Branches> {
  const [head, refs, config] = await Promise.all([readHead(place), readRefs(place), repository.config()])
  const names = [...refs.keys()].sort(byBytes)
  const local = names
    .filter((name) => name.startsWith(LOCAL))
    .map(async (ref): Promise<LocalBranch> => {
      const name = ref.slice(LOCAL.length)
      const tracking = configured.has(name) ? await trackingOf(repository, config, refs, name) : null
      return {
        name,
        current: 'ref' in head && head.ref === ref,
        upstream: tracking?.upstream.replace(/^refs\/(remotes|heads)\//, '') ?? '',
        ahead: tracking?.distance?.ahead ?? 0,
        behind: tracking?.distance?.behind ?? 0,
      }
    })
  const originTarget = refs.get(`${ORIGIN}HEAD`)?.target
  const originHead = originTarget !== undefined && 'ref' in originTarget ? originTarget.ref : ''
  return {
    local: await Promise.all(local),
    remote: names
      .filter((name) => name.startsWith(REMOTE) && 'id' in (refs.get(name)?.target ?? {}))
      .map((name) => ({ name: name.slice(REMOTE.length) })),
    originHead: originHead.startsWith(ORIGIN) ? originHead.slice(ORIGIN.length) : null,
  }
}

/** As git sorts, which is not the order of UTF-16. */
const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other))
