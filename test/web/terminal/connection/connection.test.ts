import {
  connectTerminal,
  type ConnectionState,
  type TerminalConnection,
} from '../../../../adapters/inbound/web/src/terminal/connection/connection.js'
import type { InputCount } from '../../../../adapters/inbound/http/client/input-queue.js'
import { manualTimers, type ManualTimers } from '../../manual-timers.js'

/** Hub side of a socket. */
interface Line {
  readonly address: string
  readonly protocols: ReadonlyArray<string>
  readonly said: unknown[]
  readonly socket: WebSocket
  readonly open: () => void
  readonly send: (data: string | Uint8Array) => void
  readonly close: (code: number, reason?: string) => void
}

const OPEN = 1

function line(address: string, protocols: string[]): Line {
  const said: unknown[] = []
  const socket = {
    readyState: 0,
    onopen: () => undefined,
    onmessage: (_event: { data: unknown }) => undefined,
    onclose: (_event: { code: number; reason: string }) => undefined,
    send: (text: string) => {
      said.push(JSON.parse(text))
    },
    close: () => {
      socket.readyState = 3
    },
  }
  return {
    address,
    protocols,
    said,
    socket: socket as unknown as WebSocket,
    open: () => {
      socket.readyState = OPEN
      socket.onopen()
    },
    send: (data) => {
      socket.onmessage({ data: typeof data === 'string' ? data : data.slice().buffer })
    },
    close: (code, reason = '') => {
      socket.readyState = 3
      socket.onclose({ code, reason })
    },
  }
}

