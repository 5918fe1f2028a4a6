import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { memoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memoryTerminalHost, type MemoryTerminalHost } from '../../../adapters/outbound/memory/terminal-host.memory.js'
import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { makeAttachments, type Attachments } from '../../../application/terminal/attachments.js'
import { makeLastSize } from '../../../application/terminal/last-size.js'
import { makeOpenTerminal, type TerminalEnd } from '../../../application/terminal/open-terminal.js'
import {
  KEEPS_BELOW_BYTES,
  KEPT_BYTES,
  makeReturnToTerminal,
  RETURN_WITHIN_MS,
  type KeptTerminal,
  type ReturnToTerminal,
} from '../../../application/terminal/return-to-terminal.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { WINDOW_MS } from '../../../domain/terminal/output-pace.js'
import { DEFAULT_SIZE } from '../../../domain/terminal/terminal-size.js'

const REDRAW = '\x1b[?1049h\x1b[H\x1b[2J'
/** Characters that the fake redraws. */
const SCREEN = 16_384
const SMALL = { columns: 60, rows: 20 }

/** Client that counts the bytes it received and sends again what the hub has not typed. */
class Client {
  text = ''
  gaps = -1
  readonly ends: TerminalEnd[] = []
  private position: number | null = null
  private terminal: KeptTerminal | null = null
  private arriving: string[] = []
  private unaccepted: (() => void)[] = []
  private isStalled = false
  private sequence = 0
  private untyped: { readonly sequence: number; readonly data: string }[] = []

  constructor(
    private readonly returnTo: ReturnToTerminal,
    private readonly viewer: string,
    private readonly size = DEFAULT_SIZE,
  ) {}

  async connect(owner = 'operator'): Promise<KeptTerminal> {
    const arriving: string[] = []
    this.arriving = arriving
    const connection = {
      output: (chunk: Uint8Array, done: () => void) => {
        arriving.push(Buffer.from(chunk).toString('latin1'))
        if (this.isStalled) this.unaccepted.push(done)
        else done()
      },
      drained: () => undefined,
      exit: (end: TerminalEnd) => void this.ends.push(end),
    }
    const spec = { session: 'one', size: this.size, hidden: false, viewer: this.viewer, owner, from: this.position }
    const opened = await this.returnTo(spec, connection, THE_HUB)()
    if (E.isLeft(opened)) throw new Error(opened.left._tag)
    const terminal = opened.right
    if (!terminal.isContinued) {
      this.text = ''
      this.gaps += 1
    }
    this.terminal = terminal
    this.position = terminal.position
    terminal.start()
    const applied = terminal.applied()
    this.untyped = this.untyped.filter(({ sequence }) => applied === null || sequence > applied)
    for (const { sequence, data } of this.untyped) terminal.write(data, sequence)
    await new Promise(setImmediate)
    return terminal
  }

  /** Accepts nothing until it receives again, or its connection is lost. */
  stall(): void {
    this.isStalled = true
  }

  private accept(): void {
    this.isStalled = false
    for (const done of this.unaccepted.splice(0)) done()
  }

  receive(): void {
    this.accept()
    for (const frame of this.arriving.splice(0)) {
      this.text += frame
      this.position = (this.position ?? 0) + frame.length
    }
  }

  /** `isDelivered` is false for a frame that the connection loses. */
  type(data: string, isDelivered: boolean): void {
    this.sequence += 1
    this.untyped.push({ sequence: this.sequence, data })
    if (isDelivered) this.terminal?.write(data, this.sequence)
  }

  lose(): void {
    this.terminal?.lose()
    this.accept()
    this.terminal = null
    this.arriving = []
  }
}

