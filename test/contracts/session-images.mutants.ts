import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { imageNotSaved } from '../../domain/files/session-file-errors.js'
import { breaking, type Mutants } from './mutants.js'
import type { SessionImagesHarness } from './session-images.contract.js'

const broken = breaking<SessionImagesHarness, 'images'>('images')

/** Broken stores of images. */
export const sessionImagesMutants: Mutants<SessionImagesHarness> = {
  'names pictures for the time on the wall, and numbers those of one second': {
    'saves nothing': broken((_images, { wallTime }) => ({
      save: (_folder, _image, at) => TE.right(`${wallTime(at)}.png`),
    })),
    'names images for the hour before': broken(({ save }) => ({
      save: (folder, image, at) => save(folder, image, at - 3_600_000),
    })),
    'replaces an image of the same second': broken(({ save }) => {
      const names = new Map<number, string>()
      return {
        save: (folder, image, at) => {
          const second = Math.floor(at / 1_000)
          const taken = names.get(second)
          if (taken !== undefined) return TE.right(taken)
          return pipe(
            save(folder, image, at),
            TE.map((name) => {
              names.set(second, name)
              return name
            }),
          )
        },
      }
    }),
  },
  'calls a JPEG what it is': {
    'calls every image a PNG': broken(({ save }) => ({
      save: (folder, image, at) => save(folder, { ...image, kind: 'png' }, at),
    })),
  },
  'gives each of many at once a name of its own': {
    'drops an image while another is saved': broken(({ save }) => {
      let isBusy = false
      return {
        save: (folder, image, at) => async () => {
          if (isBusy) return TE.right('busy.png')()
          isBusy = true
          await Promise.resolve()
          isBusy = false
          return save(folder, image, at)()
        },
      }
    }),
  },
  'saves nothing through a link, nor where there is no folder': {
    'reports an image without a folder as saved': broken(({ save }, { missing }) => ({
      save: (folder, image, at) => (folder === missing ? TE.right('x.png') : save(folder, image, at)),
    })),
    'gives one reason for both': broken(({ save }) => ({
      save: (folder, image, at) =>
        pipe(
          save(folder, image, at),
          TE.mapLeft(() => imageNotSaved('failed')),
        ),
    })),
  },
  'removes what is older than asked for, and only what was saved here': {
    'removes nothing': broken(() => ({ prune: () => TE.right(undefined) })),
    'removes images of any age': broken(({ prune }) => ({
      prune: (folder) => prune(folder, Number.MAX_SAFE_INTEGER),
    })),
  },
}
