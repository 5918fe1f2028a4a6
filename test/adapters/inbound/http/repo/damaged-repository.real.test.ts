import * as E from 'fp-ts/lib/Either.js'
import { execFile } from 'node:child_process'
import { chmod, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import { gitRepository } from '../../../../../adapters/outbound/git/git-repository.git.js'
import { gitRepoWriter } from '../../../../../adapters/outbound/git/repo-writer.git.js'
import { gitWorktrees } from '../../../../../adapters/outbound/git/worktrees.git.js'
import { processCommandRunner } from '../../../../../adapters/outbound/process/command-runner.process.js'
import { systemClock } from '../../../../../adapters/outbound/system/clock.system.js'
import { openRepositories, type OpenRepositories } from '../../../../../composition/tools/open-files.js'
import type { Card, CardId } from '../../../../../domain/board/card.js'
import { NO_CLEANUP, type FinishAt } from '../../../../../domain/board/finish.js'
import { unrecordedWrites } from '../../../../../infrastructure/files/open-writes.js'
import { GIT_PERSON, type DiskPlace } from '../../../../support/board-places.js'
import { BRANCH, boardScene, copyOfScene, type BoardScene } from '../../../../support/board-scene.js'
import { aBoard } from '../../../../support/cards.js'
import { openFakeHub, type Answered, type FakeHub } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'
import { aSessionRecord, someSessionRecords } from '../../../../support/sessions.js'

const ADAPTERS = fileURLToPath(new URL('../../../../../adapters/outbound', import.meta.url))
const SEEN_AT = 1_772_352_000_000
/** Less than two commands take that hang, and more than the longest one of them. */
const ANSWERS_WITHIN_MS = 12_000

const run = promisify(execFile)

type Damage = (place: DiskPlace) => Promise<unknown>

const inGit = ({ root }: DiskPlace, ...path: ReadonlyArray<string>): string => join(root, '.git', ...path)

const removeObject =
  (revision: string): Damage =>
  async (place) => {
    const id = await place.git('rev-parse', revision)
    await rm(inGit(place, 'objects', id.slice(0, 2), id.slice(2)))
  }

const writeInGit =
  (path: string, text: string): Damage =>
  (place) =>
    writeFile(inGit(place, path), text)

const fifoAt =
  (path: string): Damage =>
  async (place) => {
    await rm(inGit(place, path), { force: true })
    await run('mkfifo', [inGit(place, path)])
  }

const corruptPack: Damage = async (place) => {
  await place.git('repack', '-a', '-d', '--quiet')
  const folder = inGit(place, 'objects', 'pack')
  const packs = (await readdir(folder)).filter((name) => name.endsWith('.pack')).map((name) => join(folder, name))
  for (const pack of packs) {
    await chmod(pack, 0o644)
    // Behind the signature and the number of objects.
    await writeFile(pack, (await readFile(pack)).fill(0x5a, 12))
  }
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  'without the commit of the base': removeObject('main'),
  'without the commit of the branch': removeObject(BRANCH),
  'without the tree of the base': removeObject('main^{tree}'),
  'without a file of the branch': removeObject(`${BRANCH}:b`),
  'with a truncated index': (place) => truncate(inGit(place, 'index'), 40),
  'with a corrupt pack': corruptPack,
  'with garbage in HEAD': writeInGit('HEAD', 'garbage\n'),
  'with garbage in a ref': writeInGit('refs/heads/main', 'garbage\n'),
  'with a syntax error in its settings': writeInGit('config', '[core\n\tbare = fal'),
  'whose .git names a missing folder': async (place) => {
    await rename(inGit(place), join(place.folder, 'elsewhere'))
    await writeFile(inGit(place), 'gitdir: /nowhere\n')
  },
  // Permissions would not keep root out.
  'whose folder of objects is a file': async (place) => {
    await rm(inGit(place, 'objects'), { recursive: true })
    await writeFile(inGit(place, 'objects'), '')
  },
  'whose commondir names a missing folder': writeInGit('commondir', '/nowhere\n'),
  'with a FIFO as its settings': fifoAt('config'),
  'whose settings include a FIFO': async (place) => {
    await fifoAt('fifo')(place)
    await place.git('config', 'include.path', 'fifo')
  },
  'with a FIFO as its index': fifoAt('index'),
  'with a FIFO as its HEAD': fifoAt('HEAD'),
  'with a FIFO as a ref': fifoAt('refs/heads/main'),
}

/** Request of a route, on a card with these values. */
interface Asked {
  readonly route: keyof typeof HUB_ROUTES
  readonly query?: string
  readonly body?: object
  readonly card?: Partial<Card>
}

const ASKED: ReadonlyArray<Asked> = [
  { route: 'readChanges' },
  { route: 'readChanges', query: '?base=head' },
  { route: 'readChanges', query: '?base=branch' },
  { route: 'readLog' },
  { route: 'readLog', query: '?before=2100-01-01' },
  { route: 'readBranches' },
  { route: 'readCommit' },
  { route: 'stageChanges', body: { paths: ['a'] } },
  { route: 'unstageChanges', body: { paths: ['a'] } },
  { route: 'stageHunk', body: { path: 'a', digest: 'x', hunk: 0 } },
  { route: 'unstageHunk', body: { path: 'a', digest: 'x', hunk: 0 } },
  { route: 'discardChange', body: { path: 'a', category: 'unstaged' } },
  { route: 'restoreDiscarded' },
  { route: 'commitStaged', body: { message: 'x' } },
  { route: 'readGlance' },
  { route: 'readBranchDiff' },
  { route: 'readPreflight' },
  { route: 'readPreflight', query: '?local=1' },
  { route: 'finishCard', body: {} },
  { route: 'finishCard', body: { push: false } },
  { route: 'commitWorktree', body: { message: 'x' } },
  { route: 'stashChanges', body: { place: 'worktree' } },
  { route: 'stashChanges', body: { place: 'checkout' } },
  { route: 'applyStash' },
  { route: 'updateBase' },
  { route: 'removeWorktree', card: { stage: 'done' } },
  { route: 'undoFinish', body: { revert: true }, card: { stage: 'done' } },
  {
    route: 'implementCard',
    body: {},
    card: { stage: 'implement', brainstormDoc: 'spec.md', branch: null, worktreePath: null },
  },
  { route: 'deleteCard' },
  { route: 'readForecast' },
  { route: 'createSession', body: { branch: 'new' } },
]

const [COMMIT, DISCARD] = ['c'.repeat(40), 'd'.repeat(32)]
const cardOf = (index: number): string => `0f7c0a9e-1c1b-4c55-9d2e-6f0f2b1f7a${String(10 + index)}`
const sessionOf = (index: number): string => `cc-s${String(index)}`
const projectOf = (index: number): string => `p${String(index)}`

const isChange = ({ route }: Asked): boolean => HUB_ROUTES[route].method !== 'GET'

const finishOf = (cardId: CardId, { folder, root }: DiskPlace, worktree: string): FinishAt<'done'> => ({
  id: cardId,
  cardId,
  projectId: 'shop',
  directory: root,
  base: 'main',
  branch: BRANCH,
  branchTip: COMMIT,
  baseBefore: COMMIT,
  place: join(folder, 'finish', cardId),
  pushes: false,
  worktree,
  cardBefore: { stage: 'review', order: 0 },
  stage: 'done',
  merge: DISCARD,
  startedAt: SEEN_AT,
  endedAt: SEEN_AT,
  pushed: false,
  merged: true,
  reason: null,
  detail: null,
  cleanup: NO_CLEANUP,
  revert: null,
})

/** Hub with a project, a card and a session for each request. */
async function hubOn(scenes: ReadonlyArray<BoardScene>, { git, history }: OpenRepositories): Promise<FakeHub> {
  const hub = await openFakeHub({
    finishFolder: join(scenes[0]?.place.folder ?? '', 'finish'),
    git: { worktrees: gitWorktrees(git), merger: gitRepository(git) },
    repos: {
      repoHistory: history,
      repoWriter: gitRepoWriter({ ...git, openWrites: unrecordedWrites, now: systemClock.now }),
    },
    records: someSessionRecords({
      known: scenes.map(({ place }, index) =>
        aSessionRecord({ name: sessionOf(index), directory: place.root, lastSeenAt: SEEN_AT }),
      ),
    }),
  })
  const projects = scenes.map(({ place: { root: path } }, index) => {
    return { id: projectOf(index), displayName: 'Shop', path, pinned: false }
  })
  right(await hub.projectStore.update(() => E.right({ projects, hidden: [] }))())
  const cards = scenes.map(async (scene, index): Promise<Card> => {
    return { ...(await scene.card()), id: cardOf(index), projectId: projectOf(index), ...ASKED[index]?.card }
  })
  const finishes = scenes.map(({ place, worktree }, index) => finishOf(cardOf(index), place, worktree))
  right(await hub.finishJournal.update(() => E.right(finishes))())
  const board = aBoard(...(await Promise.all(cards)))
  right(await hub.cards.update(() => E.right(board))())
  return hub
}

function send(hub: FakeHub, index: number, directory: string): Promise<Answered> {
  const { route, query, body } = ASKED[index] as Asked
  const { method, path } = HUB_ROUTES[route]
  const ofCard = path.includes('/cards/') ? cardOf(index) : projectOf(index)
  const target = path
    .replace(':name', sessionOf(index))
    .replace(':id', path.includes('/discards/') ? DISCARD : ofCard)
    .replace(/:(sha|stash)/, COMMIT)
  const forecast = `?projectId=${projectOf(index)}&card=${cardOf(index)}`
  const more = route === 'createSession' ? { name: `new-${String(index)}`, directory } : {}
  return hub.send(method, target + (route === 'readForecast' ? forecast : (query ?? '')), {
    ...(body === undefined ? {} : { body: { ...body, ...more } }),
  })
}

const GIT_WORDS =
  /^(git: )?((fatal|error|warning|BUG): |took too long and was ended$|\w+ is a FIFO$)|^not a repository$|has no common commit with the head$/

/** Complaint about an answer; `null` for one that a person can use. */
function complaintOf({ status, json, code }: Answered, tookMs: number): string | null {
  if (tookMs > ANSWERS_WITHIN_MS) return `after ${String(tookMs)} ms`
  if (status < 500) return null
  const { detail, error } = json as { readonly detail?: string; readonly error: string }
  const words = detail ?? error.replace('worktree setup failed: ', '')
  return GIT_WORDS.test(words) && code !== 'InternalError' ? null : `${String(status)} ${JSON.stringify(json)}`
}

describe('the routes of git', () => {
  let whole: BoardScene
  let repositories: OpenRepositories

  before(async () => {
    whole = await boardScene()
    await whole.place.write('a', 'changed\n')
    for (const folder of [join(whole.place.root, '.git'), whole.remote ?? ''])
      await rm(join(folder, 'hooks'), { recursive: true })
    repositories = openRepositories({
      runner: processCommandRunner(() => GIT_PERSON),
      clock: systemClock,
      environment: GIT_PERSON,
      adapters: ADAPTERS,
    })
  })
  after(async () => {
    repositories.close()
    await whole.place.close()
  })

  for (const [name, damage] of Object.entries(DAMAGES))
    it(`answer in time and with git's words on a repository ${name}`, async () => {
      const forReading = await copyOfScene(whole)
      const forChanges = await Promise.all(ASKED.filter(isChange).map(() => copyOfScene(whole)))
      for (const { place } of [forReading, ...forChanges]) await damage(place)
      const unused = [...forChanges]
      const scenes = ASKED.map((asked) => (isChange(asked) ? unused.pop() : undefined) ?? forReading)
      const hub = await hubOn(scenes, repositories)
      try {
        const complaints = await Promise.all(
          scenes.map(async ({ place }, index) => {
            const startedAt = performance.now()
            const answered = await send(hub, index, place.root)
            const tookMs = Math.round(performance.now() - startedAt)
            const { route, query = '' } = ASKED[index] as Asked
            const complaint = complaintOf(answered, tookMs)
            return complaint === null ? [] : [`${route}${query}: ${complaint}`]
          }),
        )
        expect(complaints.flat()).to.deep.equal([])
      } finally {
        await hub.close()
        await Promise.all([forReading, ...forChanges].map(({ place }) => place.close()))
      }
    })
})
