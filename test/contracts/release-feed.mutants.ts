import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Release } from '../../application/updates/release-feed.port.js'
import { breaking, type Mutants } from './mutants.js'
import type { ReleaseFeedHarness } from './release-feed.contract.js'

const broken = breaking<ReleaseFeedHarness, 'feed'>('feed')
const reading = (change: (release: Release) => Release) =>
  broken(({ latest }) => ({
    latest: pipe(
      latest,
      TE.map((release) => release && change(release)),
    ),
  }))

/** Broken feeds of releases. */
export const releaseFeedMutants: Mutants<ReleaseFeedHarness> = {
  'tells of the newest release, again and again, and of the next one': {
    'has no release': broken(() => ({ latest: TE.right(null) })),
    'returns the first release for good': broken(({ latest }) => {
      let first: ReturnType<typeof latest> | null = null
      return { latest: () => (first ??= latest()) }
    }),
    'returns a release once': broken(({ latest }) => {
      let last = ''
      return {
        latest: pipe(
          latest,
          TE.map((release) => {
            const isNew = release?.version !== last
            last = release?.version ?? ''
            return isNew ? release : null
          }),
        ),
      }
    }),
    'drops the change log': reading((release) => ({ ...release, changelogMd: '' })),
    'adds a v to the version': reading((release) => ({ ...release, version: `v${release.version}` })),
  },
  'is unavailable without an answer': {
    'returns the last release without an answer': broken(({ latest }) => {
      let last: Release | null = null
      return {
        latest: async () => {
          const read = await latest()
          if (E.isRight(read)) last = read.right
          return E.right(last)
        },
      }
    }),
  },
}
