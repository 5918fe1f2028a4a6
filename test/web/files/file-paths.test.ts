import {
  ancestorsOf,
  canMoveInto,
  fileNameFault,
  freeName,
  isWithin,
  joined,
  nameOf,
  parentOf,
  stemLength,
  topmost,
} from '../../../adapters/inbound/web/src/files/file-paths.js'
import { mention } from '../../../adapters/inbound/web/src/transfer/mention.js'

describe('file paths', () => {
  it('consist of a folder and a name', () => {
    expect([nameOf('a/b.ts'), parentOf('a/b.ts'), joined('a', 'b.ts')]).to.deep.equal(['b.ts', 'a', 'a/b.ts'])
    expect([nameOf('b.ts'), parentOf('b.ts'), joined('', 'b.ts')]).to.deep.equal(['b.ts', '', 'b.ts'])
    expect(ancestorsOf('a/b/c')).to.deep.equal(['a', 'a/b'])
    expect(ancestorsOf('a')).to.deep.equal([])
  })

  it('are within a folder, but not within one whose name is a prefix', () => {
    expect(isWithin('src/a', 'src')).to.equal(true)
    expect(isWithin('src', 'src')).to.equal(true)
    expect(isWithin('src-old/a', 'src')).to.equal(false)
    expect(isWithin('anything', '')).to.equal(true)
  })

  it('leave out paths below another selected folder', () => {
    expect(topmost(['a', 'a/b', 'ab', 'c/d'])).to.deep.equal(['a', 'ab', 'c/d'])
  })

  it('can move into another folder, but not into themselves or their current folder', () => {
    expect(canMoveInto(['a/b'], '')).to.equal(true)
    expect(canMoveInto(['a'], 'a')).to.equal(false)
    expect(canMoveInto(['a'], 'a/b/c')).to.equal(false)
    expect(canMoveInto(['a/b'], 'a')).to.equal(false)
    expect(canMoveInto(['a/b', 'c'], 'a')).to.equal(true)
    expect(canMoveInto([], 'a')).to.equal(false)
  })
})

describe('file names', () => {
  it('keep the extension when they are renamed or numbered', () => {
    expect(stemLength('notes.tar.gz')).to.equal('notes.tar'.length)
    expect(stemLength('.env')).to.equal('.env'.length)
    expect(freeName('notes.txt', new Set(['notes-1.txt']))).to.equal('notes-2.txt')
    expect(freeName('Makefile', new Set())).to.equal('Makefile-1')
    expect(freeName('.env', new Set())).to.equal('.env-1')
  })

  it('are validated before they are sent to the hub', () => {
    expect(fileNameFault('größe.txt', new Set())).to.equal(null)
    expect(fileNameFault(' ', new Set())).to.equal('empty')
    expect(fileNameFault('a/b', new Set())).to.equal('slash')
    expect(fileNameFault('a\\b', new Set())).to.equal('slash')
    expect(fileNameFault('..', new Set())).to.equal('dots')
    expect(fileNameFault('ü'.repeat(128), new Set())).to.equal('too-long')
    expect(fileNameFault('a', new Set(['a']))).to.equal('taken')
  })
})

describe('file references at a prompt', () => {
  it('are mentions for an agent unless the path needs quotes', () => {
    expect(mention('.penates-images/1.png', true)).to.equal('@.penates-images/1.png')
    expect(mention('my notes.txt', true)).to.equal(`'my notes.txt'`)
    expect(mention('notes.txt', false)).to.equal('notes.txt')
  })
})
