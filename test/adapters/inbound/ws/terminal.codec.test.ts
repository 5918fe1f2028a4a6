import fc from 'fast-check'
import { errorFrame, readFrame, readHidden, readSize } from '../../../../adapters/inbound/ws/terminal.codec.js'

const read = (text: string, isBinary = false): unknown => readFrame(Buffer.from(text), isBinary)

describe('terminal frames', () => {
  it('are JSON objects, text or binary', () => {
    for (const isBinary of [false, true]) {
      expect([
        read('{"type":"input","data":"größe\\u001b[A"}', isBinary),
        read('{"type":"resize","cols":80,"rows":24}', isBinary),
        read('{"type":"visible","visible":false}', isBinary),
        read('{"type":"ping","more":1}', isBinary),
      ]).to.deep.equal([
        { type: 'input', data: 'größe\u001b[A' },
        { type: 'resize', size: { columns: 80, rows: 24 } },
        { type: 'visible', visible: false },
        { type: 'ping' },
      ])
    }
  })

  const ignored = [
    ...['', ' ', 'ls\r', '{', 'null', '1', '"x"', '[]', '[{"type":"ping"}]', 'true', '{}', '{"type":null}', 'NaN'],
    ...['{"type":"unknown"}', '{"type":["input"],"data":"x"}', '{"Type":"ping"}', '{"type":"__proto__"}'],
    ...[
      '{"type":"input"}',
      '{"type":"input","data":1}',
      '{"type":"input","data":null}',
      '{"type":"input","data":["x"]}',
    ],
    ...['{"type":"resize"}', '{"type":"resize","cols":80}', '{"type":"resize","cols":"80","rows":"24"}'],
    ...['{"type":"resize","cols":80.5,"rows":24}', '{"type":"resize","cols":null,"rows":24}'],
    ...['{"type":"resize","cols":1e999,"rows":24}', '{"type":"visible"}', '{"type":"visible","visible":1}'],
  ]
  for (const text of ignored) {
    it(`ignores ${JSON.stringify(text)}`, () => {
      expect([read(text), read(text, true)]).to.deep.equal([null, null])
    })
  }

  it('clamps sizes that are integers', () => {
    const size = (cols: number, rows: number): unknown => read(JSON.stringify({ type: 'resize', cols, rows }))
    expect([size(0, 0), size(-1, -1), size(1e9, 1e9), size(501, 301)]).to.deep.equal([
      { type: 'resize', size: { columns: 2, rows: 2 } },
      { type: 'resize', size: { columns: 2, rows: 2 } },
      { type: 'resize', size: { columns: 500, rows: 300 } },
      { type: 'resize', size: { columns: 500, rows: 300 } },
    ])
  })

  it('drops binary that is not UTF-8 rather than typing replacement characters', () => {
    const broken = Buffer.concat([Buffer.from('{"type":"input","data":"'), Buffer.from([0xff]), Buffer.from('"}')])
    expect(readFrame(broken, true)).to.equal(null)
  })

  it('never throws, for any input', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        fc.boolean(),
        (bytes, binary) => {
          readFrame(Buffer.from(bytes), binary)
        },
      ),
    )
  })

  it('carry any input unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (data) => {
        expect(read(JSON.stringify({ type: 'input', data }), true)).to.deep.equal({ type: 'input', data })
      }),
    )
  })

  it('take missing, zero and odd sizes of the query for the default, and clamp the others', () => {
    const size = (query: string): unknown => readSize(new URLSearchParams(query))
    const standard = { columns: 120, rows: 40 }
    for (const query of ['', 'cols=0&rows=0', 'cols=abc&rows=', 'cols=80.5&rows=NaN', 'cols=1e999&rows=-']) {
      expect(size(query), query).to.deep.equal(standard)
    }
    expect([size('cols=90'), size('rows=50'), size('cols=9999&rows=1'), size('cols=-5&rows=24')]).to.deep.equal([
      { columns: 90, rows: 40 },
      { columns: 120, rows: 50 },
      { columns: 500, rows: 2 },
      { columns: 2, rows: 24 },
    ])
  })

  it('are hidden by the query only when it says 1', () => {
    const hidden = ['hidden=1', 'hidden=0', 'hidden', '', 'hidden=true'].map((query) =>
      readHidden(new URLSearchParams(query)),
    )
    expect(hidden).to.deep.equal([true, false, false, false, false])
  })

  it('tell an error as JSON', () => {
    expect(errorFrame('Session "a\n" not found')).to.equal('{"type":"error","message":"Session \\"a\\n\\" not found"}')
  })
})
