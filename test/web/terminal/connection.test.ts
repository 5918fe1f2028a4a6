import { expect } from 'chai'
import {
  connectTerminal,
  type ConnectionState,
  type LostInput,
  type TerminalConnection,
} from '../../../adapters/inbound/web/src/terminal/connection.js'
import { manualTimers, type ManualTimers } from '../manual-timers.js'

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
      open: (address, protocols) => {
        lines.push(line(address, protocols))
        return last().socket
      },
      timers,
    })
  })

  it('receives output and sends keys, sizes and visibility', () => {
    last().open()
    last().send(new TextEncoder().encode('$ '))
    connection.type('ls')
    connection.resize({ cols: 80, rows: 24 })
    connection.setVisible(false)
    expect({ protocols: last().protocols, states, drawn, said: last().said }).to.deep.equal({
      protocols: ['bearer.secret'],
      states: ['Connecting', 'Open'],
      drawn: ['$ '],
      said: [
        { type: 'input', data: 'ls' },
        { type: 'resize', cols: 80, rows: 24 },
        { type: 'visible', visible: false },
      ],
    })
  })

  const lostInput = (): LostInput | null => ('lost' in shown ? shown.lost : null)

  it('buffers input until the first connection is open', () => {
    expect(connection.type('early')).to.equal(true)
    last().open()
    expect(last().said).to.deep.equal([{ type: 'input', data: 'early' }])
  })

  it('refuses input after a loss, reports it and never sends it later', () => {
    last().open()
    last().close(1006)
    expect(lostInput()).to.equal('none')
    expect(connection.type('lost')).to.equal(false)
    expect([shown._tag, lostInput()]).to.deep.equal(['Waiting', 'refused'])
    timers.advance(1_200)
    expect(connection.type('lost too')).to.equal(false)
    expect([shown._tag, lostInput()]).to.deep.equal(['Reconnecting', 'refused'])
    last().open()
    expect([connection.type('heard'), shown._tag]).to.deep.equal([true, 'Open'])
    expect(last().said).to.deep.equal([{ type: 'input', data: 'heard' }])
  })

  it('reports input as unsure when no frame arrived after it', () => {
    last().open()
    connection.type('rm')
    last().close(1006)
    expect(lostInput()).to.equal('unsure')
    timers.advance(1_200)
    last().open()
    connection.type('ls')
    last().send(new Uint8Array([36]))
    last().close(1006)
    expect(lostInput()).to.equal('none')
  })

  it('drops buffered input when the first connection fails', () => {
    connection.type('early')
    last().close(1006)
    expect(lostInput()).to.equal('refused')
    timers.advance(1_200)
    last().open()
    expect(last().said).to.deep.equal([])
  })

  it('buffers input while it catches up and after a restored session', () => {
    last().open()
    last().send(new Uint8Array(17 * 1_024 * 1_024))
    expect(connection.type('meanwhile')).to.equal(true)
    for (const done of draw) done()
    last().open()
    expect(last().said).to.deep.equal([{ type: 'input', data: 'meanwhile' }])
    last().close(4004)
    expect(connection.type('ended')).to.equal(false)
    connection.retry()
    expect(connection.type('restored')).to.equal(true)
    last().open()
    expect(last().said).to.deep.equal([{ type: 'input', data: 'restored' }])
  })

  it('distinguishes a rate limit from a lost connection', () => {
    const cause = (): string => ('cause' in shown ? shown.cause : shown._tag)
    last().open()
    last().close(1013, 'Rate limit exceeded')
    expect(cause()).to.equal('limited')
    timers.advance(1_200)
    last().close(1013, 'Not available')
    expect(cause()).to.equal('lost')
  })

  it('draws no text frame', () => {
    last().open()
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
    expect(lines.map(({ address }) => address)).to.deep.equal(['ws://hub/0', 'ws://hub/1', 'ws://hub/2'])
  })

  it('resets the back-off after the first received byte', () => {
    for (let loss = 0; loss < 5; loss += 1) {
      last().close(1006)
      timers.advance(24_000)
    }
    last().open()
    last().send(new Uint8Array([36]))
    last().close(1006)
    const before = lines.length
    timers.advance(1_200)
    expect(lines.length).to.equal(before + 1)
  })

  it('does not reconnect after the session has ended until retry is called', () => {
    last().open()
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
    last().open()
    timers.advance(12_000)
    last().send('{"type":"pong"}')
    timers.advance(12_000)
    expect(states.at(-1)).to.equal('Open')
    timers.advance(6_000)
    expect(states.at(-1)).to.equal('Waiting')
  })

  it('disconnects above the output limit and reconnects for one redraw when all output is drawn', () => {
    last().open()
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
