import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processCommandRunner } from '../../../adapters/outbound/process/command-runner.process.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { GIT_PERSON, gitIn } from '../../support/board-places.js'
import { BRANCH, CARD, boardScene, fingerprint, reachable } from '../../support/board-scene.js'
import { OPERATOR } from '../../support/board-use-cases.js'
import { shortOrLong } from '../../support/short-or-long.js'

const file = fc.constantFrom('a', 'b', 'c', 'CHANGELOG.md')
const edits = fc.array(fc.tuple(file, fc.constantFrom('1\n', '2\n', '1\n2\n')), { maxLength: 3 })

/** Actions of people and agents before a card is finished. */
const history = fc.record({
  withRemote: fc.boolean(),
  onBase: edits,
  onBranch: edits,
  isPublished: fc.boolean(),
  isElsewhere: fc.boolean(),
  isDirty: fc.boolean(),
  isWorktreeDirty: fc.boolean(),
  concurrent: fc.boolean(),
  /** Commits to the base right before the hub starts its nth git. */
  meanwhile: fc.option(fc.record({ before: fc.integer({ min: 1, max: 26 }), inCheckout: fc.boolean() })),
})
type Meanwhile = { readonly before: number; readonly inCheckout: boolean } | null

const git = processCommandRunner(() => GIT_PERSON)

/** Runs git for the hub, and once something else before it. */
function interrupted(meanwhile: Meanwhile, act: () => Promise<void>): CommandRunner {
  let started = 0
  const before = async (): Promise<void> => {
    started += 1
    if (started === meanwhile?.before) await act()
  }
  return {
    run: (argv, options) => async () => {
      await before()
      return git.run(argv, options)()
    },
    runForBytes: (argv, options) => async () => {
      await before()
      return git.runForBytes(argv, options)()
    },
  }
}

/** A commit on `main`: by a person where it is checked out, or by a program that moves the branch under every checkout. */
async function commitMeanwhile(root: string, inCheckout: boolean): Promise<string> {
  if (inCheckout && (await gitIn(root, 'rev-parse', '--abbrev-ref', 'HEAD')) === 'main') {
    await writeFile(join(root, 'meanwhile'), 'x')
    await gitIn(root, 'add', 'meanwhile')
    await gitIn(root, 'commit', '--quiet', '--message', 'Meanwhile', '--', 'meanwhile')
  } else {
    const commit = await gitIn(root, 'commit-tree', '-p', 'main', '-m', 'Meanwhile', 'main^{tree}')
    await gitIn(root, 'update-ref', 'refs/heads/main', commit)
  }
  return gitIn(root, 'rev-parse', 'main')
}

/** Every ref but those that a finish is about. */
const otherRefs = async (root: string): Promise<string> =>
  (await gitIn(root, 'for-each-ref', '--format=%(refname) %(objectname)'))
    .split('\n')
    .filter((ref) => !/^refs\/(penates|heads\/(main|concurrent)|remotes\/origin\/main)\b/.test(ref))
    .filter((ref) => !ref.startsWith(`refs/heads/${BRANCH} `))
    .join('\n')

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
          const [others, commits, refs, before] = [
            await fingerprint(bystander),
            await reachable(place.root),
            await otherRefs(place.root),
            [await fingerprint(place.root), await scene.tip('main'), await scene.tip(BRANCH), await scene.remoteTip()],
          ]
          const meanwhile: string[] = []
          const runner = interrupted(made.meanwhile, async () => {
            meanwhile.push(await commitMeanwhile(place.root, made.meanwhile?.inCheckout === true))
          })
          const use = await scene.open(runner)
          const finishing = use.finish(CARD, { finishId: 'f', pushes: made.withRemote }, OPERATOR)()
          const beside = made.concurrent ? place.commitTo('concurrent', { d: 'x' }, 'feature') : null
          const [end, concurrent] = [await finishing, await beside]

          expect([await fingerprint(bystander), await otherRefs(place.root)]).to.deep.equal([others, refs])
          const now = await reachable(place.root)
          expect([...commits].filter((commit) => !now.has(commit))).to.deep.equal([])
          if (concurrent !== null) expect(await scene.tip('concurrent')).to.equal(concurrent)
          const [main, theirs] = [await scene.tip('main'), meanwhile[0]]
          if (theirs !== undefined) expect(await gitIn(place.root, 'merge-base', theirs, main ?? '')).to.equal(theirs)
          if (E.isLeft(end)) {
            const after = [await fingerprint(place.root), main, await scene.tip(BRANCH), await scene.remoteTip()]
            expect(after).to.deep.equal(theirs === undefined ? before : [after[0], theirs, ...before.slice(2)])
            return
          }
          const [merge, tip] = [end.right.merge, end.right.branchTip]
          expect(await gitIn(place.root, 'merge-base', merge, tip)).to.equal(tip)
          if (end.right.merged) expect(await gitIn(place.root, 'merge-base', merge, main ?? '')).to.equal(merge)
          if (made.isElsewhere) expect(await fingerprint(place.root)).to.equal(before[0])
          if (made.withRemote) expect(await scene.remoteTip()).to.equal(merge)
          else expect(end.right.merged).to.equal(true)
        } finally {
          await place.close()
        }
      }),
      { numRuns: shortOrLong(12, 100) },
    ))
})
