import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { VersionNews } from '../../../../application/updates/version-book.js'
import type { UpdatesFeature } from '../../../../application/updates/updates-feature.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export function updateRoutes({ versions, listUpdates, startUpdate }: UpdatesFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.readVersion, () => TE.right({ status: 200, body: versionBody(versions.read()) })),
    bindAnswer(api.checkVersion, () =>
      pipe(
        TE.fromTask(versions.check),
        TE.map((news) => ({ status: 200, body: versionBody(news) })),
      ),
    ),
    bindAnswer(api.listUpdates, ({ query: { refresh } }) =>
      pipe(
        TE.fromTask(listUpdates(refresh)),
        TE.map(({ hub, items, checkedAt, error }) => {
          const of = (category: string) => items.filter((item) => item.category === category)
          const outdatedCount = [hub, ...items].filter(({ outdated }) => outdated).length
          const groups = { clis: of('cli'), dependencies: of('dependency'), externals: of('external') }
          return { status: 200, body: { hub, ...groups, outdatedCount, checkedAt, error } }
        }),
      ),
    ),
    bindAnswer(api.startUpdate, ({ params: { id }, caller }) =>
      pipe(
        startUpdate(id, caller),
        TE.map(({ session, existing }) => ({
          status: 200,
          body: existing ? { session, existing: true as const } : { session },
        })),
      ),
    ),
  ]
}

const versionBody = ({ current, release, isNewer, checkedAt, error }: VersionNews): api.VersionBody => ({
  current,
  latest: release?.version ?? null,
  publishedAt: release?.publishedAt ?? null,
  url: release?.url ?? null,
  changelogMd: release?.changelogMd ?? null,
  isNewer,
  checkedAt,
  error,
})
