import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memoryTerminalHost, type MemoryTerminalHost } from '../../../adapters/outbound/memory/terminal-host.memory.js'
import { unavailable } from '../../../application/shared/errors.js'
import { THE_HUB, type Caller } from '../../../application/shared/audit-log.port.js'
import { makeAttachments, type Attachments } from '../../../application/terminal/attachments.js'
import {
  makeOpenTerminal,
  type OpenTerminal,
  type Terminal,
  type TerminalEnd,
} from '../../../application/terminal/open-terminal.js'
import { makeLastSize, type LastSize } from '../../../application/terminal/last-size.js'
import { sessionNotFound } from '../../../domain/sessions/errors.js'
import {
  HIGH_WATER_BYTES,
  STALL_LIMIT_MS,
  CREDIT,
  FULL_FRAME_BYTES,
  WINDOW_MS,
} from '../../../domain/terminal/output-pace.js'
import { DEFAULT_SIZE } from '../../../domain/terminal/terminal-size.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { makeSessionDirectory, type SessionDirectory } from '../../../application/sessions/session-directory.js'

const CALLER: Caller = { ...THE_HUB, ip: '127.0.0.1', userAgent: 'a browser' }
const SIZE = { columns: 90, rows: 25 }
const KILOBYTE = 'x'.repeat(1024)

/** A viewer that takes frames only when told to. */
interface SlowViewer {
  readonly terminal: Terminal
  readonly frames: ReadonlyArray<string>
  readonly ends: ReadonlyArray<TerminalEnd>
  /** Takes the oldest frames it has not taken yet. */
  readonly take: (count: number) => void
}

