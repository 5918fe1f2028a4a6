import * as E from 'fp-ts/lib/Either.js'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { processCommandRunner } from '../../../adapters/outbound/process/command-runner.process.js'
import { atOnce } from '../../support/at-once.js'
import { GIT_PERSON } from '../../support/board-places.js'
import {
  BRANCH,
  CARD,
  boardScene,
  copyOfScene,
  fingerprint,
  reachable,
  stageOfFinish,
  type BoardScene,
} from '../../support/board-scene.js'
import { OPERATOR } from '../../support/board-use-cases.js'
import { dyingHub, type Death } from '../../support/dying-hub.js'
import { right } from '../../support/results.js'
import { shortOrLong } from '../../support/short-or-long.js'

const runner = processCommandRunner(() => GIT_PERSON)
/** Each waits for git and for the disk most of its time. */
const AT_ONCE = 4
/** A short run takes one of three deaths, others each time. */
const ONE_OF = shortOrLong(3, 1)
const offset = Date.now() % ONE_OF

/** Runs a use case on a hub that dies; `null` never does. Answers with how many steps it took. */
async function runToDeath(
  scene: BoardScene,
  death: Death | null,
  act: (use: Awaited<ReturnType<BoardScene['open']>>) => Promise<unknown>,
): Promise<number> {
  const hub = dyingHub(death, { runner, cards: scene.cards, journal: scene.journal })
  const use = await scene.open(hub.runner, hub.cards, hub.journal)
  await Promise.race([act(use), hub.died])
  return hub.steps()
}

/** State of a finish that is visible from outside. */
async function seen({ place, tip, remoteTip, card }: BoardScene): Promise<unknown> {
  const { stage, worktreePath } = await card()
  return {
    base: await tip('main'),
    remote: await remoteTip(),
    branch: await tip(BRANCH),
    stage,
    hasWorktree: worktreePath !== null,
    worktrees: (await place.git('worktree', 'list')).split('\n').length,
    status: await place.git('status', '--porcelain'),
    left: await readdir(join(place.folder, 'finish')).catch(() => []),
  }
}

/** As many different deaths as there are steps, on both sides of each; every hub on its own copy of the scene. */
async function deaths(
  prepare: () => Promise<BoardScene>,
  act: (use: Awaited<ReturnType<BoardScene['open']>>) => Promise<unknown>,
  check: (scene: BoardScene, before: unknown, death: Death) => Promise<void>,
): Promise<void> {
  const prepared = await prepare()
  const whole = await copyOfScene(prepared)
  const steps = await runToDeath(whole, null, act)
  await whole.place.close()
  expect(steps).to.be.greaterThan(2)

  const dieAndRecover = async (death: Death): Promise<void> => {
    const scene = await copyOfScene(prepared)
    const before = await seen(scene)
    const [others, commits] = [await fingerprint(scene.bystander), await reachable(scene.place.root)]
    await runToDeath(scene, death, act)
    const use = await scene.open()
    right(await use.reconcile())
    right(await use.recover())
    await check(scene, before, death)
    const where = `${death.side} step ${String(death.step)}`
    expect(await fingerprint(scene.bystander), where).to.equal(others)
    const now = await reachable(scene.place.root)
    expect(
      [...commits].filter((commit) => !now.has(commit)),
      where,
    ).to.deep.equal([])
    await scene.place.close()
  }
  const all = Array.from({ length: steps }, (_, i) => i + 1).flatMap((step): ReadonlyArray<Death> => [
    { step, side: 'before' },
    { step, side: 'after' },
  ])
  await atOnce(
    AT_ONCE,
    all.filter((_, i) => (i + offset) % ONE_OF === 0),
    dieAndRecover,
  )
  await prepared.place.close()
}

describe('a hub that is killed while it finishes a card', function () {
  this.timeout(600_000)
  const finish = (pushes: boolean) => (use: Awaited<ReturnType<BoardScene['open']>>) =>
    use.finish(CARD, { finishId: 'f', pushes }, OPERATOR)()

  for (const withRemote of [true, false])
    it(`has done all of it or nothing of it after the restart, ${withRemote ? 'with' : 'without'} a remote, and says which`, () =>
      deaths(
        () => boardScene({ withRemote }),
        finish(withRemote),
        async (scene, before, { step, side }) => {
          const where = `${side} step ${String(step)}`
          const stage = await stageOfFinish(scene.journal)
          const after = await seen(scene)
          if (stage !== 'done') {
            expect(stage, where).to.be.oneOf(['none', 'aborted'])
            expect(after, where).to.deep.equal(before)
            return
          }
          const base = await scene.tip('main')
          expect(after, where).to.deep.equal({
            base,
            remote: withRemote ? base : null,
            branch: null,
            stage: 'done',
            hasWorktree: false,
            worktrees: 2,
            status: '',
            left: [],
          })
          expect(await scene.place.git('log', '-1', '--format=%s', 'main'), where).to.equal(
            `Merge ${BRANCH}: Offline {mode}`,
          )
        },
      ))

  it('has taken a finish back or left it after the restart', () =>
    deaths(
      async () => {
        const scene = await boardScene({ withRemote: false })
        const use = await scene.open()
        right(await use.finish(CARD, { finishId: 'f', pushes: false }, OPERATOR)())
        return scene
      },
      (use) => use.undo(CARD, false, OPERATOR)(),
      async (scene, before, { step, side }) => {
        const stage = await stageOfFinish(scene.journal)
        const where = `${side} step ${String(step)}`
        if (stage === 'done') {
          expect(await seen(scene), where).to.deep.equal(before)
          return
        }
        expect([stage, (await scene.card()).stage, await scene.tip('main')], where).to.deep.equal([
          'undone',
          'review',
          await scene.tip('feature'),
        ])
        expect(await scene.tip(BRANCH), where).to.not.equal(null)
      },
    ))
})

describe('a hub that is killed while it starts an agent', function () {
  this.timeout(600_000)

  it('leaves neither a branch nor a worktree without a card that knows it', () =>
    deaths(
      async () => {
        const scene = await boardScene({ withRemote: false })
        await scene.place.git('worktree', 'remove', scene.worktree)
        await scene.place.git('branch', '-D', BRANCH)
        right(
          await scene.cards.update((board) =>
            E.right({
              ...board,
              cards: board.cards.map((card) => ({
                ...card,
                stage: 'brainstorming' as const,
                brainstormDoc: 'x.md',
                branch: null,
                worktreePath: null,
              })),
            }),
          )(),
        )
        return scene
      },
      (use) => use.implement(CARD, { allowBlocked: false, allowUnisolated: false }, OPERATOR)(),
      async (scene, _, { step, side }) => {
        const where = `${side} step ${String(step)}`
        const { plan, worktreePath, branch } = await scene.card()
        const worktrees = (await scene.place.git('worktree', 'list')).split('\n').length
        expect([plan, worktrees, await scene.tip(BRANCH)], where).to.deep.equal(
          worktreePath === null ? [null, 2, null] : [null, 3, await scene.tip('main')],
        )
        expect(branch === null, where).to.equal(worktreePath === null)
      },
    ))
})
