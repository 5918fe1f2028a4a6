import * as E from 'fp-ts/lib/Either.js'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { gitIn } from '../../support/board-places.js'
import { BRANCH, boardScene, fingerprint, openBoardState, reachable, stageOfFinish } from '../../support/board-scene.js'
import type { FinishingOrder } from '../../support/finishing-hub.js'
import { right } from '../../support/results.js'
import { shortOrLong } from '../../support/short-or-long.js'

const HUB = fileURLToPath(new URL('../../support/finishing-hub.js', import.meta.url))
const DIST = fileURLToPath(new URL('../../..', import.meta.url))

/** The program of such a hub in one file, in a folder: 45 starts of it take a quarter of the time. */
async function bundleHub(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'penates-hub-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root: DIST,
    build: { ssr: HUB, outDir, target: 'node20', minify: false },
    ssr: { noExternal: true },
  })
  return outDir
}

type Death = Pick<FinishingOrder, 'step' | 'side'>

/** Output of a hub: its steps when it lived, else the programs that it left running. */
interface HubEnd {
  readonly lived: boolean
  readonly printed: ReadonlyArray<string>
}

interface WaitingHub {
  readonly finish: (order: FinishingOrder) => Promise<HubEnd>
  /** Ends one that got no order; a failed test must not leave it. */
  readonly end: () => void
}

/** A hub that waits for its order, so that it starts while what the last one left is looked at. */
function startHub(program: string): WaitingHub {
  const child = spawn(process.execPath, [join(program, 'finishing-hub.js')], { stdio: ['pipe', 'pipe', 'inherit'] })
  let written = ''
  child.stdout.on('data', (chunk: Buffer) => (written += chunk.toString()))
  return {
    finish: async (order) => {
      child.stdin.end(`${JSON.stringify(order)}\n`)
      await once(child, 'close')
      return { lived: child.signalCode !== 'SIGKILL', printed: JSON.parse(written) as ReadonlyArray<string> }
    },
    end: () => void child.kill('SIGKILL'),
  }
}

/** A board scene with its state on disk, which can be put back to how it was. */
async function diskScene(withRemote: boolean) {
  const scene = await boardScene({ withRemote })
  const { folder, root } = scene.place
  const [state, finishFolder, aside] = [join(folder, 'state'), join(folder, 'finish'), `${folder}-aside`]
  const made = await openBoardState(state)
  const board = right(await scene.cards.read())
  right(await made.cards.update(() => E.right(board))())
  await Promise.all([made.cards.settled(), made.journal.settled()])
  await cp(folder, aside, { recursive: true, preserveTimestamps: true })

  const refs = async (): Promise<ReadonlyArray<string>> =>
    (await gitIn(root, 'for-each-ref', '--format=%(refname) %(objectname)')).split('\n')
  return {
    scene,
    order: (death: Death): FinishingOrder => ({ state, root, finishFolder, pushes: withRemote, ...death }),
    restore: async () => {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      await cp(aside, folder, { recursive: true, preserveTimestamps: true })
    },
    refs,
    /** State that is visible from outside. */
    seen: async () => {
      const { cards } = await openBoardState(state)
      const [card] = right(await cards.read()).cards
      const [all, remote, worktrees, status, left, branch] = await Promise.all([
        refs(),
        scene.remoteTip(),
        gitIn(root, 'worktree', 'list', '--porcelain'),
        gitIn(root, 'status', '--porcelain'),
        readdir(finishFolder).catch(() => []),
        scene.tip(BRANCH),
      ])
      return { refs: all, remote, worktrees, status, left, branch, stage: card?.stage, worktree: card?.worktreePath }
    },
    /** Start of a hub. */
    restart: async () => {
      const { cards, journal } = await openBoardState(state)
      const use = await scene.open(undefined, cards, journal)
      right(await use.reconcile())
      right(await use.recover())
      return stageOfFinish(journal)
    },
    close: async () => {
      await scene.place.close()
      await rm(aside, { recursive: true })
    },
  }
}
type DiskScene = Awaited<ReturnType<typeof diskScene>>

/** A short run takes one of three deaths, others each time, and the first and the last one. */
const ONE_OF = shortOrLong(3, 1)
const offset = Date.now() % ONE_OF

