import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { badFolderName, folderPathMissing } from '../../../domain/files/browse-errors.js'
import { absoluteFolder, parseNewFolder } from '../../../domain/files/folder-path.js'

const HOME = '/home/me'

describe('a typed folder path', () => {
  it('becomes an absolute path', () => {
    const typed = ['~', '~/', '~/a/', '/a//b/./c/..', 'a', './a', '../you', '~you', '/', '/..', '']
    expect(typed.map((raw) => absoluteFolder(raw, HOME))).to.deep.equal([
      HOME,
      HOME,
      '/home/me/a',
      '/a/b',
      '/home/me/a',
      '/home/me/a',
      '/home/you',
      '/home/me/~you',
      '/',
      '/',
      HOME,
    ])
  })

  it('never has dots, empty parts or a slash at its end', () => {
    const part = fc.constantFrom('a', '..', '.', '', '~', '...', 'größe', '/')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        expect(absoluteFolder(parts.join('/'), HOME)).to.match(/^\/$|^(\/(?!\.{1,2}(\/|$))[^/]+)+$/)
      }),
    )
  })

  it('can be made when its last part is a name', () => {
    const made = (raw: string) => {
      const read = parseNewFolder(raw, HOME)
      return E.isRight(read) ? [read.right.parent, read.right.name, read.right.path] : read.left
    }
    expect(made('~/a/new')).to.deep.equal(['/home/me/a', 'new', '/home/me/a/new'])
    expect(made('~/a/new//')).to.deep.equal(['/home/me/a', 'new', '/home/me/a/new'])
    expect(made('/new')).to.deep.equal(['/', 'new', '/new'])
    expect(made('new')).to.deep.equal([HOME, 'new', '/home/me/new'])
    expect(made('~/b/../new')).to.deep.equal([HOME, 'new', '/home/me/new'])
    expect([made(''), made('  ')]).to.deep.equal([folderPathMissing, folderPathMissing])
    const none = [
      ['~', HOME, '~'],
      ['/', '/', ''],
      ['~/a/..', HOME, '..'],
      ['~/.', HOME, '.'],
      ['~/a\\b', '/home/me/a\\b', 'a\\b'],
      ['~/a\0', '/home/me/a\0', 'a\0'],
      [`~/${'x'.repeat(256)}`, `/home/me/${'x'.repeat(256)}`, 'x'.repeat(256)],
    ] as const
    for (const [raw, path, name] of none) expect(made(raw)).to.deep.equal(badFolderName(path, name))
  })
})
