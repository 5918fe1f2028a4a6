import nodegit, { type Config, type Repository } from 'nodegit'
import type { OpenRepository } from './open-repository.js'
import { idOf, type Refs } from './ref-files.js'

/** Upstream of a local branch, and the distance to it. */
export interface Tracking {
  /** Full name; the ref may be gone. */
  readonly upstream: string
  /** `null` when it is gone. */
  readonly distance: { readonly ahead: number; readonly behind: number } | null
}

/** Answers, for each of the branches, with what it follows; `null` for one that follows none. git-branch(1), `-u`. */
export async function trackingIn(
  { repository, configured }: OpenRepository,
  refs: Refs,
): Promise<(branch: string) => Promise<Tracking | null>> {
  if (configured.size === 0) return () => Promise.resolve(null)
  const config = await repository.config()
  return (branch) => (configured.has(branch) ? trackingOf(repository, config, refs, branch) : Promise.resolve(null))
}

async function trackingOf(
  repository: Repository,
  config: Config,
  refs: Refs,
  branch: string,
): Promise<Tracking | null> {
  const [remote, merge] = await Promise.all([
    valueOf(config, `branch.${branch}.remote`),
    valueOf(config, `branch.${branch}.merge`),
  ])
  if (remote === null || merge === null) return null
  const upstream = remote === '.' ? merge : await trackingRef(repository, remote, merge)
  if (upstream === null) return null
  const [ours, theirs] = [`refs/heads/${branch}`, upstream].map((name) => idOf(refs, refs.get(name)?.target))
  if (typeof ours !== 'string' || typeof theirs !== 'string') return { upstream, distance: null }
  const [local, other] = [nodegit.Oid.fromString(ours), nodegit.Oid.fromString(theirs)]
  return { upstream, distance: await nodegit.Graph.aheadBehind(repository, local, other) }
}

const valueOf = (config: Config, name: string): Promise<string | null> => config.getStringBuf(name).catch(() => null)

/** Remote-tracking ref of a branch. Derived from the refspecs: nodegit does not name an upstream that is gone. */
async function trackingRef(repository: Repository, remote: string, merge: string): Promise<string | null> {
  const specs = await nodegit.Remote.lookup(repository, remote)
    .then((found) => found.getFetchRefspecs())
    .catch(() => [])
  for (const spec of specs) {
    const [source = '', target = ''] = spec.replace(/^\+/, '').split(':')
    const [before = '', after] = source.split('*')
    if (after === undefined && source === merge && target !== '') return target
    const isMatch = after !== undefined && merge.startsWith(before) && merge.endsWith(after)
    if (isMatch) return target.replace('*', merge.slice(before.length, merge.length - after.length))
  }
  return null
}