describe('open terminal', () => {
  let sessions: MemorySessionHost
  let host: MemoryTerminalHost
  let attachments: Attachments
  let audit: MemoryAuditLog
  let directory: SessionDirectory
  let clock: MemoryClock
  let lastSize: LastSize
  let openTerminal: OpenTerminal

  beforeEach(() => {
    clock = memoryClock(1_000)
    sessions = memorySessionHost(clock)
    sessions.controls.startByHand('one')
    sessions.controls.startByHand('other')
    host = memoryTerminalHost({ sessions })
    attachments = makeAttachments()
    directory = makeSessionDirectory()
    for (const name of ['one', 'other']) directory.note({ id: sessionId(`id of ${name}`), name })
    audit = memoryAuditLog()
    lastSize = makeLastSize()
    openTerminal = makeOpenTerminal({ host, attachments, directory, lastSize, audit, clock })
  })

  async function view(session: string, hidden = false): Promise<SlowViewer> {
    const frames: string[] = []
    const ends: TerminalEnd[] = []
    const untaken: (() => void)[] = []
    const viewer = {
      output: (chunk: Uint8Array, done: () => void) => {
        frames.push(Buffer.from(chunk).toString())
        untaken.push(done)
      },
      drained: () => undefined,
      exit: (end: TerminalEnd) => void ends.push(end),
    }
    const opened = await openTerminal({ session, size: DEFAULT_SIZE, hidden }, viewer, CALLER)()
    if (E.isLeft(opened)) throw new Error(opened.left._tag)
    await new Promise(setImmediate) // the first redraw
    const take = (count: number): void => {
      for (const done of untaken.splice(0, count)) done()
    }
    take(1)
    frames.length = 0
    clock.advance(WINDOW_MS)
    return { terminal: opened.right, frames, ends, take }
  }

  async function audited(): Promise<ReadonlyArray<unknown>> {
    await new Promise(setImmediate)
    return audit.entries.map(({ event, fields }) => [event, fields])
  }

  it('fails with SessionNotFound, counts nothing and audits nothing', async () => {
    const nobody = { output: () => undefined, drained: () => undefined, exit: () => undefined }
    const request = { session: 'none', size: DEFAULT_SIZE, hidden: false }
    expect(await openTerminal(request, nobody, CALLER)()).to.deep.equal(E.left(sessionNotFound('none')))
    expect([attachments.count(), audit.entries]).to.deep.equal([0, []])
  })

  it('counts open terminals and audits one attach and one detach, however often it is closed', async () => {
    const { terminal } = await view('one')
    expect([
      attachments.count(),
      attachments.ofSession(sessionId('id of one')),
      attachments.ofSession(sessionId('id of other')),
    ]).to.deep.equal([1, 1, 0])
    clock.advance(5_000)
    terminal.close()
    terminal.close()
    expect(attachments.count()).to.equal(0)
    expect(await audited()).to.deep.equal([
      ['session.attach', { session: 'one' }],
      ['session.detach', { session: 'one', durationMs: 5_000 + WINDOW_MS }],
    ])
    expect(audit.entries[0]?.caller).to.deep.equal(CALLER)
  })

  it('follows a rename in its count and in the audit log', async () => {
    const { terminal } = await view('one')
    await view('other')
    directory.note({ id: sessionId('id of one'), name: 'uno' })
    directory.note({ id: sessionId('new'), name: 'one' })
    const open = () => ['id of one', 'new'].map((id) => attachments.ofSession(sessionId(id)))
    expect(open()).to.deep.equal([1, 0])
    terminal.close()
    expect([open(), attachments.count()]).to.deep.equal([[0, 0], 1])
    expect((await audited()).at(-1)).to.deep.equal(['session.detach', { session: 'uno', durationMs: 2 * WINDOW_MS }])
  })

  it('gives out the last output before it tells that the session is gone, and audits one detach', async () => {
    const { terminal, frames, ends } = await view('one')
    for (let chunk = 0; chunk <= CREDIT; chunk += 1) host.print('one', 'last words ')
    sessions.controls.exit('one')
    expect(frames.join('')).to.contain('[exited]')
    expect(ends).to.deep.equal(['session-gone'])
    terminal.close()
    terminal.write('x')
    expect((await audited()).map((entry) => (entry as string[])[0])).to.deep.equal(['session.attach', 'session.detach'])
    expect([attachments.count(), clock.waiting()]).to.deep.equal([0, 0])
  })

  it('lets what an idle terminal prints leave at once and gathers a burst', async () => {
    const { frames } = await view('one')
    host.print('one', 'a')
    expect(frames).to.deep.equal(['a'])
    clock.advance(WINDOW_MS)
    for (const letter of 'bcdefgh') host.print('one', letter)
    expect(frames).to.deep.equal(['a', 'b', 'c', 'd'])
    clock.advance(WINDOW_MS)
    expect(frames).to.deep.equal(['a', 'b', 'c', 'd', 'efgh'])
  })

  it('lets each echo leave at once, also in the middle of a burst', async () => {
    const { terminal, frames } = await view('one')
    for (const letter of 'abcd') host.print('one', letter)
    expect(frames).to.deep.equal(['a', 'b', 'c'])
    clock.advance(WINDOW_MS)
    for (const letter of 'efgh') {
      terminal.write(letter)
      await new Promise(setImmediate)
    }
    expect(frames).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
  })

  it('pauses the pty for a viewer that takes nothing, and continues when it has caught up', async () => {
    const { frames, take } = await view('one')
    const printed = HIGH_WATER_BYTES / 1024 + 200
    for (let kilobytes = 0; kilobytes < printed; kilobytes += 1) host.print('one', KILOBYTE)
    clock.advance(WINDOW_MS)
    const waiting = frames.join('').length
    expect(waiting).to.be.within(HIGH_WATER_BYTES - FULL_FRAME_BYTES, HIGH_WATER_BYTES + 2 * 1024)
    expect(frames.length).to.be.at.most(3 * (HIGH_WATER_BYTES / FULL_FRAME_BYTES)) // what waits is few full frames
    take(frames.length)
    clock.advance(WINDOW_MS)
    expect(frames.at(-1)).to.contain('\x1b[?1049h') // what he missed comes as a redraw
  })

  it('drops a viewer who has taken nothing for 30 s, once, and leaves the others alone', async () => {
    const stalled = await view('one')
    const other = await view('one')
    for (let kilobytes = 0; kilobytes < 1100; kilobytes += 1) {
      host.print('one', KILOBYTE)
      other.take(Infinity)
    }
    clock.advance(STALL_LIMIT_MS - 1)
    expect(stalled.ends).to.deep.equal([])
    clock.advance(1)
    expect([stalled.ends, other.ends]).to.deep.equal([['stalled'], []])
    expect([attachments.count(), host.viewersOf('one')]).to.deep.equal([1, 1])
    clock.advance(10 * STALL_LIMIT_MS)
    expect(stalled.ends).to.deep.equal(['stalled'])
  })

  it('keeps a viewer who takes little but takes something', async () => {
    const { ends, take } = await view('one')
    for (let kilobytes = 0; kilobytes < 1100; kilobytes += 1) host.print('one', KILOBYTE)
    for (let round = 0; round < 4; round += 1) {
      clock.advance(STALL_LIMIT_MS - 1)
      take(1)
    }
    expect(ends).to.deep.equal([])
    clock.advance(STALL_LIMIT_MS)
    expect(ends).to.deep.equal(['stalled'])
  })

  it('hands size and visibility to the host', async () => {
    const { terminal } = await view('one')
    terminal.resize(SIZE)
    expect([host.sizeOf('one'), lastSize.read()]).to.deep.equal([SIZE, SIZE])
    terminal.setHidden(true)
    terminal.resize({ columns: 50, rows: 10 })
    expect(host.sizeOf('one')).to.deep.equal(SIZE)
  })

  it('ends every terminal when the hub stops, also one that is still attaching', async () => {
    const open = await view('one')
    const ends: TerminalEnd[] = []
    const viewer = {
      output: () => undefined,
      drained: () => undefined,
      exit: (end: TerminalEnd) => void ends.push(end),
    }
    const attaching = openTerminal({ session: 'other', size: DEFAULT_SIZE, hidden: false }, viewer, CALLER)()
    attachments.closeAll()
    expect(E.isRight(await attaching)).to.equal(true)
    await openTerminal({ session: 'other', size: DEFAULT_SIZE, hidden: false }, viewer, CALLER)()
    expect([open.ends, ends]).to.deep.equal([['hub-stops'], ['hub-stops', 'hub-stops']])
    expect([attachments.count(), host.viewersOf('one'), host.viewersOf('other')]).to.deep.equal([0, 0, 0])
  })

  it('passes on that the host does not answer', async () => {
    const down = unavailable('terminals', 'no pty could be opened')
    const nobody = { output: () => undefined, drained: () => undefined, exit: () => undefined }
    const broken = makeOpenTerminal({
      host: { attach: () => TE.left(down) },
      attachments,
      directory,
      lastSize,
      audit,
      clock,
    })
    const opened = await broken({ session: 'one', size: DEFAULT_SIZE, hidden: false }, nobody, CALLER)()
    expect([opened, attachments.count()]).to.deep.equal([E.left(down), 0])
  })
})
