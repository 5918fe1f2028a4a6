import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { UpdateItem } from '../../domain/updates/update-item.js'
import { breaking, type Mutants } from './mutants.js'
import type { VersionCollectorHarness } from './version-collector.contract.js'

const broken = breaking<VersionCollectorHarness, 'collector'>('collector')
const collecting = (change: (items: ReadonlyArray<UpdateItem>) => ReadonlyArray<UpdateItem>) =>
  broken(({ collect }) => ({ collect: pipe(collect, TE.map(change)) }))

/** Broken collectors of versions. */
export const versionCollectorMutants: Mutants<VersionCollectorHarness> = {
  'returns an installed program once, with both versions': {
    'returns nothing': collecting(() => []),
    'returns a program twice': collecting((items) => [...items, ...items]),
    'takes the latest version for the installed one': collecting((items) =>
      items.map((item) => ({ ...item, current: item.latest })),
    ),
    'takes no program for outdated': collecting((items) => items.map((item) => ({ ...item, outdated: false }))),
  },
  'looks for versions with each call, and not before': {
    'looks for versions once': broken(({ collect }) => {
      let first: ReturnType<typeof collect> | null = null
      return { collect: () => (first ??= collect()) }
    }),
    'looks for versions when it is made': broken(({ collect }) => {
      void collect()
      return {}
    }),
  },
  'leaves out a program that is not installed': {
    'returns a program without a version': collecting((items) =>
      items.length > 0
        ? items
        : [
            {
              ...{ id: 'cli:x', category: 'cli', name: 'x', current: null, latest: '1.1.0', outdated: false },
              ...{ source: 'cli', executable: false, url: null },
            },
          ],
    ),
  },
  'has no latest version, or is unavailable, while the source does not answer': {
    'rejects while the source does not answer': broken(({ collect }) => ({
      collect: async () => {
        const items = await collect()
        if (items._tag === 'Left') throw new Error(items.left.detail)
        return items
      },
    })),
  },
}
