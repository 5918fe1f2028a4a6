import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import { EMPTY_BOARD, type Card } from '../../domain/board/card.js'
import type { FinishRecords } from '../../domain/board/finish.js'
import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { finishJournalSpec } from '../../adapters/outbound/json-store/finish-journal.json-store.js'
import { boardSpec } from '../../adapters/outbound/json-store/card-store.json-store.js'
import { openJournaledStore } from '../../adapters/outbound/json-store/journaled-store.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { diskPlace, GIT_PERSON, type DiskPlace } from '../support/board-places.js'
import { PLAN } from '../support/board-scene.js'
import { boardUseCases, OPERATOR } from '../support/board-use-cases.js'
import { aBoard, aCard } from '../support/cards.js'
import { right } from '../support/results.js'
import { median, timed, type Benchmark } from './harness.js'

const ROUNDS = 25
const WARM_UP = 3

/** Commands of a person for the same, with the checks before them. */
const BY_HAND = `set -e
test -z "$(git status --porcelain)"
test -z "$(git -C "$TREE" status --porcelain)"
git merge-tree --write-tree main "$BRANCH" > /dev/null
git worktree add --quiet --detach "$PLACE" main
cd "$PLACE"
git merge --quiet --no-ff --no-commit "$BRANCH"
sed -i 's/^- \\[ \\] Something else$/&\\n- [x] Card/' CHANGELOG.md
git add CHANGELOG.md
git commit --quiet -m "Merge $BRANCH: Card"
cd "$ROOT"
git merge --quiet --ff-only "$(git -C "$PLACE" rev-parse HEAD)"
git worktree remove "$PLACE"
git worktree remove "$TREE"
git branch --quiet -d "$BRANCH"
`

/** A card's branch with one commit, checked out in a worktree. Answers with its path. */
async function makeBranch(place: DiskPlace, name: string): Promise<string> {
  const tree = join(place.folder, '.penates-worktrees', 'shop', name)
  await place.git('worktree', 'add', '--quiet', '-b', `idea/${name}`, tree)
  await place.commit({ [`file-${name}`]: 'x\n' }, tree)
  return tree
}

export const finish: Benchmark = {
  name: 'finish without remote, small repository',
  limit: 'the same git commands run by hand in a shell',
  mustReach: '≤ 1.3×',
  run: async () => {
    const place = await diskPlace()
    await place.commit({ 'CHANGELOG.md': PLAN, ...Object.fromEntries(numbers(40).map((n) => [`src/${n}`, `${n}\n`])) })
    const state = { disk: nodeDisk, path: join(place.folder, 'state'), now: Date.now }
    const cards = right(await openJournaledStore(boardSpec(state))())
    const use = await boardUseCases({
      root: place.root,
      finishFolder: join(place.folder, 'finish'),
      cards,
      finishJournal: right(await openJournaledStore(finishJournalSpec(state))()),
    })
    const script = join(place.folder, 'by-hand.sh')
    await writeFile(script, BY_HAND)
    const [ours, byHand]: [number[], number[]] = [[], []]
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const id = `card-${String(round)}`
      const worktreePath = await makeBranch(place, `ours-${String(round)}`)
      const branch = `idea/ours-${String(round)}`
      const card = aCard({ id, projectId: 'shop', title: 'Card', stage: 'review', branch, worktreePath })
      right(await cards.update(() => E.right(aBoard(card)))())
      ours.push(
        await timed(async () =>
          right(await use.finish(id, { finishId: `f-${String(round)}`, pushes: false }, OPERATOR)()),
        ),
      )
      const tree = await makeBranch(place, `hand-${String(round)}`)
      const environment = {
        TREE: tree,
        BRANCH: `idea/hand-${String(round)}`,
        PLACE: join(place.folder, 'by-hand'),
        ROOT: place.root,
      }
      byHand.push(
        await timed(() =>
          promisify(execFile)('sh', [script], { cwd: place.root, env: { ...GIT_PERSON, ...environment } }),
        ),
      )
    }
    await rm(place.folder, { recursive: true, force: true })
    return [
      {
        what: 'median',
        ours: median(ours.slice(WARM_UP)),
        limit: median(byHand.slice(WARM_UP)),
        unit: 'ms',
        bound: { atMost: 1.3 },
      },
    ]
  },
}

const CARDS = 20
/** So many of the files of each branch are touched by others too. */
const SHARED = 5

export const forecast: Benchmark = {
  name: 'forecast of 20 branches',
  limit: '190 pairwise git merge-tree',
  mustReach: '≤ 0.5×',
  run: async () => {
    const place = await diskPlace()
    await place.commit(Object.fromEntries(numbers(200).map((n) => [`src/${n}`, `${n}\n`])))
    const all: Card[] = []
    for (const n of numbers(CARDS)) {
      const branch = `idea/b${n}`
      const shared = `src/${String(Number(n) % SHARED)}`
      await place.commitTo(branch, { [shared]: `branch ${n}\n`, [`new-${n}`]: 'x\n' }, 'main')
      all.push(aCard({ id: n, projectId: 'shop', stage: 'review', branch }))
    }
    const tips = (await place.git('for-each-ref', '--format=%(objectname)', 'refs/heads/idea/')).split('\n')
    const [ours, pairwise]: [number[], number[]] = [[], []]
    for (let round = 0; round < 5; round += 1) {
      const { forecast: look, cards } = await useCasesFor(place)
      right(await cards.update(() => E.right(aBoard(...all)))())
      ours.push(await timed(async () => right(await look('shop')())))
      pairwise.push(await timed(() => tryAll(place.root, tips)))
    }
    await place.close()
    return [
      {
        what: 'median, nothing known yet',
        ours: median(ours),
        limit: median(pairwise),
        unit: 'ms',
        bound: { atMost: 0.5 },
      },
    ]
  },
}

const useCasesFor = (place: DiskPlace) =>
  boardUseCases({
    root: place.root,
    finishFolder: join(place.folder, 'finish'),
    cards: memoryStateStore(EMPTY_BOARD),
    finishJournal: memoryStateStore<FinishRecords>([]),
  })

/** Two at a time, as ours. */
async function tryAll(root: string, tips: ReadonlyArray<string>): Promise<void> {
  const pairs = tips.flatMap((a, at) => tips.slice(at + 1).map((b) => [a, b] as const))
  const work = async (): Promise<void> => {
    for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop())
      await promisify(execFile)('git', ['merge-tree', '--write-tree', ...pair], { cwd: root, env: GIT_PERSON }).catch(
        () => null,
      )
  }
  await Promise.all([work(), work()])
}

const numbers = (count: number): ReadonlyArray<string> => Array.from({ length: count }, (_, n) => String(n))