describe('terminal connection', () => {
  let timers: ManualTimers
  let lines: Line[] = []
  let states: ConnectionState['_tag'][] = []
  let shown: ConnectionState = { _tag: 'Connecting' }
  let drawn: string[] = []
  let draw: (() => void)[] = []
  let unauthorized = 0
  let gaps = 0
  let redraws = 0
  let panes: unknown[] = []
  let connection: TerminalConnection

  const last = (): Line => {
    const open = lines.at(-1)
    if (!open) throw new Error('nothing was opened')
    return open
  }

  beforeEach(() => {
    timers = manualTimers()
    lines = []
    states = []
    drawn = []
    draw = []
    unauthorized = 0
    gaps = 0
    redraws = 0
    panes = []
    connection = connectTerminal({
      address: () => `ws://hub/${lines.length}`,
      token: () => 'secret',
      output: (bytes, done) => {
        drawn.push(new TextDecoder().decode(bytes.subarray(0, 16)))
        draw.push(done)
      },
      state: (next) => {
        shown = next
        states.push(next._tag)
      },
      unauthorized: () => {
        unauthorized += 1
      },
      redrawn: (isGap) => {
        redraws += 1
        if (isGap) gaps += 1
      },
      pane: (pane) => {
        panes.push(pane)
      },
      open: (address, protocols) => {
        lines.push(line(address, protocols))
        return last().socket
      },
      timers,
    })
  })

  const input = (): InputCount | null => ('input' in shown ? shown.input : null)
  const hello = (frame: Partial<Record<'from' | 'continued' | 'applied', unknown>> = {}): void => {
    last().open()
    last().send(JSON.stringify({ type: 'hello', from: 0, continued: false, applied: null, ...frame }))
  }
  const asked = (index: number): Record<string, string> =>
    Object.fromEntries(new URL(lines[index]?.address ?? '').searchParams)

  it('receives output and sends keys, sizes and visibility', () => {
    hello()
    last().send(new TextEncoder().encode('$ '))
    connection.type('ls')
    connection.resize({ cols: 80, rows: 24 })
    connection.setVisible(false)
    expect({ protocols: last().protocols, states, drawn, said: last().said }).to.deep.equal({
      protocols: ['bearer.secret'],
      states: ['Connecting', 'Open'],
      drawn: ['$ '],
      said: [
        { type: 'input', data: 'ls', seq: 1 },
        { type: 'resize', cols: 80, rows: 24 },
        { type: 'visible', visible: false },
      ],
    })
  })

  it('keeps input until the hub takes it', () => {
    expect(connection.type('early')).to.equal(true)
    last().open()
    expect(last().said).to.deep.equal([])
    hello()
    expect(last().said).to.deep.equal([{ type: 'input', data: 'early', seq: 1 }])
  })

  it('keeps input in order after a loss, counts it and sends it once on return', () => {
    hello()
    last().close(1006)
    expect(input()).to.deep.equal({ waiting: 0, unknown: 0 })
    for (const text of ['git ', 'st', '\u001b[I', 'atus\r']) expect(connection.type(text)).to.equal(true)
    expect([shown._tag, input()]).to.deep.equal(['Waiting', { waiting: 11, unknown: 0 }])
    timers.advance(1_200)
    connection.type('ls')
    expect([shown._tag, input()?.waiting]).to.deep.equal(['Reconnecting', 13])
    hello({ applied: 0 })
    expect([shown._tag, input()?.waiting, last().said]).to.deep.equal([
      'Open',
      0,
      [{ type: 'input', data: 'git status\rls', seq: 1 }],
    ])
    last().send(new Uint8Array([36]))
    last().close(1006)
    timers.advance(1_200)
    hello({ applied: 1, continued: true })
    expect(last().said).to.deep.equal([])
  })

  it('refuses what does not fit into 4 KiB, and keeps what came before', () => {
    hello()
    last().close(1006)
    expect(connection.type('x'.repeat(4_000))).to.equal(true)
    expect(connection.type('ü'.repeat(49))).to.equal(false)
    expect(connection.type('ü'.repeat(48))).to.equal(true)
    expect(input()?.waiting).to.equal(4_048)
  })

  it('discards what waits by Esc', () => {
    hello()
    last().close(1006)
    connection.type('rm -rf build')
    connection.type('\u001b')
    expect(input()?.waiting).to.equal(0)
    timers.advance(1_200)
    hello({ applied: 0 })
    expect(last().said).to.deep.equal([])
  })

  it('sends again what the hub has not typed, and only that', () => {
    hello()
    for (const key of 'abc') connection.type(key)
    last().close(1006)
    connection.type('d')
    timers.advance(1_200)
    hello({ applied: 1, continued: true })
    expect(last().said).to.deep.equal([
      { type: 'input', data: 'b', seq: 2 },
      { type: 'input', data: 'c', seq: 3 },
      { type: 'input', data: 'd', seq: 4 },
    ])
  })

  it('shows as unknown what a hub without a record may have typed, and does not repeat it', () => {
    hello()
    connection.type('rm')
    connection.type('\u001b[O')
    last().close(1006)
    connection.type('ls')
    timers.advance(1_200)
    hello()
    expect([input(), last().said]).to.deep.equal([{ waiting: 0, unknown: 2 }, [{ type: 'input', data: 'ls', seq: 3 }]])
    connection.dismiss()
    expect(input()).to.deep.equal({ waiting: 0, unknown: 0 })
  })

  it('counts as typed what a pong confirms', () => {
    hello()
    connection.type('rm')
    last().send('{"type":"pong","applied":1}')
    last().close(1006)
    timers.advance(1_200)
    hello()
    expect(input()).to.deep.equal({ waiting: 0, unknown: 0 })
  })

  it('continues above the number of the hub', () => {
    hello({ applied: 41 })
    connection.type('a')
    expect(last().said).to.deep.equal([{ type: 'input', data: 'a', seq: 42 }])
  })

  it('asks for the output from the first byte that it lacks, and reports a gap', () => {
    hello({ from: 70 })
    last().send(new Uint8Array(5))
    last().close(1006)
    timers.advance(1_200)
    expect(asked(0)).to.not.have.property('from')
    expect(asked(1)).to.deep.equal({ resume: asked(0)['resume'], from: '75' })
    hello({ from: 75, continued: true })
    expect(gaps).to.equal(0)
    last().send(new Uint8Array(10))
    last().close(1006)
    timers.advance(1_200)
    expect(asked(2)['from']).to.equal('85')
    hello({ from: 900 })
    expect(gaps).to.equal(1)
  })

  it('keeps input while it catches up and after a restored session, and none of an ended one', () => {
    hello()
    last().send(new Uint8Array(17 * 1_024 * 1_024))
    expect(connection.type('meanwhile')).to.equal(true)
    for (const done of draw) done()
    expect(asked(1)).to.not.have.property('from')
    hello({ applied: 0 })
    expect(last().said).to.deep.equal([{ type: 'input', data: 'meanwhile', seq: 1 }])
    last().close(4004)
    expect(connection.type('ended')).to.equal(false)
    connection.retry()
    expect(connection.type('restored')).to.equal(true)
    hello({ applied: 1 })
    expect(last().said).to.deep.equal([{ type: 'input', data: 'restored', seq: 2 }])
  })

  it('closes the connection of a page that is not shown, and continues when it is shown again', () => {
    hello()
    last().send(new Uint8Array(5))
    const { socket } = last()
    connection.suspend()
    timers.advance(600_000)
    connection.retry()
    expect([socket.readyState, lines.length, timers.pending()]).to.deep.equal([3, 1, 0])
    expect(connection.type('uploaded.png ')).to.equal(true)
    connection.wake()
    connection.wake()
    expect([lines.length, asked(1)['from']]).to.deep.equal([2, '5'])
    hello({ from: 900, applied: 0 })
    expect([gaps, redraws, last().said]).to.deep.equal([0, 1, [{ type: 'input', data: 'uploaded.png ', seq: 1 }]])
  })

  it('passes on the state of the pane', () => {
    hello()
    connection.wheel({ notches: -2, column: 5, row: 6 })
    last().send('{"type":"pane","mouse":false,"scrolls":"viewer"}')
    expect([last().said, panes]).to.deep.equal([
      [{ type: 'wheel', notches: -2, column: 5, row: 6 }],
      [{ type: 'pane', mouse: false, scrolls: 'viewer' }],
    ])
  })

  it('distinguishes a rate limit from a lost connection', () => {
    const cause = (): string => ('cause' in shown ? shown.cause : shown._tag)
    hello()
    last().close(1013, 'Rate limit exceeded')
    expect(cause()).to.equal('limited')
    timers.advance(1_200)
    last().close(1013, 'Not available')
    expect(cause()).to.equal('lost')
  })

  it('draws no text frame', () => {
    hello()
    last().send('{"type":"error","message":"not found"}')
    last().send('not json')
    last().send('null')
    expect(drawn).to.deep.equal([])
  })

  it('reconnects after a loss with growing delays at the current address', () => {
    last().close(1006)
    expect(states.at(-1)).to.equal('Waiting')
    timers.advance(1_200)
    last().close(1006)
    timers.advance(1_500)
    expect(lines.length).to.equal(2)
    timers.advance(900)
    expect(lines.map(({ address }) => address.split('?')[0])).to.deep.equal(['ws://hub/0', 'ws://hub/1', 'ws://hub/2'])
  })

  it('resets the back-off after the first received byte', () => {
    for (let loss = 0; loss < 5; loss += 1) {
      last().close(1006)
      timers.advance(24_000)
    }
    hello()
    last().send(new Uint8Array([36]))
    last().close(1006)
    const before = lines.length
    timers.advance(1_200)
    expect(lines.length).to.equal(before + 1)
  })

  it('does not reconnect after the session has ended until retry is called', () => {
    hello()
    last().close(4004)
    timers.advance(600_000)
    expect({ states, opened: lines.length }).to.deep.equal({ states: ['Connecting', 'Open', 'Ended'], opened: 1 })
    connection.retry()
    expect(lines.length).to.equal(2)
  })

  it('does not reconnect after a rejected token or a forbidden session', () => {
    last().close(4001)
    expect({ unauthorized, states }).to.deep.equal({ unauthorized: 1, states: ['Connecting'] })
    connection.retry()
    last().close(4003)
    timers.advance(600_000)
    expect({ states: states.at(-1), opened: lines.length }).to.deep.equal({ states: 'Forbidden', opened: 2 })
  })

  it('detects a dead peer within 18 seconds', () => {
    hello()
    timers.advance(12_000)
    last().send('{"type":"pong"}')
    timers.advance(12_000)
    expect(states.at(-1)).to.equal('Open')
    timers.advance(6_000)
    expect(states.at(-1)).to.equal('Waiting')
  })

  it('disconnects above the output limit and reconnects for one redraw when all output is drawn', () => {
    hello()
    const flood = new Uint8Array(6 * 1_024 * 1_024)
    for (let chunk = 0; chunk < 3; chunk += 1) last().send(flood)
    expect({ opened: lines.length, closed: last().socket.readyState }).to.deep.equal({ opened: 1, closed: 3 })
    for (const done of draw) done()
    expect(lines.length).to.equal(2)
  })

  it('leaves no timers after close', () => {
    last().close(1006)
    connection.close()
    timers.advance(600_000)
    expect({ opened: lines.length, pending: timers.pending() }).to.deep.equal({ opened: 1, pending: 0 })
  })
})
