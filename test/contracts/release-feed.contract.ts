import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { Release, ReleaseFeed } from '../../application/updates/release-feed.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeReleaseFeed`. */
export interface ReleaseFeedHarness extends Harness {
  /** Adapter under test. */
  readonly feed: ReleaseFeed
  /** Publishes a release. */
  readonly publish: (release: Release) => void
  /** The feed does not answer any more. */
  readonly silence: () => void
}

/** Contract of `ReleaseFeed`. */
export function describeReleaseFeed(technology: string, open: () => Promise<ReleaseFeedHarness>): void {
  describe(`ReleaseFeed on ${technology}`, () => {
    let h: ReleaseFeedHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const release: Release = {
      version: '1.3.0',
      publishedAt: '2026-03-01T08:15:00Z',
      url: 'https://example.org/v1.3.0',
      changelogMd: '## größe',
    }

    it('tells of the newest release, again and again, and of the next one', async () => {
      h.publish(release)
      expect([await h.feed.latest(), await h.feed.latest()]).to.deep.equal([E.right(release), E.right(release)])
      h.publish({ ...release, version: '1.4.0' })
      expect(await h.feed.latest()).to.deep.equal(E.right({ ...release, version: '1.4.0' }))
    })

    it('is unavailable without an answer', async () => {
      h.publish(release)
      await h.feed.latest()
      h.silence()
      expect((await h.feed.latest())._tag).to.equal('Left')
    })
  })
}
