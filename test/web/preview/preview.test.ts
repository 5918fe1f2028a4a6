import { sizeText } from '../../../adapters/inbound/web/src/app/texts/numbers.js'
import { linesOf, linkTarget, previewKind } from '../../../adapters/inbound/web/src/preview/content.js'

describe('file preview', () => {
  it('chooses the kind by the MIME type that the hub detected', () => {
    const kinds = [
      previewKind('a.md', 'text/plain'),
      previewKind('a.ts', 'text/plain'),
      previewKind('a.svg', 'image/svg+xml'),
      previewKind('a.ts', 'image/png'),
      previewKind('a', 'application/pdf'),
      previewKind('a.html', 'application/octet-stream'),
    ]
    expect(kinds).to.deep.equal(['markdown', 'text', 'svg', 'image', 'pdf', null])
  })

  it('formats sizes in the largest unit', () => {
    expect([0, 512, 1_434, 24_117_248].map((size) => sizeText(size, 'en'))).to.deep.equal([
      '0 B',
      '512 B',
      '1.4 KiB',
      '23 MiB',
    ])
  })

  it('starts no line after the last line end', () => {
    expect([linesOf('a\nb\n'), linesOf('a\n\n'), linesOf('')]).to.deep.equal([['a', 'b'], ['a', ''], ['']])
  })

  it('resolves links to files, and to web addresses over http only', () => {
    expect(linkTarget('docs/a.md', '../src/b%20c.ts#L3')).to.deep.equal({ kind: 'file', path: 'src/b c.ts', line: 3 })
    for (const [href, path, line] of [
      ['src/a.ts:12', 'src/a.ts', 12],
      ['a.ts:12:3', 'a.ts', 12],
      ['a.ts#L7-L9', 'a.ts', 7],
      ['a.ts:0', 'a.ts', null],
      ['a.ts#part', 'a.ts', null],
    ] as const)
      expect(linkTarget('', href), href).to.deep.equal({ kind: 'file', path, line })
    expect(linkTarget('/w/docs/a.md', './b.md')).to.deep.equal({ kind: 'file', path: '/w/docs/b.md', line: null })
    expect(linkTarget('a.md', '/etc/hosts')).to.deep.equal({ kind: 'file', path: '/etc/hosts', line: null })
    expect(linkTarget('a.md', 'https://example.org/x')).to.deep.equal({ kind: 'web', address: 'https://example.org/x' })
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '//example.org/x', 'mailto:a@example.org', ''])
      expect(linkTarget('a.md', address)).to.equal(null)
  })
})
