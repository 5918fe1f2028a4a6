import { hunkPatch } from '../../../domain/repo/file-diff.js'

const HEAD = ['diff --git a/a.txt b/a.txt', 'old mode 100644', 'new mode 100755', '--- a/a.txt', '+++ b/a.txt']
const FIRST = ['@@ -1,2 +1,2 @@', '-1', '+@@ one', ' 2']
const SECOND = ['@@ -9,2 +9,2 @@ name', ' 9', '-10', '+ten', '\\ No newline at end of file']
const DIFF = [...HEAD, ...FIRST, ...SECOND, ''].join('\n')

describe('a hunk of a patch', () => {
  it('is a separate patch without a change of the mode', () => {
    const head = HEAD.filter((line) => !line.includes('mode'))
    expect(hunkPatch(DIFF, 0)).to.equal([...head, ...FIRST, ''].join('\n'))
    expect(hunkPatch(DIFF, 1)).to.equal([...head, ...SECOND, ''].join('\n'))
  })

  it('is missing beyond the patch, of a whole file, or of text that is not UTF-8', () => {
    expect([hunkPatch(DIFF, 2), hunkPatch(DIFF, -1), hunkPatch(DIFF, 0.5), hunkPatch('', 0)]).to.deep.equal(
      Array(4).fill(null),
    )
    expect(hunkPatch(DIFF.replace('old mode 100644', 'new file mode 100644'), 0)).to.equal(null)
    expect(hunkPatch(DIFF.replace('ten', '\uFFFD'), 0)).to.equal(null)
  })
})
