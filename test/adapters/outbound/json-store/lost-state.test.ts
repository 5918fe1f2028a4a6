import { sessionId } from '../../../../domain/sessions/session-id.js'
import * as E from 'fp-ts/lib/Either.js'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { approvalRulesSpec } from '../../../../adapters/outbound/json-store/approval-rules.json-store.js'
import { budgetStoreSpec } from '../../../../adapters/outbound/json-store/budget-store.json-store.js'
import {
  openJsonStore,
  type JsonStore,
  type JsonStoreSpec,
} from '../../../../adapters/outbound/json-store/json-store.js'
import { DEFAULT_RULES, endInRules, LOST_RULES, withNameMode } from '../../../../domain/approvals/rules.js'
import {
  EMPTY_BUDGET_RECORDS,
  LOST_BUDGET_RECORDS,
  reckon,
  withBudgets,
} from '../../../../domain/usage/budget-records.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { right } from '../../../support/results.js'

const SHOP = { id: sessionId('cc-a'), name: 'cc-a' }

describe('state that holds agents back', () => {
  let path: string
  let now = 0
  let opened: Pick<JsonStore<never>, 'settled'>[] = []
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'penates-test-'))
    opened = []
  })
  afterEach(async () => {
    await settled()
    await rm(path, { recursive: true })
  })

  const settled = () => Promise.all(opened.map((store) => store.settled()))
  const folder = () => ({ disk: nodeDisk, path, now: () => ++now })
  async function open<A>(spec: JsonStoreSpec<A>): Promise<JsonStore<A>> {
    const store = right(await openJsonStore(spec)())
    opened.push(store)
    return store
  }
  /** Damages the file, its last good copy, or both, wherever there is one. */
  const damage = async (...names: ReadonlyArray<string>): Promise<void> => {
    await settled()
    for (const name of names) await writeFile(join(path, name), '{"version":1,"mo')
  }
  const RULES = ['approval-rules.json', 'approval-rules.json.bak']
  const BUDGETS = ['budgets.json', 'budgets.json.bak']

  it('falls to strict, and stays there over restarts until a person chooses', async () => {
    const rules = () => open(approvalRulesSpec(folder()))
    right(await (await rules()).update((before) => E.right({ ...before, mode: 'ask' as const, freeTools: ['Read'] }))())
    await damage(...RULES)
    const found = await rules()
    expect([found.current(), found.faults.map(({ reason, using }) => [reason, using])]).to.deep.equal([
      LOST_RULES,
      [['damaged', 'strictest']],
    ])
    const again = await rules()
    expect([again.current(), again.faults.map(({ movedTo, using }) => [basename(movedTo ?? ''), using])]).to.deep.equal(
      [LOST_RULES, [['approval-rules.json.corrupt-1', 'strictest']]],
    )
    right(await again.update((before) => E.right(endInRules(withNameMode(before, SHOP.name, 'ask', SHOP.id), SHOP)))())
    expect((await rules()).current().mode).to.equal('strict')
    right(await (await rules()).update((before) => E.right({ ...before, mode: 'ask' as const }))())
    const chosen = await rules()
    expect([chosen.current().mode, chosen.faults]).to.deep.equal(['ask', []])
  })

  it('falls to strict where the file is gone and its copy damaged, and where a newer version wrote it', async () => {
    await damage('approval-rules.json.bak')
    expect((await open(approvalRulesSpec(folder()))).current()).to.deep.equal(LOST_RULES)
    expect((await readdir(path)).filter((name) => name.startsWith('approval-rules.json.bak.corrupt-'))).to.have.length(
      1,
    )
    expect((await open(approvalRulesSpec(folder()))).current()).to.deep.equal(LOST_RULES)
    await writeFile(join(path, 'approval-rules.json'), '{"version":99}')
    const newer = await open(approvalRulesSpec(folder()))
    expect([newer.current(), newer.faults.map(({ using }) => using)]).to.deep.equal([LOST_RULES, ['refused']])
  })

  it('takes the last good copy where there is one, and starts with the defaults where there never was a file', async () => {
    expect((await open(approvalRulesSpec(folder()))).current()).to.deep.equal(DEFAULT_RULES)
    const store = await open(approvalRulesSpec(folder()))
    right(await store.update((before) => E.right({ ...before, mode: 'off' as const }))())
    await store.settled()
    await damage('approval-rules.json')
    expect((await open(approvalRulesSpec(folder()))).current().mode).to.equal('off')
  })

  it('holds sessions back without budgets that can be read, until a person sets some, also none', async () => {
    const budgets = () => open(budgetStoreSpec(folder()))
    expect((await budgets()).current()).to.deep.equal(EMPTY_BUDGET_RECORDS)
    const day = { scope: { kind: 'day' }, limitUsd: 5, atLimit: 'deny' } as const
    right(await (await budgets()).update((book) => E.right(withBudgets(book, [day])))())
    await damage(...BUDGETS)
    expect((await budgets()).current()).to.deep.equal(LOST_BUDGET_RECORDS)
    const again = await budgets()
    expect(again.current()).to.deep.equal(LOST_BUDGET_RECORDS)
    const spending = { date: '2026-03-01', dayUsd: 9, monthUsd: 9, projectsUsd: new Map(), cardsUsd: new Map() }
    expect(reckon(again.current(), spending)).to.equal(again.current())
    right(await again.update((book) => E.right({ ...book, standings: {} }))())
    expect((await budgets()).current()).to.deep.equal(LOST_BUDGET_RECORDS)
    right(await (await budgets()).update((book) => E.right(withBudgets(book, [])))())
    expect((await budgets()).current()).to.deep.equal(EMPTY_BUDGET_RECORDS)
  })
})
