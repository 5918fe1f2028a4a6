import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { gitIn } from '../support/board-places.js'
import { BRANCH, CARD, boardScene, fingerprint, reachable } from '../support/board-scene.js'
import { OPERATOR } from '../support/board-use-cases.js'

const file = fc.constantFrom('a', 'b', 'c', 'CHANGELOG.md')
const edits = fc.array(fc.tuple(file, fc.constantFrom('1\n', '2\n', '1\n2\n')), { maxLength: 3 })

/** What people and agents may have done before a card is finished. */
const history = fc.record({
  withRemote: fc.boolean(),
  onBase: edits,
  onBranch: edits,
  isPublished: fc.boolean(),
  isElsewhere: fc.boolean(),
  isDirty: fc.boolean(),
  isWorktreeDirty: fc.boolean(),
  concurrent: fc.boolean(),
})

describe('finishing cards in repositories of any history', function () {
  this.timeout(600_000)

  it('loses no commit and no line, and touches no checkout but those of the card and of the base', () =>
    fc.assert(
      fc.asyncProperty(history, async (made) => {
        const scene = await boardScene({ withRemote: made.withRemote })
        const { place, worktree, bystander } = scene
        try {
          for (const [path, text] of made.onBase) await place.commit({ [path]: text })
          if (made.withRemote && made.isPublished) await place.git('push', '--quiet', 'origin', 'main')
          for (const [path, text] of made.onBranch) await place.commit({ [path]: text }, worktree)
          if (made.isElsewhere) await place.git('checkout', '--quiet', '-b', 'elsewhere')
          if (made.isDirty) await place.write('mine', 'x')
          if (made.isWorktreeDirty) await place.write('half', 'x', worktree)
          const [others, commits, before] = [
            await fingerprint(bystander),
            await reachable(place.root),
            [await fingerprint(place.root), await scene.tip('main'), await scene.tip(BRANCH), await scene.remoteTip()],
          ]
          const use = await scene.open()
          const finishing = use.finish(CARD, { finishId: 'f', pushes: made.withRemote }, OPERATOR)()
          const beside = made.concurrent ? place.commitTo('concurrent', { d: 'x' }, 'feature') : null
          const [end, theirs] = [await finishing, await beside]

          expect(await fingerprint(bystander)).to.equal(others)
          const now = await reachable(place.root)
          expect([...commits].filter((commit) => !now.has(commit))).to.deep.equal([])
          if (theirs !== null) expect(await scene.tip('concurrent')).to.equal(theirs)
          if (E.isLeft(end)) {
            expect([
              await fingerprint(place.root),
              await scene.tip('main'),
              await scene.tip(BRANCH),
              await scene.remoteTip(),
            ]).to.deep.equal(before)
            return
          }
          const [merge, tip] = [end.right.merge ?? '', end.right.branchTip]
          expect(await gitIn(place.root, 'merge-base', merge, tip)).to.equal(tip)
          if (made.isElsewhere) expect(await fingerprint(place.root)).to.equal(before[0])
          if (made.withRemote) expect(await scene.remoteTip()).to.equal(merge)
        } finally {
          await place.close()
        }
      }),
      { numRuns: 25 },
    ))
})
