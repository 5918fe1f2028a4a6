import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionImages } from '../../../application/files/session-images.port.js'
import { imageFolderForbidden, imageNotSaved } from '../../../domain/files/session-file-errors.js'
import { isImageName } from '../../../domain/files/session-image.js'
import type { Instant } from '../../../domain/shared/instant.js'

/** Folders in memory, on a machine whose clocks show UTC. */
export interface MemorySessionImages extends SessionImages {
  /** A folder that exists; pictures go into those only. */
  readonly addFolder: (folder: string) => void
  /** The folder for pictures is a link to somewhere. */
  readonly linkImageFolder: (folder: string) => void
  /** Puts a file there by hand. */
  readonly addFile: (folder: string, name: string, writtenAt: Instant) => void
  /** Names in the image folder, without the ignore file. */
  readonly filesOf: (folder: string) => ReadonlyArray<string>
}

interface ImageFolder {
  readonly files: Map<string, Instant>
  isLink: boolean
}

export function memorySessionImages(): MemorySessionImages {
  const folders = new Map<string, ImageFolder>()

  return {
    save: (path, { kind }, at) =>
      TE.fromIOEither(() => {
        const folder = folders.get(path)
        if (folder === undefined) return E.left(imageNotSaved('failed'))
        if (folder.isLink) return E.left(imageFolderForbidden)
        const [day = '', time = ''] = new Date(at).toISOString().split('T')
        const stem = `${day}-${time.slice(0, 8).replaceAll(':', '')}`
        let name = `${stem}.${kind}`
        for (let number = 1; folder.files.has(name); number += 1) name = `${stem}-${String(number)}.${kind}`
        folder.files.set(name, at)
        return E.right(name)
      }),
    prune: (path, before) =>
      TE.fromIO(() => {
        for (const [name, writtenAt] of folders.get(path)?.files ?? [])
          if (isImageName(name) && writtenAt < before) folders.get(path)?.files.delete(name)
      }),
    addFolder: (path) => void folders.set(path, { files: new Map(), isLink: false }),
    linkImageFolder: (path) => {
      const folder = folders.get(path)
      if (folder !== undefined) folder.isLink = true
    },
    addFile: (path, name, writtenAt) => void folders.get(path)?.files.set(name, writtenAt),
    filesOf: (path) => [...(folders.get(path)?.files.keys() ?? [])].sort(),
  }
}