/** With these words the hub runs a git that changes something, and takes locks. */
const ACTS = 'maintenance.auto=false'

/** Deaths without a visible change since the last one are tried once. */
function deathsIn(steps: ReadonlyArray<string>, withRemote: boolean): ReadonlyArray<Death> {
  const changes = (what = ''): boolean => what === 'rename' || what === 'sync' || what.includes(ACTS)
  const first = steps.findIndex((what) => what === 'rename' || what === 'sync')
  const all = steps.flatMap((what, at): ReadonlyArray<Death> => {
    if (at < first) return []
    const isWorthIt = withRemote && (changes(what) || changes(steps[at - 1]))
    return [
      ...(isWorthIt ? [{ step: at + 1, side: 'before' as const }] : []),
      ...(what.includes(ACTS) ? [{ step: at + 1, side: 'beside' as const }] : []),
    ]
  })
  return all.filter((_, at) => at === 0 || at === all.length - 1 || (at + offset) % ONE_OF === 0)
}

describe('a hub that ends by kill -9 while it finishes a card', function () {
  this.timeout(300_000)
  let program: string
  before(async () => {
    program = await bundleHub()
  })
  after(() => rm(program, { recursive: true }))

  /** State before the finish, to which everything returns when it is aborted. */
  const former = async ({ scene, seen }: DiskScene) => ({
    before: await seen(),
    others: await fingerprint(scene.bystander),
    commits: await reachable(scene.place.root),
  })

  async function check(
    disk: DiskScene,
    { before, others, commits }: Awaited<ReturnType<typeof former>>,
    stage: string,
    isRemoving: boolean,
  ) {
    const { scene, seen } = disk
    const { git, root } = scene.place
    const now = await reachable(root)
    expect([await fingerprint(scene.bystander), [...commits].filter((commit) => !now.has(commit))]).to.deep.equal([
      others,
      [],
    ])
    const after = await seen()
    if (stage !== 'done') {
      expect(stage).to.be.oneOf(['none', 'aborted'])
      expect(after).to.deep.equal(before)
      return
    }
    const isOther = (ref: string): boolean => !/\/main |^refs\/penates\//.test(ref) && !ref.includes(BRANCH)
    expect(after.refs.filter(isOther)).to.deep.equal(before.refs.filter(isOther))
    expect(await git('log', '-1', '--format=%s', 'main')).to.equal(`Merge ${BRANCH}: Offline {mode}`)
    const { remote, status, left } = after
    // Left behind while it removes the card's worktree, git may have hold of the branch for a moment: that keeps both.
    const [worktree, branch] = isRemoving ? [null, null] : [after.worktree, after.branch]
    expect({ remote, status, left, worktree, branch, stage: after.stage }).to.deep.equal({
      remote: before.remote === null ? null : await scene.tip('main'),
      status: '',
      left: [],
      worktree: null,
      branch: null,
      stage: 'done',
    })
  }

  for (const withRemote of [true, false])
    it(`has done all of it or nothing of it after the restart, ${withRemote ? 'with' : 'without'} a remote, and says which`, async () => {
      const disk = await diskScene(withRemote)
      const was = await former(disk)
      const { printed: steps } = await startHub(program).finish(disk.order({ step: 0, side: 'before' }))
      const ends = new Set<string>()
      let hub: WaitingHub | null = null
      for (const death of deathsIn(steps, withRemote)) {
        const dying = hub ?? startHub(program)
        await disk.restore()
        const { lived, printed: running } = await dying.finish(disk.order(death))
        expect(lived).to.equal(false)
        hub = startHub(program)
        const stage = await disk.restart()
        ends.add(stage)
        try {
          const isRemoving = running.some((words) => words.includes('worktree remove -- '))
          await check(disk, was, stage, isRemoving)
        } catch (error) {
          hub.end()
          console.log(`killed ${death.side} ${steps[death.step - 1] ?? ''}`)
          throw error
        }
      }
      await disk.restore()
      const alive = await hub?.finish(disk.order({ step: 0, side: 'before' }))
      expect(alive?.printed).to.have.length(steps.length)
      expect([...ends]).to.include.members(['aborted', 'done'])
      await disk.close()
    })
})