describe('return to a terminal', () => {
  let sessions: MemorySessionHost
  let host: MemoryTerminalHost
  let attachments: Attachments
  let clock: MemoryClock
  let returnTo: ReturnToTerminal

  function setUp(): void {
    clock = memoryClock(1_000)
    sessions = memorySessionHost(clock)
    sessions.controls.startByHand('one')
    host = memoryTerminalHost({ sessions })
    attachments = makeAttachments()
    const directory = makeSessionDirectory()
    directory.note({ id: sessionId('id of one'), name: 'one' })
    const deps = { host, attachments, directory, lastSize: makeLastSize(), audit: memoryAuditLog(), clock }
    returnTo = makeReturnToTerminal({ openTerminal: makeOpenTerminal(deps), directory, clock })
  }
  beforeEach(setUp)

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise(setImmediate)
      clock.advance(WINDOW_MS)
    }
  }

  const drops = fc.array(
    fc.oneof(
      fc.record({ act: fc.constant('print' as const), size: fc.oneof(fc.nat(40), fc.nat(400_000)) }),
      fc.record({ act: fc.constant('type' as const), isDelivered: fc.boolean() }),
      fc.record({ act: fc.constant('receive' as const) }),
      fc.record({ act: fc.constant('stall' as const) }),
      fc.record({ act: fc.constant('drop' as const), printed: fc.nat(600_000), awayMs: fc.nat(90_000) }),
    ),
    { maxLength: 25 },
  )

  it('gives a viewer after any drops what a viewer without drops has, and types each input once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(drops, async (steps) => {
        setUp()
        const steady = new Client(returnTo, 'steady')
        const dropping = new Client(returnTo, 'dropping')
        await steady.connect()
        await dropping.connect()
        let printed = 0
        let typed = ''
        const print = (size: number): void => {
          printed += 1
          if (size > 0) host.print('one', `<${printed}>`.padEnd(size, '.'))
        }
        for (const step of steps) {
          if (step.act === 'print') print(step.size)
          else if (step.act === 'receive') dropping.receive()
          else if (step.act === 'stall') dropping.stall()
          else if (step.act === 'type') {
            const data = `[${typed.length}]`
            typed += data
            dropping.type(data, step.isDelivered)
            // A frame is lost with its connection, and so is what follows it.
            if (!step.isDelivered) {
              dropping.lose()
              await dropping.connect()
            }
          } else {
            dropping.lose()
            print(step.printed)
            await settle()
            clock.advance(step.awayMs)
            await dropping.connect()
          }
          await settle()
          steady.receive()
        }
        await settle()
        steady.receive()
        dropping.receive()
        const inputs = steady.text.match(/\[\d+\]/g)?.join('') ?? ''
        expect(inputs).to.equal(typed)
        const shown = (text: string): string => text.slice(text.lastIndexOf(REDRAW) + REDRAW.length)
        expect(shown(dropping.text).slice(-SCREEN)).to.equal(shown(steady.text).slice(-SCREEN))
        if (dropping.gaps === 0) expect(dropping.text === steady.text).to.equal(true)
      }),
      { numRuns: 60 },
    )
  })

  it('continues at the byte where the connection was lost, without the bytes on their way', async () => {
    const client = new Client(returnTo, 'viewer')
    await client.connect()
    host.print('one', 'first ')
    client.receive()
    host.print('one', 'lost on the way ')
    client.lose()
    host.print('one', 'while away ')
    clock.advance(RETURN_WITHIN_MS - 1)
    expect((await client.connect()).isContinued).to.equal(true)
    client.receive()
    expect(client.text).to.equal(`${REDRAW}first lost on the way while away `)
    expect(host.viewersOf('one')).to.equal(1)
  })

  it('begins with a redraw after 60 s, and after more output than is kept', async () => {
    const client = new Client(returnTo, 'viewer')
    await client.connect()
    client.lose()
    clock.advance(RETURN_WITHIN_MS)
    expect([host.viewersOf('one'), attachments.count()]).to.deep.equal([0, 0])
    expect((await client.connect()).isContinued).to.equal(false)
    client.receive()
    client.lose()
    host.print('one', '.'.repeat(KEPT_BYTES + 1))
    await settle()
    expect([host.viewersOf('one'), attachments.count()]).to.deep.equal([0, 0])
    expect((await client.connect()).isContinued).to.equal(false)
    expect(client.gaps).to.equal(2)
  })

  it('keeps no output for a viewer that is far behind, and begins with a redraw when it returns', async () => {
    const client = new Client(returnTo, 'viewer')
    await client.connect()
    host.print('one', 'first ')
    client.receive()
    client.stall()
    host.print('one', '.'.repeat(KEEPS_BELOW_BYTES + 1))
    client.lose()
    expect(await client.connect()).to.include({ isContinued: false })
  })

  it('keeps output again once a viewer that was far behind has caught up', async () => {
    const client = new Client(returnTo, 'viewer')
    await client.connect()
    client.stall()
    host.print('one', '.'.repeat(KEEPS_BELOW_BYTES + 1))
    client.receive()
    host.print('one', 'lost on the way')
    await settle()
    client.lose()
    expect(await client.connect()).to.include({ isContinued: true })
  })

  it('leaves the size of the session to others while a viewer is away', async () => {
    const desk = new Client(returnTo, 'desk')
    const phone = new Client(returnTo, 'phone', SMALL)
    await desk.connect()
    await phone.connect()
    expect(host.sizeOf('one')).to.deep.equal(SMALL)
    phone.lose()
    expect(host.sizeOf('one')).to.deep.equal(DEFAULT_SIZE)
    await phone.connect()
    expect(host.sizeOf('one')).to.deep.equal(SMALL)
  })

  it('replaces a connection that the hub still takes for open', async () => {
    const client = new Client(returnTo, 'viewer')
    const first = await client.connect()
    const second = await client.connect()
    expect([client.ends, second.isContinued, host.viewersOf('one')]).to.deep.equal([['detached'], true, 1])
    first.write('from the dead', 1)
    first.lose()
    first.close()
    await settle()
    client.receive()
    expect(client.text).to.equal(REDRAW)
  })

  it('keeps viewers of two tokens apart, also with one id', async () => {
    const client = new Client(returnTo, 'viewer')
    await client.connect()
    host.print('one', 'x')
    client.receive()
    expect((await client.connect('named other')).isContinued).to.equal(false)
    expect(host.viewersOf('one')).to.equal(2)
  })

  it('has no number of the last input for a viewer that it does not know', async () => {
    const client = new Client(returnTo, 'viewer')
    const terminal = await client.connect()
    expect(terminal.applied()).to.equal(null)
    terminal.write('a', 4)
    terminal.write('a', 4)
    terminal.write('b', null)
    expect(terminal.applied()).to.equal(4)
    await settle()
    client.receive()
    expect(client.text).to.equal(`${REDRAW}ab`)
  })

  it('keeps the number of the last input after the viewer has left', async () => {
    const client = new Client(returnTo, 'viewer')
    const terminal = await client.connect()
    terminal.write('a', 4)
    terminal.close()
    expect(host.viewersOf('one')).to.equal(0)
    const again = await client.connect()
    expect([again.applied(), again.isContinued]).to.deep.equal([4, false])
  })

  it('ends with the session, also for a viewer that is away', async () => {
    const client = new Client(returnTo, 'viewer')
    const away = new Client(returnTo, 'away')
    await client.connect()
    await away.connect()
    away.lose()
    sessions.controls.exit('one')
    expect([client.ends, away.ends, attachments.count()]).to.deep.equal([['session-gone'], [], 0])
    clock.advance(RETURN_WITHIN_MS)
    expect(clock.waiting()).to.equal(0)
  })
})
