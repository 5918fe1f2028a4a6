import { openSync, writeFileSync, readFileSync, statSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { createLineFile, lineFile } from '../../../infrastructure/files/line-file.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('a file of lines', () => {
  const place = scratchFolder()
  const path = (): string => join(place(), 'lines')

  it('is created for its user only, and grows by lines', () => {
    const file = createLineFile(path())
    expect([file.write('one\n'), file.write('größe\n'), file.bytes()]).to.deep.equal([null, null, 12])
    file.close()
    expect(readFileSync(path(), 'utf8')).to.equal('one\ngröße\n')
    expect(statSync(path()).mode & 0o777).to.equal(0o600)
  })

  it('is not created in place of another, nor through a link', () => {
    writeFileSync(path(), 'before')
    expect(() => createLineFile(path())).to.throw('EEXIST')
    symlinkSync(join(place(), 'elsewhere'), join(place(), 'link'))
    expect(() => createLineFile(join(place(), 'link'))).to.throw('EEXIST')
    expect(readFileSync(path(), 'utf8')).to.equal('before')
  })

  it('returns the reason of a full disk, and goes on after its file was removed', () => {
    const full = lineFile(openSync('/dev/full', 'w'))
    expect(full.write('one\n')).to.match(/ENOSPC/)
    expect(full.bytes()).to.equal(0)
    full.close()
    const file = createLineFile(path())
    unlinkSync(path())
    expect(file.write('one\n')).to.equal(null)
    file.close()
  })
})
