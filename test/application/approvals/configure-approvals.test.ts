import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryStateStore, memorySettingsStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { memoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import {
  makeConfigureApprovals,
  makeRulesInForce,
  type ConfigChange,
} from '../../../application/approvals/configure-approvals.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { DEFAULT_RULES, modeFor, type ApprovalRules } from '../../../domain/approvals/rules.js'
import { right } from '../../support/results.js'

const CALLER = { ...THE_HUB, user: 'me' }

describe('configuring approvals', () => {
  const open = (before: Partial<ApprovalRules> = {}) => {
    const rules = memoryStateStore<ApprovalRules>({ ...DEFAULT_RULES, ...before })
    const [settings, audit] = [memorySettingsStore(), memoryAuditLog()]
    const host = memorySessionHost(memoryClock())
    const configure = makeConfigureApprovals({ rules, settings, host, audit })
    const inForce = makeRulesInForce({ rules, settings })
    const change = async (changed: ConfigChange) => right(await configure.change(changed, CALLER)())
    return { rules, settings, host, audit, configure, inForce, change }
  }

  it('sets a mode, reports it and writes it into the audit log', async () => {
    const desk = open()
    expect((await desk.change({ mode: 'strict' })).mode).to.equal('strict')
    expect(right(await desk.configure.read()).mode).to.equal('strict')
    expect([(await desk.inForce()).mode, desk.audit.entries]).to.deep.equal([
      'strict',
      [{ event: 'approval.config', fields: { mode: 'strict' }, caller: CALLER }],
    ])
  })

  it('brings back the mode that was in force before it was switched off', async () => {
    const desk = open({ mode: 'strict' })
    const modes: string[] = []
    for (const change of [{ mode: 'off' }, { enabled: true }, { enabled: false }, { enabled: true }] as const) {
      modes.push((await desk.change(change)).mode)
      modes.push((await desk.inForce()).mode)
    }
    expect(modes).to.deep.equal(['off', 'off', 'strict', 'strict', 'off', 'off', 'strict', 'strict'])
  })

  it('asks when it is switched on without a former mode, and takes the mode where both are sent', async () => {
    const desk = open({ mode: 'off' })
    expect([
      (await desk.change({ enabled: true })).mode,
      (await desk.change({ enabled: false, mode: 'strict' })).mode,
      (await desk.change({ enabled: true, mode: 'off' })).mode,
    ]).to.deep.equal(['ask', 'strict', 'off'])
  })

  it('does not switch anything on or off with a change of other rules', async () => {
    const desk = open({ mode: 'strict' })
    await desk.change({ enabled: false })
    const { mode, freeTools, asksInAutoMode } = await desk.change({ freeTools: ['Read'], asksInAutoMode: true })
    expect([mode, freeTools, asksInAutoMode]).to.deep.equal(['off', ['Read'], true])
    expect(await desk.change({})).to.deep.include({ mode: 'off', freeTools: ['Read'], asksInAutoMode: true })
    expect((await desk.change({ asksInAutoMode: false })).asksInAutoMode).to.equal(false)
  })

  it('sets modes of single sessions, and lets them follow the others again', async () => {
    const desk = open({ sessions: { a: 'off' } })
    expect((await desk.change({ sessions: { b: 'strict', a: null } })).sessions).to.deep.equal({ b: 'strict' })
    expect((await desk.change({ sessions: {} })).sessions).to.deep.equal({ b: 'strict' })
    expect((await desk.inForce()).sessions).to.deep.equal({ b: 'strict' })
  })

  it('sets the limit of single sessions, and lets them wait until the answer again', async () => {
    const desk = open({ waitMinutes: { a: 5 } })
    expect((await desk.change({ waitMinutes: { b: 30, a: null } })).waitMinutes).to.deep.equal({ b: 30 })
    expect((await desk.change({ mode: 'strict' })).waitMinutes).to.deep.equal({ b: 30 })
    expect(desk.audit.entries[0]?.fields).to.deep.equal({ mode: 'ask', waitMinutes: '{"b":30,"a":null}' })
  })

  it('leaves a strict session as it is where a change keeps strict', async () => {
    const desk = open({ sessions: { a: 'strict', b: 'ask' } })
    const stop = async (name: string) => {
      const { configure } = desk
      const said = await configure.change({ sessions: { [name]: 'off' }, keepsStrict: true }, CALLER)()
      return said._tag === 'Left' ? said.left._tag : said.right.sessions
    }
    expect(await stop('a')).to.equal('SessionIsStrict')
    expect(await stop('b')).to.deep.equal({ a: 'strict', b: 'off' })
    await desk.change({ mode: 'strict' })
    expect(await stop('c')).to.equal('SessionIsStrict')
    expect(desk.audit.entries.map(({ fields }) => fields['sessions'])).to.deep.equal(['{"b":"off"}', undefined])
  })

  it('gives a mode to the session that has the name, which keeps it under another one', async () => {
    const desk = open()
    desk.host.controls.startByHand('a')
    desk.host.controls.startByHand('b')
    await desk.change({ sessions: { a: 'off', b: 'strict' } })
    desk.host.controls.renameByHand('a', 'x')
    desk.host.controls.renameByHand('b', 'y')
    expect((await desk.change({ sessions: {} })).sessions).to.deep.equal({ x: 'off', y: 'strict', b: 'strict' })
    expect((await desk.change({ sessions: { x: null, y: 'ask', b: null } })).sessions).to.deep.equal({ y: 'ask' })
  })

  it('leaves a strict session strict where the name that it had before is loosened', async () => {
    const desk = open()
    const { id } = desk.host.controls.startByHand('b')
    await desk.change({ sessions: { b: 'strict' } })
    desk.host.controls.renameByHand('b', 'y')
    for (const mode of ['off', null] as const) {
      await desk.change({ sessions: { b: mode } })
      expect(modeFor(await desk.inForce(), { id, name: 'y' })).to.equal('strict')
    }
  })

  it('shows names alone, also for a strict session that is not there', async () => {
    const desk = open({ sessions: { a: 'strict' }, ids: { gone: { name: 'a', mode: 'strict' } } })
    expect(right(await desk.configure.read())).to.deep.equal({
      ...{ mode: 'ask', sessions: { a: 'strict' }, freeTools: DEFAULT_RULES.freeTools, asksInAutoMode: false },
      waitMinutes: {},
    })
    expect((await desk.change({ sessions: { a: 'ask' } })).sessions).to.deep.equal({ a: 'ask' })
    expect((await desk.inForce()).ids).to.deep.equal({})
  })

  it('loosens a strict session for the operator, also after it ended', async () => {
    const desk = open()
    desk.host.controls.startByHand('a')
    await desk.change({ sessions: { a: 'strict' } })
    right(await desk.host.end('a')())
    expect((await desk.change({ sessions: { a: 'off' } })).sessions).to.deep.equal({ a: 'off' })
  })

  it('loosens no mode while it cannot be read whose it is', async () => {
    const desk = open({ sessions: { a: 'strict' } })
    desk.host.controls.setUnavailable(true)
    expect((await desk.configure.change({ sessions: { a: 'off' } }, CALLER)())._tag).to.equal('Left')
    expect((await desk.change({ sessions: { b: 'strict' } })).sessions).to.deep.equal({ a: 'strict', b: 'strict' })
  })

  it('counts as strict without free tools where rules or settings cannot be read', async () => {
    const { rules, settings } = open()
    const broken = TE.left(unavailable('store', 'gone'))
    for (const inForce of [
      makeRulesInForce({ rules: { ...rules, read: broken }, settings }),
      makeRulesInForce({ rules, settings: { ...settings, read: broken } }),
    ])
      expect(await inForce()).to.deep.equal({ ...DEFAULT_RULES, mode: 'strict', freeTools: [] })
  })
})
