import fc from 'fast-check'
import { pathsIn } from '../../../../adapters/inbound/web/src/app/syntax/path-links.js'

/** Paths with their line number and the underlined text. */
const found = (text: string): ReadonlyArray<string> =>
  pathsIn(text).map(({ from, to, path, line }) => `${path} ${line ?? '-'} [${text.slice(from, to)}]`)

describe('path links', () => {
  it('are found with their line number', () => {
    const told = [
      'src/a.ts:12:3 - error TS2322: no',
      'src/a.ts(12,3): error TS2322',
      'src/a.ts:12:const a = 1',
      '  at run (/home/me/app/x.js:9:14)',
      '  File "/srv/app/main.py", line 7, in <module>',
      'see docs/a.md#L4-L9, then ./b.',
      'Update(README.md)',
      'diff --git a/src/x.ts b/src/x.ts',
      '│ Edit file app/[id]/page.tsx:3 │',
    ]
    expect(told.map(found)).to.deep.equal([
      ['src/a.ts 12 [src/a.ts:12:3]'],
      ['src/a.ts 12 [src/a.ts(12,3)]'],
      ['src/a.ts 12 [src/a.ts:12]'],
      ['/home/me/app/x.js 9 [/home/me/app/x.js:9:14]'],
      ['/srv/app/main.py 7 [/srv/app/main.py]'],
      ['docs/a.md 4 [docs/a.md#L4-L9]', './b - [./b]'],
      ['README.md - [README.md]'],
      ['src/x.ts - [a/src/x.ts]', 'src/x.ts - [b/src/x.ts]'],
      ['app/[id]/page.tsx 3 [app/[id]/page.tsx:3]'],
    ])
  })

  it('exclude addresses, commands, branches, versions, times and words', () => {
    for (const text of [
      'https://example.org/a.ts:3',
      'git@example.org:me/app.git',
      '/help and /compact',
      'feat/cart and/or main',
      'v1.2.3 1.2.3 12:30:05',
      'and so on... /',
      'src/ ./ ../ ~',
      'localhost:3000:up',
    ])
      expect(found(text)).to.deep.equal([])
  })

  it('have correct positions in any text', () => {
    const word = fc.constantFrom(
      'src/a.ts:3',
      '(',
      ')',
      '"',
      ' ',
      'x',
      ':',
      '日本/ü.md',
      '/',
      '~/a',
      '.',
      '│',
      '[b.ts]',
    )
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join('')),
        (text) => {
          let end = 0
          for (const { from, to, path } of pathsIn(text)) {
            expect(from).to.be.at.least(end)
            expect(text.slice(from, to)).to.contain(path)
            end = to
          }
        },
      ),
    )
  })
})
