import * as E from 'fp-ts/lib/Either.js'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkState } from '../../../../adapters/outbound/json-store/check-state.js'
import { openState, type OpenState } from '../../../../adapters/outbound/json-store/open-state.js'
import { remember } from '../../../../domain/sessions/session-record.js'
import { DEFAULT_SETTINGS, type Settings } from '../../../../domain/settings/settings.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { newToken } from '../../../../infrastructure/secrets/secrets.js'
import { right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import { STATE_STORES, type StateScene } from '../../../support/state-stores.js'

type Stored = Readonly<Record<string, unknown>>

const NOW = Date.UTC(2026, 2, 1)
const FILES = STATE_STORES.map(({ file }) => file).filter((file) => !file.includes('/'))
const opened: OpenState[] = []
/** One folder has one writer: waits for the previous one to close. */
const settled = async (): Promise<void> => {
  await Promise.all(opened.splice(0).map((state) => state.settled()))
}
const open = async (path: string, settingsDefaults: Settings = DEFAULT_SETTINGS): Promise<OpenState> => {
  await settled()
  const state = right(await openState({ disk: nodeDisk, path, now: () => NOW, newToken, settingsDefaults })())
  opened.push(state)
  return state
}

const sceneFor = async (): Promise<StateScene> => {
  const path = await mkdtemp(join(tmpdir(), 'penates-test-'))
  return { open: (defaults) => open(path, defaults), close: () => settled().then(() => rm(path, { recursive: true })) }
}
for (const { describeContract } of STATE_STORES) describeContract?.(sceneFor)

describe('a registry of projects', () => {
  const folder = scratchFolder()
  afterEach(settled)
  const older = { id: 'shop', displayName: 'Shop', path: '/work/shop', pinned: true }
  const stored = JSON.stringify({
    version: 1,
    projects: [older, { ...older, id: 'notes', pinned: undefined, x: 1 }, older],
  })

  it('of an older installation is read as it is, each id once', async () => {
    await writeFile(join(folder(), 'projects.json'), stored)
    const { projectStore, faults } = await open(folder())
    expect([right(await projectStore.read()), faults]).to.deep.equal([
      { projects: [older, { ...older, id: 'notes', pinned: false }], hidden: [] },
      [],
    ])
  })

  it('is kept aside when it cannot be read, and never overwritten', async () => {
    await writeFile(join(folder(), 'projects.json'), '{"version":1,"projects":[{"id":')
    const { projectStore, faults } = await open(folder())
    await projectStore.update((book) => E.right({ ...book, hidden: ['/a'] }))()
    const kept = (await readdir(folder())).find((name) => name.startsWith('projects.json.corrupt-')) ?? ''
    expect([await readFile(join(folder(), kept), 'utf8'), faults.map(({ reason }) => reason)]).to.deep.equal([
      '{"version":1,"projects":[{"id":',
      ['damaged'],
    ])
  })

  it('may be in a separate folder', async () => {
    const options = { disk: nodeDisk, now: () => NOW, newToken, settingsDefaults: DEFAULT_SETTINGS }
    const registryFolder = join(folder(), 'registry')
    const state = right(await openState({ ...options, path: join(folder(), 'state'), registryFolder })())
    opened.push(state)
    await state.projectStore.update((book) => E.right({ ...book, hidden: ['/a'] }))()
    expect(await readdir(registryFolder)).to.include('projects.json')
  })
})

describe('a board of an older installation', () => {
  const folder = scratchFolder()

  it('is read as it is, and keeps what this version does not know', async () => {
    const old = {
      version: 1,
      migratedAt: '2026-11-24T22:32:01.090Z',
      cards: [
        { id: 'a', projectId: 'p', title: 'A', stage: 'spec', mood: 'good', createdAt: '2026-11-20T09:12:44.120Z' },
        { id: 'b', projectId: 'p', title: 'B', stage: 'done', origin: 'solo', updatedAt: '2026-11-21T09:12:44.120Z' },
        7,
      ],
    }
    await writeFile(join(folder(), 'board.json'), JSON.stringify(old))
    const { cardStore } = await open(folder())
    const board = right(await cardStore.read())
    expect(board.cards.map(({ stage, order, rev, doneAt }) => [stage, order, rev, doneAt])).to.deep.equal([
      ['brainstorming', 0, 1, null],
      ['done', 0, 1, Date.parse('2026-11-21T09:12:44.120Z')],
    ])
    await cardStore.update((one) => E.right({ ...one, cards: one.cards.map((card) => ({ ...card, order: 2 })) }))()
    const written = JSON.parse(await readFile(join(folder(), 'board.json'), 'utf8')) as typeof old
    expect([written.version, written.migratedAt, written.cards[2]]).to.deep.equal([2, old.migratedAt, 7])
    expect(written.cards[0]).to.include({ id: 'a', stage: 'brainstorming', mood: 'good', order: 2 })
  })
})

describe('the state folder', () => {
  afterEach(settled) // before the folder goes
  const folder = scratchFolder()
  const file = (name: string): string => join(folder(), name)

  it('keeps sessions in the shape that older installations know, with marks only where they are set', async () => {
    const { sessionRecord } = await open(folder())
    await sessionRecord.update((book) =>
      E.right(remember(book, { id: sessionId('id-1'), name: 'cc-shop', directory: '/work', command: 'claude' }, NOW)),
    )()
    await sessionRecord.update((book) =>
      E.right({ ...book, known: book.known.map((entry) => ({ ...entry, pinned: true })) }),
    )()
    const { checksum: _checksum, ...stored } = JSON.parse(await readFile(file('known-sessions.json'), 'utf8')) as Stored
    expect(stored).to.deep.equal({
      version: 1,
      knownSessions: [
        {
          name: 'cc-shop',
          directory: '/work',
          command: 'claude',
          createdAt: '2026-03-01T00:00:00.000Z',
          lastSeenAt: '2026-03-01T00:00:00.000Z',
          pinned: true,
          id: 'id-1',
        },
      ],
      heartbeat: null,
      reviving: [],
    })
  })

  for (const name of ['sessions.json', 'known-sessions.json']) {
    it(`reads ${name} of an older installation; an invalid time counts as now`, async () => {
      const entry = { name: 'cc-shop', directory: '/work', command: 'claude', muted: true }
      await writeFile(file(name), JSON.stringify({ knownSessions: [{ ...entry, lastSeenAt: 'yesterday' }] }))
      const { sessionRecord, faults } = await open(folder())
      expect([right(await sessionRecord.read()).known, faults]).to.deep.equal([
        [
          {
            ...{ ...entry, id: 'cc-shop', createdAt: NOW, lastSeenAt: NOW },
            ...{ pinned: false, recorded: false, manuallyStopped: false, conversation: null },
            formerConversations: [],
          },
        ],
        [],
      ])
    })
  }

  it('imports the older file once: what was forgotten since does not come back', async () => {
    const entry = { name: 'cc-shop', directory: '/work', command: 'claude' }
    await writeFile(file('sessions.json'), JSON.stringify({ knownSessions: [entry] }))
    await (await open(folder())).sessionRecord.update((book) => E.right({ ...book, known: [] }))()
    expect(right(await (await open(folder())).sessionRecord.read()).known).to.deep.equal([])
  })

  it('stores no token, only its hash', async () => {
    const { sessionTokens } = await open(folder())
    const token = right(await sessionTokens.issue(sessionId('cc-shop'), 'cc-shop')())
    const stored = await readFile(file('session-tokens.json'), 'utf8')
    expect([token.length, stored.includes(token), stored.includes('"session": "cc-shop"')]).to.deep.equal([
      64,
      false,
      true,
    ])
  })

  it('keeps settings that it does not know, and leaves out values that do not fit', async () => {
    await writeFile(file('settings.json'), '{"theme":{"dark":true},"tmuxMouse":"sideways","autoRestore":false}')
    const { settingsStore } = await open(folder())
    const read = right(await settingsStore.read())
    await settingsStore.change({ remoteApproval: false })()
    const { checksum: _checksum, ...stored } = JSON.parse(await readFile(file('settings.json'), 'utf8')) as Stored
    expect([read, stored]).to.deep.equal([
      { ...DEFAULT_SETTINGS, autoRestore: false },
      { version: 1, theme: { dark: true }, tmuxMouse: 'sideways', autoRestore: false, remoteApproval: false },
    ])
  })

  it('marks every start with a larger number, also after the clock was set back', async () => {
    const marks: number[] = []
    for (const now of [NOW, NOW + 5, NOW - 86_400_000, NOW - 86_400_000, NOW + 6]) {
      marks.push(right(await (await open(folder())).markBoot(now)()))
    }
    expect(marks).to.deep.equal([NOW, NOW + 5, NOW + 6, NOW + 7, NOW + 8])
  })

  it('tells of every file that could not be used', async () => {
    await writeFile(file('known-sessions.json'), '')
    await writeFile(file('settings.json'), '{"version":99}')
    const { faults } = await open(folder())
    expect(faults.map(({ reason, using }) => [reason, using])).to.deep.equal([
      ['damaged', 'nothing'],
      ['newer', 'refused'],
    ])
  })

  describe('as doctor sees it', () => {
    const look = async (path = folder()): Promise<ReadonlyArray<readonly [string, string]>> =>
      (await checkState({ disk: nodeDisk, path, now: () => NOW })()).map(({ name, state }) => [name, state])

    it('is well before the first start and after it', async () => {
      const before = await look(join(folder(), 'none'))
      await (await open(folder())).settingsStore.change({ autoRestore: false })()
      const well = [['state folder', 'ok'], ...FILES.map((name) => [name, 'ok'])]
      expect([before, await look()]).to.deep.equal([well, well])
    })

    it('has every damaged, newer, lost and kept file named, and none of them touched', async () => {
      await writeFile(file('known-sessions.json'), '{"knownSess')
      await writeFile(file('settings.json'), '{"version":99}')
      await writeFile(file('session-tokens.json.bak'), '{"version":1,"tokens":[]}')
      await writeFile(file('known-sessions.json.corrupt-1'), '')
      await mkdir(file('approvals'))
      await writeFile(join(file('approvals'), 'a.json.corrupt-12'), '')
      await writeFile(join(file('approvals'), 'b.json'), '')
      const before = await readdir(folder())
      const damaged = ['known-sessions.json', 'session-tokens.json', 'settings.json']
      expect(await look()).to.deep.equal([
        ['state folder', 'ok'],
        ...FILES.map((name) => [name, damaged.includes(name) ? 'warning' : 'ok']),
        ['known-sessions.json.corrupt-1', 'warning'],
        ['approvals/a.json.corrupt-12', 'warning'],
      ])
      expect(await readdir(folder())).to.deep.equal(before)
    })

    it('is at fault when it is no folder', async () => {
      await mkdir(folder(), { recursive: true })
      await writeFile(file('state'), '')
      expect(await look(join(folder(), 'state', 'deeper'))).to.deep.equal([['state folder', 'fault']])
    })
  })
})
