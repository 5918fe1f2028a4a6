import * as TE from 'fp-ts/lib/TaskEither.js'
import { paneInput } from '../../../../adapters/outbound/tmux/pane-input.js'
import type { PaneText } from '../../../../adapters/outbound/tmux/session-commands.js'
import { eventually } from '../../../support/eventually.js'

/** Input whose requests are answered when the test says so. */
function held() {
  const requests: unknown[] = []
  const waiting: Array<() => void> = []
  let drains = 0
  const hold = (request: unknown) => {
    requests.push(request)
    return TE.fromTask(() => new Promise<void>((resolve) => void waiting.push(resolve)))
  }
  const input = paneInput(
    '$1',
    {
      typeIntoPane: (_, text) => hold(text),
      mouse: (_, event) => hold(event),
      wheel: (_, { notches }) => TE.map(() => ({ mouse: false, scrolls: 'viewer' as const }))(hold({ notches })),
    },
    () => void (drains += 1),
  )
  /** Answers every request until none is left. */
  async function answerAll(): Promise<void> {
    do {
      waiting.shift()?.()
      await new Promise(setImmediate)
    } while (waiting.length > 0)
  }
  return { input, requests, answerAll, drains: () => drains }
}

describe('input of a pane-only viewer', () => {
  it('is one request at a time, in order, with all that was typed meanwhile in the next', async () => {
    const { input, requests, answerAll } = held()
    for (const key of ['a', 'b', '\x1bOA', 'c']) expect(input.write(key)).to.equal(true)
    expect(requests).to.deep.equal([[{ bytes: 'a' }]])
    await answerAll()
    expect(requests.slice(1)).to.deep.equal([[{ bytes: 'b' }, { key: 'Up' }, { bytes: 'c' }]])
  })

  it('has pastes whole, in whatever pieces they come, and drops reports of the focus and of other forms', async () => {
    const { input, requests, answerAll } = held()
    for (const piece of ['\x1b[I', 'x\x1b[200~on', 'e\0 \x1bOA', '\x1b[20', '1~y\x1b[M !!', '\x1b[201~z'])
      input.write(piece)
    await answerAll()
    expect(requests).to.deep.equal([[{ bytes: 'x' }], [{ paste: 'one \x1bOA' }], [{ bytes: 'y' }, { bytes: 'z' }]])
  })

  it('has each report of the mouse by itself, and the wheel as a turn', async () => {
    const { input, requests, answerAll } = held()
    input.write('a\x1b[<0;3;4Mb\x1b[<0;3;4m\x1b[<64;3;4M\x1b[<81;3;4M')
    await answerAll()
    expect(requests).to.deep.equal([
      [{ bytes: 'a' }],
      { button: 0, column: 3, row: 4, isRelease: false },
      [{ bytes: 'b' }],
      { button: 0, column: 3, row: 4, isRelease: true },
      { notches: -1 },
      { notches: 1 },
    ])
  })

  it('asks to wait while much of it waits, splits no character, and drops what waits at its end', async () => {
    const { input, requests, answerAll, drains } = held()
    const text = `a${'😀'.repeat(150_000)}`
    expect(input.write(text)).to.equal(false)
    await answerAll()
    await eventually(() => void expect(drains()).to.equal(1))
    const typed = (requests as ReadonlyArray<ReadonlyArray<PaneText>>).flat()
    expect(typed.map((part) => ('bytes' in part ? Buffer.from(part.bytes).toString() : '')).join('')).to.equal(text)
    input.write('b')
    input.write('c')
    input.stop()
    await answerAll()
    expect(requests.at(-1)).to.deep.equal([{ bytes: 'b' }])
    expect(input.write('d')).to.equal(true)
  })
})
