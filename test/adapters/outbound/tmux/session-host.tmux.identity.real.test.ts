import * as E from 'fp-ts/lib/Either.js'
import { hostSessionId, sessionId } from '../../../../domain/sessions/session-id.js'
import { eventually } from '../../../support/eventually.js'
import { aName } from '../../../support/sessions.js'
import { openTmuxHost, type TmuxOnOwnSocket } from '../../../support/tmux-host.js'

/** Ids of sessions on tmux, whose user options every program in a session can write. */
describe('tmuxSessionHost › ids', () => {
  let t: TmuxOnOwnSocket
  beforeEach(async () => {
    t = await openTmuxHost()
  })
  afterEach(() => t.close())

  const start = async (name: string) =>
    E.toUnion(
      await t.host.start({
        id: sessionId(`id of ${name}`),
        name: aName(name),
        directory: t.directory,
        command: 'cat',
        environment: {},
        size: { columns: 80, rows: 24 },
        mouse: true,
      })(),
    )
  const claim = (name: string, value: string) => t.tmux('set-option', '-t', `=${name}:`, '@penates_id', value)
  const idsOn = async (host = t.host): Promise<Readonly<Record<string, string>>> => {
    const listed = await host.list()
    return E.isRight(listed) ? Object.fromEntries(listed.right.map(({ name, id }) => [name, id])) : {}
  }
  /** A host that reads the server for the first time, as after a restart of the hub. */
  const restarted = () => idsOn(t.another())

  it('are read by the next hub, also after renames while no hub runs', async () => {
    await start('one')
    await start('two')
    t.host.close()
    await t.tmux('rename-session', '-t', '=one:', 'between')
    await t.tmux('rename-session', '-t', '=two:', 'one')
    await t.tmux('rename-session', '-t', '=between:', 'two')
    expect(await restarted()).to.deep.equal({ one: 'id of two', two: 'id of one' })
  })

  it('stay as they are while a program writes another id, an empty one or odd text into the option', async () => {
    await start('one')
    await start('two')
    for (const value of ['id of two', '', 'x'.repeat(200), 'a\tb\nc', '#{session_id}', '%09$0\t']) {
      await claim('one', value)
      await t.host.find('one')()
      expect(await idsOn(), value).to.deep.equal({ one: 'id of one', two: 'id of two' })
    }
  })

  it('go to neither of two sessions that claim the same one when a hub first reads them', async () => {
    await start('one')
    await start('two')
    await claim('two', 'id of one')
    const { one = '', two = '' } = await restarted()
    expect([one, two, one === two].map((value) => String(value).includes('id of'))).to.deep.equal([false, false, false])
    expect(one).not.to.equal(two)
  })

  it('are those of the host where a value in the whole server claims one id for all', async () => {
    await start('one')
    await t.tmux('set-option', '-g', '@penates_id', 'id of one')
    await t.tmux('new-session', '-d', '-s', 'hand', 'cat')
    const ids = await restarted()
    expect(new Set(Object.values(ids)).size).to.equal(2)
    expect(ids['hand']).to.match(/^\$\d+@\d+$/)
  })

  it('do not go to a later session of a program that claimed its host id in advance', async () => {
    await start('one')
    const session = E.toUnion(await t.host.find('one')())
    if (!('hostId' in session)) throw new Error('no session')
    const next = `$${String(Number(session.hostId.slice(1)) + 1)}`
    const now = Math.floor(Date.now() / 1000)
    await claim('one', `${next}@${String(now)}`)
    await t.tmux('new-session', '-d', '-s', 'hand', 'cat')
    const ids = await restarted()
    expect(new Set(Object.values(ids)).size).to.equal(2)
  })

  it('are new for a session of the same name after a restart of tmux', async () => {
    await t.tmux('new-session', '-d', '-s', 'hand', 'cat')
    await eventually(async () => void expect(Object.keys(await idsOn())).to.deep.equal(['hand']))
    const before = (await idsOn())['hand']
    await t.tmux('kill-server')
    await eventually(async () => void expect(await idsOn()).to.deep.equal({}))
    const started = Date.now()
    await eventually(() => void expect(Math.floor(Date.now() / 1000)).to.be.greaterThan(Math.floor(started / 1000)))
    await t.tmux('new-session', '-d', '-s', 'hand', 'cat')
    await eventually(async () => void expect(Object.keys(await idsOn())).to.deep.equal(['hand']))
    const found = await t.host.find('hand')()
    if (E.isLeft(found)) throw new Error('no session')
    expect([found.right.id, found.right.id === before]).to.deep.equal([
      hostSessionId(found.right.hostId, found.right.createdAt),
      false,
    ])
  })
})
