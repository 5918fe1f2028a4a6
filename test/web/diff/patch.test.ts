import fc from 'fast-check'
import { createTwoFilesPatch } from 'diff'
import { parsePatches, type Hunk, type PatchLine } from '../../../adapters/inbound/web/src/diff/patch.js'

const HEAD = 'diff --git a/a.ts b/a.ts\nindex 1111111..2222222 100644\n--- a/a.ts\n+++ b/a.ts\n'

const hunksIn = (text: string): ReadonlyArray<Hunk> => parsePatches(text).flatMap(({ hunks }) => hunks)

const told = ({ kind, text, oldLine, newLine }: PatchLine): string =>
  `${kind[0] ?? ''} ${oldLine ?? '-'} ${newLine ?? '-'} ${text}`

/** Numbered lines of one side of all hunks. */
const side = (hunks: ReadonlyArray<Hunk>, which: 'oldLine' | 'newLine'): ReadonlyArray<readonly [number, string]> =>
  hunks.flatMap(({ lines }) =>
    lines.flatMap((line): ReadonlyArray<readonly [number, string]> => {
      const number = line[which]
      return number === null ? [] : [[number, line.text]]
    }),
  )

describe('unified diff parser', () => {
  it('numbers the lines of both sides and keeps the section name of the hunk', () => {
    const [hunk] = hunksIn(`${HEAD}@@ -4,3 +4,4 @@ function take() {\n a\n-b\n+B\n+c\n d\n`)
    expect(hunk?.section).to.equal('function take() {')
    expect(hunk?.lines.map(told)).to.deep.equal(['c 4 4 a', 'r 5 - b', 'a - 5 B', 'a - 6 c', 'c 6 7 d'])
  })

  it('defaults a missing count to 1', () => {
    expect(hunksIn(`${HEAD}@@ -1 +1 @@\n-a\n+b\n`)[0]?.lines.map(told)).to.deep.equal(['r 1 - a', 'a - 1 b'])
  })

  it('marks a last line without line end on either side', () => {
    const [hunk] = hunksIn(`${HEAD}@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n`)
    expect(hunk?.lines.map(({ isUnended }) => isUnended)).to.deep.equal([true, false])
  })

  it('treats content that looks like a diff as content', () => {
    const content = ['-diff --git a/x b/x', '---- a/x', '+@@ -1 +1 @@', '+\\ No newline', ' +++ b/x']
    const [patch, ...others] = parsePatches(`${HEAD}@@ -1,3 +1,3 @@\n${content.join('\n')}\n`)
    expect(others).to.deep.equal([])
    expect(patch?.hunks[0]?.lines.map(({ text }) => text)).to.deep.equal(content.map((line) => line.slice(1)))
  })

  it('parses modes and the two patches of a file that became a link', () => {
    const mode = parsePatches('diff --git a/r b/r\nold mode 100644\nnew mode 100755\n')
    expect(mode).to.deep.equal([{ oldMode: '100644', newMode: '100755', hunks: [] }])
    const link = parsePatches(
      'diff --git a/l b/l\ndeleted file mode 100644\nindex 1111111..0000000\n--- a/l\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n' +
        'diff --git a/l b/l\nnew file mode 120000\nindex 0000000..2222222\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+y\n',
    )
    expect(link.map(({ oldMode, newMode }) => [oldMode, newMode])).to.deep.equal([
      ['100644', null],
      [null, '120000'],
    ])
  })

  it('keeps carriage returns and treats an empty line as empty context', () => {
    expect(hunksIn(`${HEAD}@@ -1,2 +1,2 @@\n-a\n+a\r\n\n`)[0]?.lines.map(told)).to.deep.equal([
      'r 1 - a',
      'a - 1 a\r',
      'c 2 2 ',
    ])
  })

  it('terminates for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('diff --git ', '@@ -1,9 +1,9 @@', '@@', '+', '-', ' ', '\\', 'x', '')),
        (lines) => {
          const count = hunksIn(lines.join('\n')).reduce((sum, hunk) => sum + hunk.lines.length, 0)
          expect(count).to.be.at.most(lines.length)
        },
      ),
    )
  })

  it('reproduces every line of both files at its number for any change', () => {
    const file = fc.array(fc.constantFrom('a', 'b', 'c', '', ' d', '+e', '-f', '@@ -1 +1 @@'), { maxLength: 40 })
    fc.assert(
      fc.property(file, file, fc.nat(4), (before, after, context) => {
        const text = (lines: ReadonlyArray<string>): string => lines.map((line) => `${line}\n`).join('')
        const hunks = hunksIn(createTwoFilesPatch('a', 'b', text(before), text(after), '', '', { context }))
        for (const [number, line] of side(hunks, 'oldLine')) expect(before[number - 1]).to.equal(line)
        for (const [number, line] of side(hunks, 'newLine')) expect(after[number - 1]).to.equal(line)
        const removed = hunks.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'removed').length
        const added = hunks.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'added').length
        expect(before.length - removed + added).to.equal(after.length)
      }),
    )
  })
})
