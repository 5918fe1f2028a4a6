import fc from 'fast-check'
import { controlReader, type ControlReply } from '../../../../adapters/outbound/tmux/control-protocol.js'

describe('controlReader', () => {
  const readAll = (chunks: ReadonlyArray<Uint8Array>, certainLines = 0) => {
    const told: (ControlReply | string)[] = []
    const read = controlReader({
      reply: (reply) => void told.push(reply),
      notice: (name, rest) => void told.push(rest === '' ? name : `${name}|${rest}`),
      minReplyLines: () => certainLines,
    })
    for (const chunk of chunks) read(chunk)
    return told
  }
  const text = (...lines: string[]): Uint8Array => Buffer.from(lines.map((line) => `${line}\n`).join(''))

  it('tells answers and notices apart', () => {
    expect(
      readAll([
        text('%begin 10 1 0', '%end 10 1 0', '%session-changed $0 größe', '%begin 11 2 1', 'a', '', 'b', '%end 11 2 1'),
        text('%begin 11 3 1', "can't find session: x", '%error 11 3 1', '%sessions-changed', 'stray line'),
      ]),
    ).to.deep.equal([
      { solicited: false, ok: true, lines: [] },
      'session-changed|$0 größe',
      { solicited: true, ok: true, lines: ['a', '', 'b'] },
      { solicited: true, ok: false, lines: ["can't find session: x"] },
      'sessions-changed',
    ])
  })

  it('ends an answer only at its own end', () => {
    expect(
      readAll([text('%begin 10 1 1', '%end 10 2 1', '%error 11 1 1', '%begin 10 3 1', '%exit', '%end 10 1 1')]),
    ).to.deep.equal([{ solicited: true, ok: true, lines: ['%end 10 2 1', '%error 11 1 1', '%begin 10 3 1', '%exit'] }])
  })

  it('reads announced lines as content, also when they look like notifications', () => {
    expect(readAll([text('%begin 10 1 1', '%end 10 1 1', '%error 10 1 1', '%end 10 1 1')], 2)).to.deep.equal([
      { solicited: true, ok: true, lines: ['%end 10 1 1', '%error 10 1 1'] },
    ])
    expect(readAll([text('%begin 10 1 0', '%end 10 1 0')], 2)).to.deep.equal([
      { solicited: false, ok: true, lines: [] },
    ])
  })

  it('reads the same however the bytes are cut', () => {
    const bytes = text(
      '%begin 10 1 1',
      'größe 😀',
      '',
      '%end 10 1 1',
      '%sessions-changed',
      '%begin 10 2 1',
      '%end 10 2 1',
    )
    const whole = readAll([bytes])
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length]
        expect(readAll(edges.slice(1).map((end, index) => bytes.subarray(edges[index], end)))).to.deep.equal(whole)
      }),
    )
  })
})
