import fc from 'fast-check'
import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openApprovalLedger } from '../../../../adapters/outbound/approvals-log/approval-ledger.file.js'
import { fileLedgerProof } from '../../../../adapters/outbound/approvals-log/ledger-proof.file.js'
import { DEFAULT_RULES } from '../../../../domain/approvals/rules.js'
import { NO_LAST_REPORTS } from '../../../../domain/attention/last-reports.js'
import type { Board } from '../../../../domain/board/card.js'
import { DEFAULT_PUSH_PLAN } from '../../../../domain/push/plan.js'
import { DEFAULT_SETTINGS } from '../../../../domain/settings/settings.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { sha256 } from '../../../../infrastructure/secrets/secrets.js'
import { fillGolden, GOLDEN_NOW, openGolden, valuesOf } from '../../../support/golden-state.js'
import { right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const GOLDEN = resolve('test/fixtures/state')
/** Files as this version writes them. A changed format gets a new folder here; the former ones stay. */
const CURRENT = '12-with-push-plan'

/** Folders whose rules of approvals are by name. */
const BY_NAME = ['1-without-checksum', '2-with-checksum', '3-with-journal', '4-with-session-ids']

/** Folders that have rules for calls to come and the last reports. */
const WITH_RULES_FOR_CALLS = [
  '6-with-rules-for-calls',
  '7-with-open-calls-in-a-journal',
  '8-with-prompts',
  '9-with-schedules',
  '10-with-moves',
  '11-with-templates',
  CURRENT,
]

const WITH_TEMPLATES = ['11-with-templates', CURRENT]
const WITH_MOVES = ['10-with-moves', ...WITH_TEMPLATES]
const WITH_SCHEDULES = ['9-with-schedules', ...WITH_MOVES]

/** Board as it was stored before moves and sessions of cards were. */
const withoutHistory = (board: Board): Board => ({
  ...board,
  cards: board.cards.map((card) => ({ ...card, moves: [], sessions: [] })),
})

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const isCopy = (name: string): boolean => name.endsWith('.bak')

/** Text of every file of a folder, by path. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && !isCopy(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
  return new Map(paths.map((path, index) => [path.slice(folder.length + 1), texts[index] ?? '']))
}

describe('golden files of the state folder', () => {
  const scratch = scratchFolder()
  const state = (): string => join(scratch(), 'state')

  /** Copies a golden folder, so that opening it changes nothing. */
  const opened = async (golden: string) => {
    await cp(join(GOLDEN, golden), state(), { recursive: true })
    const found = await openGolden(state())
    await found.settled()
    return found
  }
  const filled = async () => {
    await fillGolden(state())
    const found = await openGolden(state())
    await found.settled()
    return found
  }

  it('are what this version writes, byte by byte', async () => {
    await fillGolden(state())
    expect(Object.fromEntries(await filesOf(state()))).to.deep.equal(
      Object.fromEntries(await filesOf(join(GOLDEN, CURRENT))),
    )
  })

  for (const golden of [...BY_NAME, '5-with-rules-by-id', ...WITH_RULES_FOR_CALLS]) {
    it(`of ${golden} are read as they are`, async () => {
      const state = await filled()
      const [values, rules] = [await valuesOf(state), right(await state.approvalRules.read())]
      // Grants and modes by name have no id; the modes go to the sessions that have the names when the hub starts.
      const byName = BY_NAME.includes(golden) ? { ids: {}, grants: [] } : {}
      const older = { rules: { ...rules, permissions: [], ...byName }, lastReports: NO_LAST_REPORTS }
      const expected = {
        ...values,
        ...(WITH_RULES_FOR_CALLS.includes(golden) ? {} : older),
        ...(WITH_MOVES.includes(golden) ? {} : { board: withoutHistory(values['board'] as Board) }),
        ...(WITH_TEMPLATES.includes(golden) ? {} : { promptTemplates: [] }),
        ...(golden === CURRENT ? {} : { pushPlan: DEFAULT_PUSH_PLAN }),
        ...(WITH_SCHEDULES.includes(golden) ? {} : { schedules: [] }),
        ...(WITH_SCHEDULES.includes(golden) || golden === '8-with-prompts' ? {} : { prompts: [] }),
      }
      await cp(join(GOLDEN, golden), join(scratch(), golden), { recursive: true })
      const found = await openGolden(join(scratch(), golden))
      await found.settled()
      expect([await valuesOf(found), found.faults]).to.deep.equal([expected, []])
      expect(right(await found.vapidKeys(() => ({ publicKey: 'new', privateKey: 'new' }))()).publicKey).to.equal(
        'public',
      )
      expect(right(await found.markBoot(0)())).to.equal(GOLDEN_NOW + 1)
    })

    it(`of ${golden} hold a log of approvals that verifies and is continued`, async () => {
      await cp(join(GOLDEN, golden), state(), { recursive: true })
      const file = join(state(), 'approvals.log')
      const proof = fileLedgerProof({ disk: nodeDisk, file, sha256 })
      const { records, fault } = right(await proof.check())
      const ledger = right(
        await openApprovalLedger({ disk: nodeDisk, file, now: () => GOLDEN_NOW, sha256, log: silent })(),
      )
      right(await ledger.append({ kind: 'note' })())
      expect([fault, right(await proof.check())]).to.deep.equal([null, { records: records + 1, fault: null }])
    })
  }

  it('of an older installation are read as they are', async () => {
    const found = await opened('0-older-installation')
    const { sessions, settings, rules, subscriptions, projects, board } = await valuesOf(found)
    const marks = {
      pinned: false,
      recorded: false,
      manuallyStopped: false,
      conversation: null,
      formerConversations: [],
    }
    const known = { directory: '/work/größe', command: 'claude', ...marks }
    const [created, seen] = [Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 2)]
    expect(found.faults).to.deep.equal([])
    expect(sessions).to.deep.equal({
      known: [
        { ...known, id: 'cc-shop', name: 'cc-shop', createdAt: created, lastSeenAt: seen, muted: true },
        {
          ...known,
          id: 'cc-docs',
          name: 'cc-docs',
          directory: '/work/docs',
          command: '',
          createdAt: GOLDEN_NOW,
          lastSeenAt: GOLDEN_NOW,
          muted: false,
        },
      ],
      heartbeat: null,
      reviving: [],
      faded: [],
      clipboard: null,
    })
    expect([settings, rules]).to.deep.equal([{ ...DEFAULT_SETTINGS, autoRestore: false }, DEFAULT_RULES])
    expect(subscriptions).to.deep.equal([
      {
        endpoint: 'https://push.example/abc',
        expirationTime: null,
        keys: { p256dh: 'p256', auth: 'auth' },
        deviceId: 'phone',
        createdAt: GOLDEN_NOW,
        failedAttempts: 0,
        lastError: null,
      },
    ])
    expect(projects).to.deep.equal({
      projects: [{ id: 'shop', displayName: 'Shop', path: '/work/shop', pinned: true }],
      hidden: [],
    })
    expect(board).to.deep.include({ extra: { migratedAt: '2026-02-01T00:00:00.000Z' } })
  })

  it('are never served as other values after random bits were flipped', async function () {
    this.timeout(60_000)
    const expected = await valuesOf(await filled())
    const whole = join(scratch(), 'whole')
    await cp(state(), whole, { recursive: true })
    const names = (await readdir(whole)).filter((name) => /\.(json|journal)$/.test(name))
    const flips = fc.record({
      name: fc.constantFrom(...names),
      bits: fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 4 }),
    })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(flips, async ({ name, bits }) => {
        runs += 1
        const folder = join(scratch(), `run-${String(runs)}`)
        await cp(whole, folder, { recursive: true })
        const bytes = await readFile(join(folder, name))
        const places = new Set(bits.map((bit) => bit % (bytes.length * 8)))
        for (const bit of places) bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        await writeFile(join(folder, name), bytes)
        const found = await openGolden(folder)
        await found.settled()
        expect(found.faults.map(({ file, using }) => [file, using])).to.deep.equal([
          [join(folder, name), 'last-good-copy'],
        ])
        expect(await valuesOf(found)).to.deep.equal(expected)
      }),
      { numRuns: 40 },
    )
  })
})
