import * as E from 'fp-ts/lib/Either.js'
import { eventually } from '../../../../support/eventually.js'
import { aTarget } from '../../../../support/push.js'
import { right } from '../../../../support/results.js'
import { hubOfSuite } from '../../../../support/fake-hub.js'

const PATH = '/api/usage/budgets'
const DAY = { scope: { kind: 'day' }, limitUsd: 5, atLimit: 'deny' }

describe(PATH, () => {
  const hub = hubOfSuite()

  const put = (body: unknown) => hub.send('PUT', PATH, { body })
  const today = (): string => new Date(hub.clock.now()).toISOString().slice(0, 10)

  /** As if so much had been reckoned today. */
  const spend = async (spentUsd: number): Promise<void> => {
    const standings = { day: { period: today(), spentUsd, level: 'exceeded' as const } }
    right(await hub.budgets.update((records) => E.right({ ...records, standings }))())
  }

  /** Another call each time. */
  let calls = 0
  const gate = async (permission_mode: string, tool_name = 'Bash') => {
    const command = `make ${String((calls += 1))}`
    const body = { tool_name, tool_input: { command }, permission_mode, tool_use_id: `toolu_${command}` }
    return (await hub.send('POST', '/api/hooks/pre-tool-use', { headers: { 'X-Penates-Session': 'cc-a' }, body })).json
  }

  it('keeps what is put, and tells how it stands', async () => {
    const stands = { ...DAY, key: 'day', period: today(), spentUsd: 0, level: 'fine', reason: null }
    const answer = { budgets: [stands], tz: 'Europe/Berlin', counting: false }
    const put1 = await put({ budgets: [DAY] })
    expect([put1.status, put1.json]).to.deep.equal([200, answer])
    expect((await hub.send('GET', PATH)).json).to.deep.equal(answer)
    expect(hub.audit.entries.at(-1)).to.deep.include({ event: 'budget.change', fields: { day: '5 deny' } })
  })

  it('refuses what does not fit whole, says where, and keeps what was there', async () => {
    await put({ budgets: [DAY] })
    const wrong: ReadonlyArray<readonly [unknown, ReadonlyArray<string>]> = [
      [{}, ['budgets']],
      [{ budgets: 'none' }, ['budgets']],
      [{ budgets: [null] }, ['budgets.0']],
      [{ budgets: [{ ...DAY, limitUsd: 0 }] }, ['budgets.0.limitUsd']],
      [{ budgets: [{ ...DAY, limitUsd: -1 }] }, ['budgets.0.limitUsd']],
      [{ budgets: [{ ...DAY, limitUsd: '5' }] }, ['budgets.0.limitUsd']],
      [{ budgets: [{ ...DAY, limitUsd: 1e7 }] }, ['budgets.0.limitUsd']],
      ['{"budgets":[{"scope":{"kind":"day"},"limitUsd":1e999,"atLimit":"ask"}]}', ['budgets.0.limitUsd']],
      [{ budgets: [{ ...DAY, atLimit: 'stop' }] }, ['budgets.0.atLimit']],
      [{ budgets: [{ ...DAY, scope: { kind: 'year' } }] }, ['budgets.0.scope']],
      [{ budgets: [DAY, DAY] }, ['budgets.1.scope']],
    ]
    for (const [body, at] of wrong) {
      const { status, json } = await put(body)
      const { error, at: where } = json as { error: string; at: ReadonlyArray<string> }
      expect([status, error, where.slice(0, 1)]).to.deep.equal([400, 'Invalid body', at])
    }
    expect((await put({ budgets: Array.from({ length: 201 }, () => DAY) })).status).to.equal(400)
    for (const scope of [
      { kind: 'project' },
      { kind: 'project', project: '' },
      { kind: 'card', card: 'x'.repeat(201) },
    ])
      expect((await put({ budgets: [{ ...DAY, scope }] })).status).to.equal(400)
    const { json } = await hub.send('GET', PATH)
    expect((json as { budgets: ReadonlyArray<unknown> }).budgets).to.have.length(1)
  })

  it('refuses every tool call once it is exceeded, with the reason, before all rules', async () => {
    hub.host.controls.startByHand('cc-a', '/work')
    await put({ budgets: [DAY] })
    expect(await gate('acceptEdits')).to.equal(undefined)
    await spend(5.125)
    await hub.send('POST', '/api/approvals/config', { body: { enabled: false } })
    for (const tool of ['Bash', 'Read'])
      expect(await gate('acceptEdits', tool)).to.deep.equal({
        hookSpecificOutput: {
          hookEventName: 'PreToolUse',
          permissionDecision: 'deny',
          permissionDecisionReason: 'budget exceeded: $5.13 of $5.00 spent today',
        },
      })
    await put({ budgets: [{ ...DAY, limitUsd: 50 }] })
    expect(await gate('acceptEdits')).to.equal(undefined)
  })

  it('asks about every call instead, and says why to the person and to the terminal', async () => {
    hub.host.controls.startByHand('cc-a', '/work')
    await put({ budgets: [{ ...DAY, atLimit: 'ask' }] })
    await spend(6)
    expect(await gate('acceptEdits')).to.have.nested.property('hookSpecificOutput.permissionDecision', 'ask')
    await hub.send('POST', '/api/push/subscribe', { body: { subscription: aTarget(), deviceId: 'phone' } }) // A person is present now.
    const asked = gate('acceptEdits')
    let id = ''
    await eventually(async () => {
      const { json } = await hub.send('GET', '/api/approvals')
      const [approval] = (json as { approvals: ReadonlyArray<{ id: string; reason: string | null }> }).approvals
      expect(approval?.reason).to.equal('budget exceeded: $6.00 of $5.00 spent today')
      id = approval?.id ?? ''
    })
    await hub.send('POST', `/api/approvals/${id}`, { body: { decision: 'allow' } })
    expect(await asked).to.have.nested.property('hookSpecificOutput.permissionDecision', 'allow')
  })
})
