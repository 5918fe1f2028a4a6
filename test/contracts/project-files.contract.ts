import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { FileControls } from '../../adapters/outbound/memory/file-disk.memory.js'
import type { ProjectFiles } from '../../application/files/project-files.port.js'
import {
  badPath,
  fileExists,
  fileNotFound,
  fileTooLarge,
  notAFile,
  notAFolder,
  outsideRoot,
  uploadBroken,
} from '../../domain/files/errors.js'
import { arriving, at, called, operand, textOf } from '../support/project-files.js'

/** Scene of the suite `describeProjectFiles`. */
export interface ProjectFilesHarness {
  /** Adapter under test. */
  readonly files: ProjectFiles
  /** Absolute, free of links, and empty. Beside it lies the folder `outside`, and one that is called as it is and more. */
  readonly root: string
  /** Folder outside the project; absolute. */
  readonly outside: string
  /** Controls of the files. */
  readonly controls: FileControls
  /** Removes everything that the scene made. */
  readonly close: () => void | Promise<void>
}

const EVERYTHING = { offset: 0, limit: 1_000 }
const SHOWN = { all: false, hidden: false }
const LIMIT = 1_000

/** Contract of `ProjectFiles`. Moving and copying are in `describeRelocation`. */
export function describeProjectFiles(technology: string, open: () => Promise<ProjectFilesHarness>): void {
  describe(`ProjectFiles on ${technology}`, () => {
    let h: ProjectFilesHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const names = async (folder = '', shown = SHOWN) => {
      const listed = await h.files.list(h.root, at(folder), shown, EVERYTHING)()
      return E.isRight(listed) ? listed.right.entries.map(({ name }) => name) : listed.left._tag
    }
    const read = async (path: string) => {
      const opened = await h.files.open(h.root, at(path))()
      return E.isRight(opened) ? textOf(opened.right) : opened.left._tag
    }

    describe('listing', () => {
      it('shows folders first, then by name, and no link followed', async () => {
        await h.controls.write(`${h.root}/b.txt`, 'four')
        await h.controls.write(`${h.root}/A.txt`, '')
        await h.controls.makeFolder(`${h.root}/z`)
        await h.controls.link(`${h.root}/link`, 'z')
        const listed = await h.files.list(h.root, at(''), SHOWN, EVERYTHING)()
        const shown = E.isRight(listed) ? listed.right.entries : []
        expect(shown.map(({ name, type }) => [name, type])).to.deep.equal([
          ['z', 'dir'],
          ['A.txt', 'file'],
          ['b.txt', 'file'],
          ['link', 'symlink'],
        ])
        expect(shown.find(({ name }) => name === 'b.txt')?.size).to.equal(4)
      })

      it('hides dot names and what tools keep, as asked', async () => {
        for (const name of ['.env', '.git/HEAD', 'node_modules/x', 'dist/x', 'build/x', 'src/x', '.DS_Store'])
          await h.controls.write(`${h.root}/${name}`, '')
        expect(await names()).to.deep.equal(['src'])
        expect(await names('', { all: false, hidden: true })).to.deep.equal(['src', '.env'])
        expect(await names('', { all: true, hidden: false })).to.have.length(7)
      })

      it('shows a page, and how many there are', async () => {
        for (const name of ['a', 'b', 'c', 'd']) await h.controls.write(`${h.root}/${name}`, '')
        const page = await h.files.list(h.root, at(''), SHOWN, { offset: 1, limit: 2 })()
        expect(E.isRight(page) && [page.right.total, page.right.entries.map(({ name }) => name)]).to.deep.equal([
          4,
          ['b', 'c'],
        ])
      })

      it('tells what is no folder, not there, or elsewhere', async () => {
        await h.controls.write(`${h.root}/a`, '')
        await h.controls.link(`${h.root}/out`, h.outside)
        expect(await Promise.all(['a', 'a/b', 'none', 'out', 'out/none'].map((path) => names(path)))).to.deep.equal([
          'NotAFolder',
          'NotAFolder',
          'FileNotFound',
          'OutsideRoot',
          'OutsideRoot',
        ])
      })
    })

    describe('opening', () => {
      it('reads a whole file and a part of it', async () => {
        await h.controls.write(`${h.root}/a`, 'héllo wörld, at length')
        const opened = await h.files.open(h.root, at('a'))()
        const file = E.isRight(opened) ? opened.right : expect.fail('not opened')
        expect([file.size, new TextDecoder().decode(file.head)]).to.deep.equal([24, 'héllo wörld, at length'])
        expect(await textOf(file, 7, 13)).to.equal('wörld')
        expect(await read('a')).to.equal('héllo wörld, at length')
      })

      it('tells another revision when the content is another', async () => {
        const revision = async (): Promise<string> => {
          const opened = await h.files.open(h.root, at('a'))()
          if (E.isLeft(opened)) return expect.fail('not opened')
          await opened.right.close()
          await opened.right.close()
          return opened.right.revision
        }
        await h.controls.write(`${h.root}/a`, 'one')
        const first = await revision()
        expect(await revision()).to.equal(first)
        await h.controls.write(`${h.root}/a`, 'two!')
        expect(await revision()).to.not.equal(first)
        expect(first).to.match(/^[\w-]+$/)
      })

      it('follows links within the root and none out of it', async () => {
        await h.controls.write(`${h.root}/deep/a`, 'inside')
        await h.controls.write(`${h.outside}/secret`, 'secret')
        await h.controls.write(`${h.root}-more/secret`, 'secret')
        await h.controls.link(`${h.root}/in`, 'deep/a')
        await h.controls.link(`${h.root}/folder`, 'deep')
        await h.controls.link(`${h.root}/out`, `${h.outside}/secret`)
        await h.controls.link(`${h.root}/out-folder`, h.outside)
        await h.controls.link(`${h.root}/sibling`, `${h.root}-more`)
        await h.controls.link(`${h.root}/loop`, 'loop')
        await h.controls.link(`${h.root}/dangling`, `${h.outside}/none`)
        const paths = ['in', 'folder/a', 'out', 'out-folder/secret', 'sibling/secret', 'loop', 'dangling', 'in/x']
        expect(await Promise.all(paths.map(read))).to.deep.equal([
          'inside',
          'inside',
          'OutsideRoot',
          'OutsideRoot',
          'OutsideRoot',
          'FileNotFound',
          'FileNotFound',
          'FileNotFound',
        ])
      })

      it('refuses folders and waits for no pipe', async () => {
        await h.controls.makeFolder(`${h.root}/folder`)
        await h.controls.pipe(`${h.root}/pipe`)
        expect(await Promise.all(['', 'folder', 'pipe'].map(read))).to.deep.equal(['NotAFile', 'NotAFile', 'NotAFile'])
      })

      it('has nothing in a root that is gone', async () => {
        const gone = await h.files.open(`${h.root}/gone`, at('a'))()
        expect(gone).to.deep.equal(E.left(fileNotFound))
      })
    })

    describe('making', () => {
      it('makes an empty file once', async () => {
        await h.controls.makeFolder(`${h.root}/src`)
        expect(await h.files.createFile(h.root, operand('src/a.ts'))()).to.deep.equal(
          E.right({ path: 'src/a.ts', touched: [`${h.root}/src/a.ts`] }),
        )
        expect(await h.controls.look(`${h.root}/src/a.ts`)).to.equal('')
        expect(await h.files.createFile(h.root, operand('src/a.ts'))()).to.deep.equal(E.left(fileExists('a-1.ts')))
        expect(await h.files.createFile(h.root, operand('none/a'))()).to.deep.equal(E.left(fileNotFound))
        expect(await h.files.createFile(h.root, operand('src/a.ts/b'))()).to.deep.equal(E.left(notAFolder))
      })

      it('makes a folder with its parents, and takes one that is there', async () => {
        expect(await h.files.makeFolder(h.root, at('a/b/c'))()).to.deep.equal(
          E.right({ path: 'a/b/c', touched: [`${h.root}/a`, `${h.root}/a/b`, `${h.root}/a/b/c`] }),
        )
        expect(await h.files.makeFolder(h.root, at('a/b'))()).to.deep.equal(E.right({ path: 'a/b', touched: [] }))
        expect(await h.files.makeFolder(h.root, at(''))()).to.deep.equal(E.right({ path: '', touched: [] }))
        await h.controls.write(`${h.root}/file`, '')
        expect(await h.files.makeFolder(h.root, at('file'))()).to.deep.equal(E.left(fileExists(null)))
        expect(await h.files.makeFolder(h.root, at('file/x'))()).to.deep.equal(E.left(notAFolder))
      })

      it('makes nothing outside, and nothing in git’s own folder', async () => {
        await h.controls.link(`${h.root}/out`, h.outside)
        await h.controls.makeFolder(`${h.root}/.git/hooks`)
        await h.controls.link(`${h.root}/hooks`, '.git/hooks')
        expect(await h.files.makeFolder(h.root, at('out/x'))()).to.deep.equal(E.left(outsideRoot))
        expect(await h.files.makeFolder(h.root, at('.git/x'))()).to.deep.equal(E.left(badPath))
        expect(await h.files.makeFolder(h.root, at('hooks/x'))()).to.deep.equal(E.left(badPath))
        expect(await h.files.createFile(h.root, operand('hooks/pre-commit'))()).to.deep.equal(E.left(badPath))
        const stored = await h.files.store(h.root, at('hooks'), called('pre-commit'), arriving('x'), {
          onConflict: 'overwrite',
          limit: LIMIT,
        })()
        expect(stored).to.deep.equal(E.left(badPath))
        expect(await h.controls.names(`${h.root}/.git/hooks`)).to.deep.equal([])
        expect(await h.controls.names(h.outside)).to.deep.equal([])
      })
    })

    describe('storing', () => {
      const store = (text: string, onConflict: 'fail' | 'rename' | 'overwrite' = 'fail', thenFail?: Error) =>
        h.files.store(h.root, at(''), called('a.txt'), arriving(text, thenFail), { onConflict, limit: LIMIT })()
      const landed = (name: string) => E.right({ path: name, touched: [`${h.root}/${name}`] })

      it('writes what arrives, and settles conflicts as it is told', async () => {
        expect(await store('one and a half')).to.deep.equal(landed('a.txt'))
        expect(await store('two')).to.deep.equal(E.left(fileExists('a-1.txt')))
        expect(await store('three', 'rename')).to.deep.equal(landed('a-1.txt'))
        expect(await store('four', 'rename')).to.deep.equal(landed('a-2.txt'))
        expect(await store('five', 'overwrite')).to.deep.equal(landed('a.txt'))
        expect(
          await Promise.all(['a.txt', 'a-1.txt', 'a-2.txt'].map(async (name) => h.controls.look(`${h.root}/${name}`))),
        ).to.deep.equal(['five', 'three', 'four'])
        expect(await h.controls.names(h.root)).to.deep.equal(['a-1.txt', 'a-2.txt', 'a.txt'])
      })

      it('leaves nothing of what is too large or was cut short', async () => {
        await h.controls.write(`${h.root}/a.txt`, 'old')
        expect(await store('x'.repeat(LIMIT + 1), 'overwrite')).to.deep.equal(E.left(fileTooLarge(null, LIMIT)))
        expect(await store('half', 'overwrite', new Error('cut'))).to.deep.equal(E.left(uploadBroken))
        expect(await h.controls.names(h.root)).to.deep.equal(['a.txt'])
        expect(await h.controls.look(`${h.root}/a.txt`)).to.equal('old')
        expect(await store('x'.repeat(LIMIT), 'overwrite')).to.deep.equal(landed('a.txt'))
      })

      it('replaces a link and not what it leads to, and never a folder', async () => {
        await h.controls.write(`${h.outside}/target`, 'kept')
        await h.controls.link(`${h.root}/a.txt`, `${h.outside}/target`)
        expect(await store('new', 'overwrite')).to.deep.equal(landed('a.txt'))
        expect([await h.controls.look(`${h.root}/a.txt`), await h.controls.look(`${h.outside}/target`)]).to.deep.equal([
          'new',
          'kept',
        ])
        await h.controls.remove(`${h.root}/a.txt`)
        await h.controls.makeFolder(`${h.root}/a.txt`)
        expect(await store('new', 'overwrite')).to.deep.equal(E.left(fileExists('a-1.txt')))
      })

      it('loses none of many that come at once under one name', async () => {
        const texts = Array.from({ length: 12 }, (_, index) => `text ${index}`)
        const stored = await Promise.all(texts.map((text) => store(text, 'rename')))
        const paths = stored.map((one) => (E.isRight(one) ? one.right.path : one.left._tag))
        const found = await Promise.all(paths.map(async (path) => h.controls.look(`${h.root}/${path}`)))
        expect(found).to.deep.equal(texts)
      })
    })

    describe('trashing', () => {
      it('takes files, folders and links themselves', async () => {
        await h.controls.write(`${h.root}/a`, 'a')
        await h.controls.write(`${h.root}/folder/b`, 'b')
        await h.controls.link(`${h.root}/link`, 'kept')
        await h.controls.write(`${h.root}/kept`, 'kept')
        const gone = ['a', 'folder', 'link'].map((name) => `${h.root}/${name}`)
        expect(await h.files.trash(h.root, ['a', 'folder', 'link'].map(operand))()).to.deep.equal(E.right(gone))
        expect(await h.controls.names(h.root)).to.deep.equal(['kept'])
        expect(await h.controls.trashed()).to.deep.equal(gone)
      })

      it('takes none when one is not there or not to be touched', async () => {
        await h.controls.write(`${h.root}/a`, 'a')
        await h.controls.makeFolder(`${h.root}/.git/objects`)
        await h.controls.link(`${h.root}/objects`, '.git/objects')
        await h.controls.write(`${h.root}/.git/objects/one`, '')
        expect(await h.files.trash(h.root, ['a', 'none'].map(operand))()).to.deep.equal(E.left(fileNotFound))
        expect(await h.files.trash(h.root, ['a', 'a/b'].map(operand))()).to.deep.equal(E.left(fileNotFound))
        expect(await h.files.trash(h.root, ['a', 'objects/one'].map(operand))()).to.deep.equal(E.left(badPath))
        expect(await h.controls.names(h.root)).to.include('a')
        expect(await h.controls.trashed()).to.deep.equal([])
      })
    })

    it('says where a folder really is', async () => {
      await h.controls.makeFolder(`${h.root}/deep/one`)
      await h.controls.link(`${h.root}/link`, 'deep')
      expect(await h.files.realPath(h.root, at('link/one'))()).to.deep.equal(E.right(`${h.root}/deep/one`))
      expect(await h.files.open(h.root, at('link'))()).to.deep.equal(E.left(notAFile))
    })
  })
}
