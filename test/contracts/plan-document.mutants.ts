import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import { breaking, type Mutants } from './mutants.js'
import type { PlanDocumentHarness } from './plan-document.contract.js'

const broken = breaking<PlanDocumentHarness, 'documents'>('documents')

/** Broken stores of plan documents. */
export const planDocumentMutants: Mutants<PlanDocumentHarness> = {
  'has none where there is none, and no folder either': {
    'is unavailable for a missing folder': broken(({ read }, { missing }) => ({
      read: (folder) => (folder === missing ? TE.left(unavailable('mutant', 'no folder')) : read(folder)),
    })),
  },
  'takes the change log before the roadmap, with every byte of text': {
    'drops the byte order mark': broken(({ read }) => ({
      read: (folder) =>
        pipe(
          read(folder),
          TE.map((file) => file && { ...file, text: file.text.replace('\uFEFF', '') }),
        ),
    })),
    'reads line ends as line feeds': broken(({ read }) => ({
      read: (folder) =>
        pipe(
          read(folder),
          TE.map((file) => file && { ...file, text: file.text.replaceAll('\r\n', '\n') }),
        ),
    })),
  },
  'gives the same text the same revision, and another text another one': {
    'gives every reading a revision of its own': broken(({ read }) => {
      let count = 0
      return {
        read: (folder) =>
          pipe(
            read(folder),
            TE.map((file) => file && { ...file, rev: String(count++) }),
          ),
      }
    }),
    'gives every text the same revision': broken(({ read }) => ({
      read: (folder) =>
        pipe(
          read(folder),
          TE.map((file) => file && { ...file, rev: 'rev' }),
        ),
    })),
  },
  'looks the same until something changes': {
    'looks the same after a change': broken(({ look }) => ({
      look: (folder) =>
        pipe(
          look(folder),
          TE.map((stamp) => stamp && 'same'),
        ),
    })),
    'looks different each time': broken(({ look }) => {
      let count = 0
      return {
        look: (folder) =>
          pipe(
            look(folder),
            TE.map((stamp) => stamp && String(count++)),
          ),
      }
    }),
  },
  'makes the change log where there is none': {
    'writes nothing': broken(({ change }) => ({
      change: (folder, edit) => async () => {
        let text = ''
        await change(folder, (file) => {
          const edited = edit(file)
          if (E.isRight(edited)) text = edited.right
          return E.left('refused')
        })()
        return E.right({ name: 'CHANGELOG.md', text, rev: '', mtimeMs: 0 })
      },
    })),
  },
  'changes the document that there is, and answers with it as it is then': {
    'answers with the document before the change': broken(({ read, change }) => ({
      change: (folder, edit) => async () => {
        const before = await read(folder)()
        const changed = await change(folder, edit)()
        return E.isRight(before) && before.right !== null ? E.right(before.right) : changed
      },
    })),
  },
  'writes nothing for a refusal, nor for the same text': {
    'writes the same text': (scene) => ({
      ...scene,
      documents: {
        ...scene.documents,
        change: (folder, edit) => async () => {
          const changed = await scene.documents.change(folder, edit)()
          if (E.isRight(changed)) await scene.write(changed.right.name, changed.right.text)
          return changed
        },
      },
    }),
    'swallows a refusal': broken(({ change }) => ({
      change: (folder, edit) =>
        pipe(
          change(folder, edit),
          TE.orElseW(() => TE.right({ name: 'CHANGELOG.md' as const, text: '', rev: '', mtimeMs: 0 })),
        ),
    })),
  },
  'applies changes one after the other, so that none is lost': {
    'loses a change that another overtakes': broken(({ read, change }) => ({
      change: (folder, edit) => async () => {
        const before = await read(folder)()
        await Promise.resolve()
        return E.isLeft(before) ? before : change(folder, () => edit(before.right))()
      },
    })),
  },
  'makes the roadmap the change log, but only the one that was read': {
    'promotes any revision': broken(({ read, promote }) => ({
      promote: (folder, to) =>
        pipe(
          read(folder),
          TE.flatMap((file) => promote(folder, { ...to, rev: file?.rev ?? to.rev })),
        ),
    })),
    'promotes with the former text': broken(({ read, promote }) => ({
      promote: (folder, to) =>
        pipe(
          read(folder),
          TE.flatMap((file) => promote(folder, { ...to, text: file?.text ?? '' })),
        ),
    })),
  },
  'tells when a document comes, changes and goes, until it is stopped': {
    'reports nothing': broken(() => ({ watch: () => () => undefined })),
  },
  'never tells of its own changes': {
    'reports its own changes': broken(({ change, watch }) => {
      const listeners = new Set<() => void>()
      return {
        watch: (folder, changed) => {
          listeners.add(changed)
          return watch(folder, changed)
        },
        change: (folder, edit) => async () => {
          const made = await change(folder, edit)()
          listeners.forEach((changed) => {
            changed()
          })
          return made
        },
      }
    }),
  },
}
