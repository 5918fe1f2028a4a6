import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { parseRange } from '../../../domain/files/byte-range.js'
import { badPath, outsideRoot } from '../../../domain/files/errors.js'
import { MAX_NAME_BYTES, numberedName, parseFileName, utf8Bytes } from '../../../domain/files/file-name.js'
import { languageOf, filePreviewOf } from '../../../domain/files/file-preview.js'
import { areNested, isOfGit, isWithin, parseProjectPath } from '../../../domain/files/project-path.js'
import { at, called } from '../../support/project-files.js'

const segment = fc.oneof(
  fc.constantFrom('.', '..', '', 'a', 'b', '...', ' '),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)

describe('a path of a project', () => {
  it('never leaves its root for any input', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 12 }), (segments) => {
        const parsed = parseProjectPath(segments.join('/'), ['/work/shop'])
        if (E.isLeft(parsed)) return
        const parts = parsed.right === '' ? [] : parsed.right.split('/')
        expect(parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'))).to.equal(
          true,
        )
        expect(isWithin('/work/shop', `/work/shop/${parsed.right}`)).to.equal(true)
        expect(parseProjectPath(parsed.right)).to.deep.equal(parsed)
      }),
    )
  })

  it('is read below its root, and refused when it leads out, is outside or is not a text', () => {
    const read = (raw: unknown) => parseProjectPath(raw, ['/work/shop', '/real/shop'])
    expect(['a/b', 'a//./b/', 'a/../b', '/work/shop', '/work/shop/a', '/real/shop/a'].map(read)).to.deep.equal(
      ['a/b', 'a/b', 'b', '', 'a', 'a'].map((path) => E.right(path)),
    )
    expect(['..', 'a/../..', '../shop/a', '/work/shop/../x'].map(read)).to.deep.equal(
      Array(4).fill(E.left(outsideRoot)),
    )
    expect(['/', '/work', '/work/shop-more', 'a\0', 'a\ud800', 7, null, undefined, ['a'], {}].map(read)).to.deep.equal(
      Array(10).fill(E.left(badPath)),
    )
  })

  it('is recognized as the folder of git in every equivalent spelling', () => {
    expect(['.git', 'a/.git/b', '.GIT', '.g\u200cit', '.git/config'].map(isOfGit)).to.deep.equal(Array(5).fill(true))
    expect(['.gitignore', 'git', 'a.git', '.github/x', ''].map(isOfGit)).to.deep.equal(Array(5).fill(false))
  })

  it('is nested in another by whole names', () => {
    expect(areNested(['a', 'ab', 'b/a'].map(at))).to.equal(false)
    expect(
      [
        ['a', 'a/b'],
        ['a/b/c', 'a'],
        ['a', 'a'],
      ].map((paths) => areNested(paths.map(at))),
    ).to.deep.equal([true, true, true])
  })
})

describe('a name with a number', () => {
  it('differs, keeps the extension and fits the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), fc.nat(9_999), (raw, number) => {
        const parsed = parseFileName(raw)
        fc.pre(E.isRight(parsed))
        if (E.isLeft(parsed)) return
        const numbered = numberedName(parsed.right, number)
        expect(E.isRight(parseFileName(numbered))).to.equal(true)
        expect(numbered).to.not.equal(numberedName(parsed.right, number + 1))
      }),
    )
    expect(
      ['a.txt', 'a', '.env', 'a.tar.gz', `${'x'.repeat(251)}.txt`].map((name) => numberedName(called(name), 1)),
    ).to.deep.equal(['a-1.txt', 'a-1', '.env-1', 'a.tar-1.gz', `${'x'.repeat(249)}-1.txt`])
    const long = called(`a.${'ü'.repeat(126)}`)
    expect(utf8Bytes(numberedName(long, 1))).to.be.at.most(MAX_NAME_BYTES)
  })
})

describe('a range of a file', () => {
  it('lies within the file, or is refused', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(200), fc.nat(200), fc.constantFrom('a-b', 'a-', '-b'), (size, a, b, shape) => {
        const header = `bytes=${shape.replace('a', String(a)).replace('b', String(b))}`
        const range = parseRange(header, size)
        if (E.isLeft(range) || range.right === null) return
        expect(range.right.start).to.be.within(0, range.right.end - 1)
        expect(range.right.end).to.be.at.most(size)
      }),
    )
  })
})

describe('filePreviewOf', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
  const kind = (name: string, head: string) => filePreviewOf(name, bytes(head))?.mime ?? null

  it('uses the first bytes, and the name for PDFs and languages', () => {
    expect([
      kind('a.PDF', ''),
      kind('a', '\x89PNG\r\n\x1a\n…'),
      kind('a', '\xff\xd8\xff\xe0'),
      kind('a', 'GIF87a'),
      kind('a', 'RIFF\x01\x02\x03\x04WEBPVP8 '),
      kind('a', '<svg xmlns="x">'),
      kind('a', '<?xml version="1.0"?>\n<svg>'),
      kind('pom.xml', '<?xml version="1.0"?>\n<project>'),
      kind('empty', ''),
      kind('a.png', 'text'),
      kind('a.txt', 'a\0b'),
      kind('log', '\x1b[31mred\x1b[0m\r\n\t'),
      kind('a', '\x01'.repeat(6) + 'x'.repeat(94)),
      kind('a', '\x01'.repeat(4) + 'x'.repeat(96)),
    ]).to.deep.equal([
      'application/pdf',
      'image/png',
      'image/jpeg',
      'image/gif',
      'image/webp',
      'image/svg+xml',
      'image/svg+xml',
      'text/plain',
      'text/plain',
      'text/plain',
      null,
      'text/plain',
      null,
      'text/plain',
    ])
    expect(['a.tsx', 'src/Dockerfile', '.env', 'a.unknown', 'Makefile'].map(languageOf)).to.deep.equal([
      'typescript',
      'dockerfile',
      'bash',
      'plaintext',
      'plaintext',
    ])
  })
})
