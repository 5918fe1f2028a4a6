import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import type { FinishRecords } from '../../domain/board/finish.js'
import * as E from 'fp-ts/lib/Either.js'
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { boardSpec } from '../../adapters/outbound/json-store/card-store.json-store.js'
import { finishJournalSpec } from '../../adapters/outbound/json-store/finish-journal.json-store.js'
import { openJournaledStore } from '../../adapters/outbound/json-store/journaled-store.js'
import type { CardStore, FinishJournal } from '../../application/shared/state-store.port.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { Card } from '../../domain/board/card.js'
import { nodeDisk, type Disk } from '../../infrastructure/files/disk.js'
import { copyOfPlace, diskPlace, gitIn, remoteIn, type DiskPlace } from './board-places.js'
import { boardUseCases } from './board-use-cases.js'
import { aBoard, aCard } from './cards.js'
import { right } from './results.js'

export const PLAN = '# Shop\n\n## In Development: v1.1.0\n\n- [ ] Something else\n\n## Changelog\n'
export const CARD = '0f7c0a9e-1c1b-4c55-9d2e-6f0f2b1f7a10'
export const BRANCH = 'idea/offline-0f7c0a'

/** A project with a card in review: its worktree has a commit, and another checkout lies beside it, half changed. */
export interface BoardScene {
  readonly place: DiskPlace
  readonly cards: CardStore
  readonly journal: FinishJournal
  readonly worktree: string
  /** Checked out by the person, with something staged, something changed and something new. */
  readonly bystander: string
  readonly open: (
    runner?: CommandRunner,
    cards?: CardStore,
    journal?: FinishJournal,
  ) => ReturnType<typeof boardUseCases>
  readonly card: (id?: string) => Promise<Card>
  readonly tip: (ref: string) => Promise<string | null>
  readonly remoteTip: () => Promise<string | null>
  readonly remote: string | null
}

const worktreeIn = ({ folder }: DiskPlace): string => join(folder, '.penates-worktrees', 'shop', 'offline-0f7c0a')
const bystanderIn = ({ folder }: DiskPlace): string => join(folder, 'bystander')

export async function boardScene({ withRemote = true } = {}): Promise<BoardScene> {
  const place = await diskPlace()
  await place.commit({ 'CHANGELOG.md': PLAN, a: 'one\n' })
  const worktree = worktreeIn(place)
  await place.git('worktree', 'add', '--quiet', '-b', BRANCH, worktree)
  await place.commit({ b: 'new\n' }, worktree, 'Work')
  const bystander = bystanderIn(place)
  await place.git('worktree', 'add', '--quiet', '-b', 'feature', bystander)
  await place.write('a', 'changed\n', bystander)
  await place.write('staged', 'x\n', bystander)
  await gitIn(bystander, 'add', 'staged')
  await place.write('untracked', 'x\n', bystander)
  if (withRemote) await place.addRemote()

  const card = aCard({
    id: CARD,
    projectId: 'shop',
    title: 'Offline {mode}',
    theme: 'sync',
    stage: 'review',
    branch: BRANCH,
    worktreePath: worktree,
    slug: 'offline-0f7c0a',
  })
  return sceneIn(place, memoryStateStore(aBoard(card)), memoryStateStore<FinishRecords>([]), withRemote)
}

/** A copy of the scene in a separate folder, in a fraction of the time that making one takes. */
export async function copyOfScene({ place, cards, journal, remote }: BoardScene): Promise<BoardScene> {
  const copy = await copyOfPlace(place)
  const moved = <A>(value: A): A => JSON.parse(JSON.stringify(value).replaceAll(place.folder, copy.folder)) as A
  const [board, records] = [right(await cards.read()), right(await journal.read())]
  return sceneIn(copy, memoryStateStore(moved(board)), memoryStateStore(moved(records)), remote !== null)
}

function sceneIn(place: DiskPlace, cards: CardStore, journal: FinishJournal, withRemote: boolean): BoardScene {
  const { root, folder } = place
  const remote = withRemote ? remoteIn(place) : null
  const tipIn = (at: string, ref: string): Promise<string | null> =>
    gitIn(at, 'rev-parse', '--verify', '--quiet', ref).catch(() => null)
  return {
    place,
    cards,
    journal,
    worktree: worktreeIn(place),
    bystander: bystanderIn(place),
    open: (runner, otherCards = cards, otherJournal = journal) =>
      boardUseCases({
        root,
        finishFolder: join(folder, 'finish'),
        cards: otherCards,
        finishJournal: otherJournal,
        ...(runner === undefined ? {} : { runner }),
      }),
    card: async (id = CARD) => {
      const card = right(await cards.read()).cards.find((one) => one.id === id)
      if (card === undefined) throw new Error('the card is gone')
      return card
    },
    tip: (ref) => tipIn(root, ref),
    remoteTip: () => (remote === null ? Promise.resolve(null) : tipIn(remote, 'main')),
    remote,
  }
}

/** Board and journal in a state folder, as a hub that starts finds them. */
export async function openBoardState(path: string, disk: Disk = nodeDisk) {
  const folder = { disk, path, now: Date.now }
  return {
    cards: right(await openJournaledStore(boardSpec(folder))()),
    journal: right(await openJournaledStore(finishJournalSpec(folder))()),
  }
}

/** Head, index and files of a work tree, bit by bit. */
export async function fingerprint(worktree: string): Promise<string> {
  const hash = createHash('sha256')
  const gitFolder = await gitIn(worktree, 'rev-parse', '--absolute-git-dir')
  for (const name of ['HEAD', 'index']) hash.update(await readFile(join(gitFolder, name)).catch(() => ''))
  for (const name of (await readdir(worktree, { recursive: true })).sort()) {
    if (name === '.git' || name.startsWith('.git/')) continue
    hash.update(name).update(await readFile(join(worktree, name)).catch(() => 'folder'))
  }
  return hash.digest('hex')
}

/** Every commit that any ref or head of the repository leads to. */
export async function reachable(root: string): Promise<ReadonlySet<string>> {
  return new Set((await gitIn(root, 'rev-list', '--all', 'HEAD')).split('\n'))
}

export const stageOfFinish = async (journal: FinishJournal): Promise<string> => {
  const records = await journal.read()
  return E.isRight(records) ? (records.right.at(-1)?.stage ?? 'none') : 'unreadable'
}
