import { makeRecorder, type RecorderEnd } from '../../../application/recordings/recorder.js'

describe('a recorder of a terminal', () => {
  const setUp = (maxBytes = 10_000, refuses: (lines: string) => string | null = () => null) => {
    let [written, at] = ['', 0]
    const ends: RecorderEnd[] = []
    const recorder = makeRecorder({
      file: {
        write: (lines) => {
          const refused = refuses(lines)
          if (refused === null) written += lines
          return refused
        },
        bytes: () => Buffer.byteLength(written),
      },
      header: { size: { columns: 80, rows: 24 }, title: 'cc-shop', startedAt: 0 },
      maxBytes,
      now: () => at,
      ended: (end) => void ends.push(end),
      knownSecrets: () => secrets,
    })
    const lines = (): ReadonlyArray<unknown> =>
      written
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line) as unknown)
    return { recorder, ends, lines, size: () => Buffer.byteLength(written), pass: (ms: number) => (at += ms) }
  }
  const bytes = (text: string): Uint8Array => Buffer.from(text)
  let secrets: ReadonlyArray<string> = []
  beforeEach(() => {
    secrets = []
  })

  it('writes output and markers with the time since the event before', () => {
    const { recorder, lines, pass } = setUp()
    pass(500)
    recorder.output(bytes('one\r\n'))
    pass(1_500)
    recorder.marker('connection lost')
    pass(20)
    recorder.output(bytes('two\r\n'))
    recorder.close()
    expect(lines()).to.deep.equal([
      [0.5, 'o', 'one\r\n'],
      [1.5, 'm', 'connection lost'],
      [0.02, 'o', 'two\r\n'],
    ])
  })

  it('joins split characters, replaces invalid ones, and masks a secret that two chunks share', () => {
    const { recorder, lines } = setUp()
    const text = bytes('größe 🙂 ')
    for (const byte of text) recorder.output(Uint8Array.of(byte))
    recorder.output(Uint8Array.of(0xff, 0x41))
    recorder.output(bytes('\r\ntoken=abc'))
    recorder.output(bytes('def123 end'))
    recorder.close()
    const shown = lines().map((line) => (line as [number, string, string])[2])
    expect(shown.join('')).to.equal('größe 🙂 \ufffdA\r\ntoken=********* end')
  })

  it('masks a known secret as it is at the time, however it is split and drawn', () => {
    const { recorder, lines } = setUp()
    secrets = ['first-word!']
    for (const part of ['a first', '-wo\r\n\u001b[K', 'rd! b ', 'second-word ']) recorder.output(bytes(part))
    secrets = ['second-word']
    recorder.output(bytes('second-wo\u001b[1'))
    recorder.output(bytes('mrd second-work'))
    recorder.close()
    const shown = lines().map((line) => (line as [number, string, string])[2])
    expect(shown.join('')).to.equal('a ********\r\n\u001b[K*** b second-word *********\u001b[1m** second-work')
  })

  it('writes what was held back when it is closed, and half a character as invalid', () => {
    const { recorder, lines } = setUp()
    recorder.output(bytes('password: hunter22'))
    recorder.output(Uint8Array.of(0xc3))
    recorder.close()
    expect(
      lines()
        .map((line) => (line as [number, string, string])[2])
        .join(''),
    ).to.equal('password: ********\ufffd')
  })

  it('ends before the largest size, once', () => {
    const { recorder, ends, size } = setUp(1_000)
    for (let count = 0; count < 200; count += 1) recorder.output(bytes('0123456789\r\n'))
    recorder.close()
    expect(ends).to.deep.equal([{ _tag: 'full' }])
    expect(size()).to.be.within(900, 1_000)
  })

  it('ends with the reason when a line cannot be written, and writes nothing after it', () => {
    let isFull = false
    const { recorder, ends, lines } = setUp(10_000, () => (isFull ? 'ENOSPC: no space left on device' : null))
    recorder.output(bytes('one\r\n'))
    isFull = true
    recorder.output(bytes('two\r\n'))
    isFull = false
    recorder.output(bytes('three\r\n'))
    recorder.close()
    expect(ends).to.deep.equal([{ _tag: 'failed', detail: 'ENOSPC: no space left on device' }])
    expect(lines()).to.deep.equal([[0, 'o', 'one\r\n']])
  })
})
