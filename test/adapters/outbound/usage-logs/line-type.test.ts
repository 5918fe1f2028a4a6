import fc from 'fast-check'
import { lineFilter } from '../../../../adapters/outbound/usage-logs/line-type.js'

const WANTED = lineFilter([
  { type: 'assistant', containing: null },
  { type: 'event', containing: '"usage"' },
])
/** The line stands between other lines of the same buffer. */
const isWanted = (line: string, before = '{"type":"user"}\n', after = '\n{"type":"user"}'): boolean => {
  const start = Buffer.byteLength(before)
  return WANTED(Buffer.from(before + line + after), start, start + Buffer.byteLength(line))
}
const all = (...lines: ReadonlyArray<string>): ReadonlyArray<boolean> => lines.map((line) => isWanted(line))
const LONG = 'x'.repeat(3_000)

describe('the filter of lines by type', () => {
  it('reads the type among the keys before the first object', () => {
    expect(
      all(
        '{"type":"assistant","message":{"type":"user"}}',
        '{"id":"a","type":"assistant","message":{}}',
        '{"type":"user","message":{"type":"assistant"}}',
        '{"type":"assistants","message":{}}',
        '{"type":"assist","message":{}}',
      ),
    ).to.deep.equal([true, true, false, false, false])
  })

  it('reads the type among the keys after the last object', () => {
    expect(
      all(
        `{"message":{"type":"user","text":"${LONG}"},"id":"a","type":"assistant"}`,
        `{"message":{"type":"user","text":"${LONG}"},"type":"assistant","id":"a"}`,
        `{"message":{"type":"assistant","text":"${LONG}"},"type":"user"}`,
        `{"content":[{"type":"assistant","text":"${LONG}"}],"type":"user"}`,
        '{"message":{"type":"user"},"type":"assistant"} ',
      ),
    ).to.deep.equal([true, true, false, false, true])
  })

  it('takes a line of some types only with a text in it', () => {
    expect(
      all(
        '{"type":"event","payload":{"usage":1}}',
        '{"type":"event","payload":{"words":1}}',
        '{"payload":{"usage":1},"type":"event"}',
      ),
    ).to.deep.equal([true, false, true])
  })

  it('takes a line whose type is out of reach where it contains the text of a type', () => {
    const hidden = (text: string) => `{"a":{"b":"${LONG}"},"list":[${text}],"c":{"d":"${LONG}"},"e":[1]}`
    expect(all(hidden('"assistant"'), hidden('"usage"'), hidden('"user"'), '', '{}', 'no JSON')).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('is not misled by text that quotes a line, nor by the lines beside it', () => {
    const quoted = JSON.stringify('{"type":"assistant"}')
    expect(all(`{"text":${quoted},"type":"user"}`, `{"type":"user","text":${quoted}}`)).to.deep.equal([false, false])
    expect([
      isWanted('{"type":"user"}', '{"type":"assistant"}\n', '\n{"type":"assistant"}'),
      isWanted('{}', '{"type":"assistant"}\n', '\n{"type":"assistant"}'),
    ]).to.deep.equal([false, false])
  })

  it('takes every line of a wanted type, whatever else is in it', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (head, tail) => {
          const [{ type: _head, ...before }, { type: _tail, ...after }] = [head, tail]
          expect(isWanted(JSON.stringify({ ...before, type: 'assistant', ...after }))).to.equal(true)
        },
      ),
    )
  })
})
