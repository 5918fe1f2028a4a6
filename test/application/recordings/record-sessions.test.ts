import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { eventually } from '../../support/eventually.js'
import type { MemoryTools } from '../../support/memory-tools.js'
import { recordingHub, recordingWorld } from '../../support/recordings.js'
import { leftTag, right } from '../../support/results.js'
import { aName } from '../../support/sessions.js'

type Line = readonly [after: number, kind: string, data: string]
const DAY_MS = 86_400_000

describe('the recording of a session', () => {
  let world: MemoryTools
  let hub: ReturnType<typeof recordingHub>
  beforeEach(() => {
    world = recordingWorld()
    hub = recordingHub(world)
  })
  afterEach(() => hub.stop())

  const sessionOf = async (name = 'cc-a') => right(await world.host.find(name)()).id
  const linesOf = async (number = 1, name = 'cc-a'): Promise<ReadonlyArray<Line>> => {
    const text = world.recordings.textOf({ session: await sessionOf(name), number }) ?? ''
    return text
      .split('\n')
      .slice(1, -1)
      .map((line) => JSON.parse(line) as Line)
  }
  const outputOf = async (number = 1, name = 'cc-a'): Promise<string> =>
    (await linesOf(number, name)).flatMap(([, kind, data]) => (kind === 'o' ? [data] : [])).join('')
  const shows = (text: string, number = 1, name = 'cc-a'): Promise<void> =>
    eventually(async () => {
      expect(await outputOf(number, name)).to.contain(text)
    })
  const numbers = async (): Promise<ReadonlyArray<number>> => (await hub.read()).parts.map(({ number }) => number)
  /** A marked session that is recorded. */
  const begin = async (): Promise<void> => {
    await hub.start()
    await hub.record()
    await hub.reaches('recording')
  }

  it('is off at first, and records nothing', async () => {
    await hub.start()
    world.terminals.print('cc-a', 'secret')
    expect(await hub.read()).to.deep.include({ recorded: false, state: 'off', problem: null, dropped: 0, parts: [] })
    expect(world.terminals.viewersOf('cc-a')).to.equal(0)
    expect(leftTag(await hub.readRecording(aName('cc-gone'))())).to.equal('SessionNotFound')
    expect(leftTag(await hub.recordSession(aName('cc-gone'), true, THE_HUB)())).to.equal('SessionNotKnown')
  })

  it('has the output with secrets masked, and the size of the window', async () => {
    await begin()
    world.terminals.print('cc-a', 'hello token=abcdef123 end\r\n')
    await shows('hello token=********* end')
    const header = world.recordings.textOf({ session: await sessionOf(), number: 1 })?.split('\n')[0] ?? ''
    expect(JSON.parse(header)).to.deep.include({ version: 3, title: 'cc-a' })
    expect(JSON.parse(header)).to.have.nested.property('term.cols', world.terminals.sizeOf('cc-a').columns)
  })

  it('takes over the size of a viewer that is visible', async () => {
    await begin()
    const viewer = {
      output: (_chunk: Uint8Array, done: () => void) => done(),
      drained: () => undefined,
      exit: () => undefined,
    }
    const request = { session: 'cc-a', size: { columns: 91, rows: 33 }, hidden: false }
    right(await hub.terminal.openTerminal(request, viewer, THE_HUB)())
    await eventually(async () => {
      expect((await linesOf()).map(([, kind, data]) => `${kind} ${data}`)).to.include('r 91x33')
    })
  })

  it('ends when it is switched off, and keeps what was recorded', async () => {
    await begin()
    world.terminals.print('cc-a', 'one')
    await shows('one')
    await hub.record(false)
    expect(world.terminals.viewersOf('cc-a')).to.equal(0)
    const { state, parts } = await hub.read()
    expect([state, parts.map(({ isOpen }) => isOpen)]).to.deep.equal(['off', [false]])
    await hub.record(undefined)
    await hub.reaches('recording')
    expect(await numbers()).to.deep.equal([1, 2])
  })

  it('goes on with a marker after a restart of the hub', async () => {
    await begin()
    world.terminals.print('cc-a', 'before')
    await shows('before')
    hub.stop()
    hub = recordingHub(world)
    await hub.reaches('recording')
    world.terminals.print('cc-a', 'after')
    await shows('after', 2)
    expect((await linesOf(2))[0]?.slice(1)).to.deep.equal(['m', 'recording continued'])
  })

  it('stays with its session through a rename and a restore', async () => {
    await begin()
    right(await hub.sessions.renameSession(aName('cc-a'), 'b', THE_HUB)())
    world.terminals.print('cc-b', 'renamed')
    await shows('renamed', 1, 'cc-b')
    world.host.controls.exit('cc-b')
    await eventually(async () => {
      expect(await hub.read('cc-b')).to.deep.include({ state: 'waiting', recorded: true })
    })
    right(await hub.sessions.restoreSession(aName('cc-b'), THE_HUB)())
    await hub.reaches('recording', 'cc-b')
    expect((await hub.read('cc-b')).parts.map(({ number }) => number)).to.deep.equal([1, 2])
  })

  it('begins a new part when one is full, and drops the oldest ones', async () => {
    hub.stop()
    hub = recordingHub(world, { sessionBytes: 200_000 })
    await begin()
    for (let part = 1; part <= 7; part += 1) {
      world.clock.advance(2_000)
      // With the screen that the part began with, more than a part holds.
      world.terminals.print('cc-a', `${String(part)} ${'x'.repeat(39_000)}\r\n`)
      world.terminals.print('cc-a', 'x'.repeat(2_000))
      await eventually(async () => {
        expect((await hub.read()).parts.at(-1)?.number).to.be.greaterThan(part)
        expect((await hub.read()).state).to.equal('recording')
      })
    }
    await hub.record(true)
    const { parts, dropped } = await hub.read()
    expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).to.be.at.most(200_000)
    expect(dropped).to.be.greaterThan(0)
    expect(parts[0]?.number).to.equal(dropped + 1)
  })

  it('is dropped when it is too old', async () => {
    await begin()
    await hub.record(false)
    world.clock.set(7 * DAY_MS - 90_000)
    world.clock.advance(60_000)
    expect(await numbers()).to.deep.equal([1])
    world.clock.advance(60_000)
    await eventually(async () => {
      expect(await numbers()).to.deep.equal([])
    })
  })

  it('ends on a full disk with a reason, and starts again when it is switched on again', async () => {
    await begin()
    world.recordings.free = 0
    world.terminals.print('cc-a', 'lost')
    await hub.reaches('failed')
    expect((await hub.read()).problem).to.contain('ENOSPC')
    expect(hub.failedRecordings().get(await sessionOf())).to.contain('ENOSPC')
    expect(world.terminals.viewersOf('cc-a')).to.equal(0)
    world.clock.advance(60_000)
    expect(await hub.read()).to.deep.include({ state: 'failed' })
    world.recordings.free = Infinity
    await hub.record(true)
    await hub.reaches('recording')
    expect([...hub.failedRecordings()]).to.deep.equal([])
    world.terminals.print('cc-a', 'found')
    await shows('found', 2)
  })

  it('starts with the session host when that was unreachable', async () => {
    await hub.start()
    world.host.controls.setUnavailable(true)
    await hub.record()
    expect(await world.record.read()).to.have.nested.property('right.known[0].recorded', true)
    world.host.controls.setUnavailable(false)
    world.clock.advance(60_000)
    await hub.reaches('recording')
  })

  it('starts again when its viewer is detached', async () => {
    await begin()
    world.terminals.detachAll('cc-a')
    await hub.reaches('waiting')
    world.clock.advance(60_000)
    await hub.reaches('recording')
    expect(await numbers()).to.deep.equal([1, 2])
  })

  it('can be deleted while it goes on', async () => {
    await begin()
    world.terminals.print('cc-a', 'one')
    await shows('one')
    right(await hub.deleteRecording(aName('cc-a'), THE_HUB)())
    await hub.reaches('recording')
    world.terminals.print('cc-a', 'two')
    await shows('two')
    expect(await outputOf()).not.to.contain('token')
    expect(await numbers()).to.deep.equal([1])
    expect(world.audit.entries.map(({ event }) => event)).to.include.members(['recording.start', 'recording.delete'])
  })

  it('goes with the entry of its session', async () => {
    await begin()
    const session = await sessionOf()
    right(await hub.sessions.endSession(aName('cc-a'), { keep: false }, THE_HUB)())
    world.clock.advance(60_000)
    await eventually(() => {
      expect(world.recordings.textOf({ session, number: 1 })).to.equal(null)
    })
  })

  it('does not start twice for two callers at once', async () => {
    await hub.start()
    await Promise.all([hub.record(), hub.record(), hub.record()])
    await hub.reaches('recording')
    expect(world.terminals.viewersOf('cc-a')).to.equal(1)
    expect(await numbers()).to.deep.equal([1])
  })

  it('leaves parts of an unknown session of an earlier hub to the clean-up', async () => {
    const part = { session: sessionId('gone'), number: 3, startedAt: 1, endedAt: world.clock.now(), bytes: 0 }
    world.recordings.add(part, 'whole\nhalf')
    hub.stop()
    hub = recordingHub(world)
    await eventually(() => {
      expect(world.recordings.textOf(part)).to.equal(null)
    })
  })
})
