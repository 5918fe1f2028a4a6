import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { recordTerminal, type PartEnd } from '../../../application/recordings/record-terminal.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { AttachSpec, LinkListener, TerminalHost } from '../../../application/terminal/terminal-host.port.js'
import { eventually } from '../../support/eventually.js'

const SIZE = { columns: 80, rows: 24 }
const CHUNK = Buffer.alloc(256 * 1024, '#')
const SOME = CHUNK.subarray(0, 1_000)
/** Longer than a terminal with much output rests. */
const REST_MS = 1_000

describe('a recorded terminal', () => {
  /** A store that takes what is written only when it is told to, and a host that notes calls. */
  const setUp = async (attach: Partial<TerminalHost> = {}, maxBytes = 100_000_000) => {
    const clock = memoryClock(5_000)
    const waiting: ((failure: string | null) => void)[] = []
    const calls: string[] = []
    const ends: PartEnd[] = []
    let written = ''
    let listener: LinkListener | null = null
    let spec: AttachSpec | null = null
    const note = (call: string) => () => void calls.push(call)
    const host: TerminalHost = {
      windowSize: () => TE.right(SIZE),
      attach: (wanted, given) => {
        ;[spec, listener] = [wanted, given]
        return TE.right({
          ...{ write: () => true, setHidden: note('setHidden') },
          resize: ({ columns }) => void calls.push(`resize ${String(columns)}`),
          wheel: () => TE.left(unavailable('terminals', 'no wheel')),
          ...{ pause: note('pause'), resume: note('resume'), close: note('close') },
        })
      },
      ...attach,
    }
    const file = {
      write: (lines: string) => {
        written += lines
        return null
      },
      bytes: () => written.length,
      stored: (done: (failure: string | null) => void) => void waiting.push(done),
      close: () => {
        calls.push('close the file')
        return Promise.resolve()
      },
    }
    const recorded = await recordTerminal(
      { host, clock, knownSecrets: () => [] },
      { session: 'one', size: SIZE, file, maxBytes, marker: null, ended: (end) => void ends.push(end) },
    )
    return {
      ...{ recorded, clock, waiting, calls, ends },
      spec: () => spec,
      lines: () => written.split('\n').length - 1,
      output: (chunk: Uint8Array) => listener?.output(chunk),
      exit: () => listener?.exit('detached'),
    }
  }

  it('is shown to a viewer that is hidden and passive', async () => {
    const { spec } = await setUp()
    expect(spec()).to.deep.equal({ session: 'one', size: SIZE, hidden: true, isPassive: true })
  })

  it('waits while more than a megabyte is not stored, and goes on when little is left', async () => {
    const { output, calls, waiting, clock } = await setUp()
    for (let chunk = 0; chunk < 5; chunk += 1) output(CHUNK)
    clock.advance(REST_MS)
    expect(calls).to.deep.equal(['pause'])
    for (const done of waiting.splice(0, 4)) done(null)
    expect(calls).to.deep.equal(['pause'])
    for (const done of waiting.splice(0)) done(null)
    expect(calls).to.deep.equal(['pause', 'resume'])
  })

  it('rests after much output in a short time, also when all of it is stored', async () => {
    const { output, calls, waiting, clock } = await setUp()
    output(CHUNK)
    for (const done of waiting.splice(0)) done(null)
    expect(calls).to.deep.equal(['pause'])
    clock.advance(REST_MS)
    expect(calls).to.deep.equal(['pause', 'resume'])
    for (let chunk = 0; chunk < 8; chunk += 1) {
      output(CHUNK.subarray(0, 40_000))
      clock.advance(REST_MS)
    }
    expect(calls).to.deep.equal(['pause', 'resume'])
  })

  it('ends with the reason when something could not be stored, and takes no more output', async () => {
    const { output, calls, ends, waiting, lines } = await setUp()
    output(SOME)
    const before = lines()
    for (const done of waiting.splice(0)) done('ENOSPC: no space left on device, write')
    output(SOME)
    await eventually(() => {
      expect(ends).to.deep.equal([{ _tag: 'failed', detail: 'ENOSPC: no space left on device, write' }])
    })
    expect([lines(), calls]).to.deep.equal([before, ['close', 'close the file']])
  })

  it('ends once when it is full, although its viewer leaves and it is stopped', async () => {
    const { output, exit, recorded, ends } = await setUp({}, 300_000)
    output(CHUNK)
    output(CHUNK)
    exit()
    await Promise.all([recorded.stop(), recorded.stop()])
    expect(ends).to.have.length(1)
    recorded.resize({ columns: 90, rows: 20 })
  })

  it('ends when no viewer can be attached', async () => {
    const { ends, calls } = await setUp({ attach: () => TE.left(unavailable('terminals', 'no pty could be opened')) })
    expect([ends, calls]).to.deep.equal([[{ _tag: 'gone' }], ['close the file']])
  })

  it('ends when the session ended while the viewer was attached', async () => {
    const { ends } = await setUp({
      attach: (_spec, listener) => async () => {
        listener.exit('session-gone')
        await Promise.resolve()
        const nothing = (): void => undefined
        return E.right({
          ...{ write: () => true, setHidden: nothing, resize: nothing, pause: nothing, resume: nothing },
          wheel: () => TE.left(unavailable('terminals', 'no wheel')),
          close: nothing,
        })
      },
    })
    await eventually(() => {
      expect(ends).to.deep.equal([{ _tag: 'gone' }])
    })
  })
})
