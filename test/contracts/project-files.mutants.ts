import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { OpenedFile } from '../../application/files/project-files.port.js'
import { fileNotFound } from '../../domain/files/errors.js'
import { at, operand } from '../support/project-files.js'
import { breaking, type Mutants } from './mutants.js'
import type { ProjectFilesHarness } from './project-files.contract.js'

const broken = breaking<ProjectFilesHarness, 'files'>('files')
const opening = (change: (file: OpenedFile) => Partial<OpenedFile>) =>
  broken(({ open }) => ({
    open: (root, path) =>
      pipe(
        open(root, path),
        TE.map((file) => ({ ...file, ...change(file) })),
      ),
  }))
const placing = (onConflict: 'fail' | 'rename' | 'overwrite') =>
  broken(({ move, copy }) => ({
    move: (root, from, to) => move(root, from, to, onConflict),
    copy: (root, from, to) => copy(root, from, to, onConflict),
  }))

/** Broken files of projects. */
export const projectFilesMutants: Mutants<ProjectFilesHarness> = {
  'shows folders first, then by name, and no link followed': {
    'sorts by name only': broken(({ list }) => ({
      list: (root, folder, shown, page) =>
        pipe(
          list(root, folder, shown, page),
          TE.map((listed) => ({
            ...listed,
            entries: [...listed.entries].sort((one, other) => (one.name < other.name ? -1 : 1)),
          })),
        ),
    })),
  },
  'hides dot names and what tools keep, as asked': {
    'shows hidden names always': broken(({ list }) => ({
      list: (root, folder, shown, page) => list(root, folder, { ...shown, hidden: true }, page),
    })),
  },
  'shows a page, and how many there are': {
    'ignores the page': broken(({ list }) => ({
      list: (root, folder, shown) => list(root, folder, shown, { offset: 0, limit: 1_000 }),
    })),
    'counts the entries of the page': broken(({ list }) => ({
      list: (root, folder, shown, page) =>
        pipe(
          list(root, folder, shown, page),
          TE.map((listed) => ({ ...listed, total: listed.entries.length })),
        ),
    })),
  },
  'tells what is no folder, not there, or elsewhere': {
    'reports a folder outside as missing': broken(({ list }) => ({
      list: (root, folder, shown, page) =>
        pipe(
          list(root, folder, shown, page),
          TE.mapLeft((error) => (error._tag === 'OutsideRoot' ? fileNotFound : error)),
        ),
    })),
  },
  'reads a whole file and a part of it': {
    'reads the whole file for a part': opening(({ size, read }) => ({ read: () => read({ start: 0, end: size }) })),
    'counts characters instead of bytes': opening(({ head }) => ({ size: new TextDecoder().decode(head).length })),
  },
  'tells another revision when the content is another': {
    'has one revision': opening(() => ({ revision: 'one' })),
  },
  'follows links within the root and none out of it': {
    'follows a link out of the root': (scene) => ({
      ...scene,
      files: {
        ...scene.files,
        open: (root, path) =>
          path === 'out' ? scene.files.open(scene.outside, at('secret')) : scene.files.open(root, path),
      },
    }),
    'follows no link': broken(({ open }) => ({
      open: (root, path) => (path === 'in' ? TE.left(fileNotFound) : open(root, path)),
    })),
  },
  'refuses folders and waits for no pipe': {
    'waits for a pipe': broken(({ open }) => ({
      open: (root, path) => (path === 'pipe' ? () => new Promise(() => undefined) : open(root, path)),
    })),
  },
  'makes an empty file once': {
    'makes a file that is there': broken(({ createFile }) => ({
      createFile: (root, created) =>
        pipe(
          createFile(root, created),
          TE.orElse((error) =>
            error._tag === 'FileExists' ? TE.right({ path: at(''), touched: [] }) : TE.left(error),
          ),
        ),
    })),
    'makes nothing': broken(() => ({
      createFile: (root, { folder, name }) =>
        TE.right({ path: at(`${folder}/${name}`), touched: [`${root}/${folder}/${name}`] }),
    })),
  },
  'makes nothing outside, and nothing in git’s own folder': {
    'makes hooks of git': (scene) => ({
      ...scene,
      files: {
        ...scene.files,
        createFile: (root, path) => async () => {
          await scene.controls.write(`${root}/.git/hooks/pre-commit`, '')
          return scene.files.createFile(root, path)()
        },
      },
    }),
  },
  'writes what arrives, and settles conflicts as it is told': {
    'overwrites unasked': broken(({ store }) => ({
      store: (root, folder, name, bytes, options) =>
        store(root, folder, name, bytes, { ...options, onConflict: 'overwrite' }),
    })),
  },
  'leaves nothing of what is too large or was cut short': {
    'has no limit': broken(({ store }) => ({
      store: (root, folder, name, bytes, options) => store(root, folder, name, bytes, { ...options, limit: 1_000_000 }),
    })),
    'leaves a part of what was cut short': (scene) => ({
      ...scene,
      files: {
        ...scene.files,
        store: (root, folder, name, bytes, options) => async () => {
          const stored = await scene.files.store(root, folder, name, bytes, options)()
          if (stored._tag === 'Left') await scene.controls.write(`${root}/${name}.part`, '')
          return stored
        },
      },
    }),
  },
  'takes none when one is not there or not to be touched': {
    'trashes one by one': broken(({ trash }) => ({
      trash: (root, operands) =>
        pipe(
          operands.map((one) => trash(root, [one])),
          TE.sequenceSeqArray,
          TE.map((gone) => gone.flat()),
        ),
    })),
  },
  'takes files, folders and links themselves': {
    'trashes what a link leads to': broken(({ trash }) => ({
      trash: (root, operands) =>
        trash(
          root,
          operands.map((one) => (one.name === 'link' ? operand('kept') : one)),
        ),
    })),
  },
}

/** Broken moves and copies. */
export const relocationMutants: Mutants<ProjectFilesHarness> = {
  'moves files and folders, to a name or into the folder that is there': {
    'copies instead of moving': broken(({ copy }) => ({ move: copy })),
  },
  'copies with all that lies in it, links as links, and leaves what was there': {
    'moves instead of copying': broken(({ move }) => ({ copy: move })),
    'does not name what it has skipped': broken(({ copy }) => ({
      copy: (root, from, to, onConflict) =>
        pipe(
          copy(root, from, to, onConflict),
          TE.map((placed) => ({ ...placed, skipped: [] })),
        ),
    })),
  },
  'settles conflicts of a move as it is told': {
    'overwrites unasked with a move': placing('overwrite'),
    'renames unasked with a move': placing('rename'),
  },
  'settles conflicts of a copy as it is told': {
    'does not overwrite with a copy': placing('fail'),
  },
}
