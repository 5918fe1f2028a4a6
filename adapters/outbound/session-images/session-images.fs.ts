import * as E from 'fp-ts/lib/Either.js'
import { randomUUID } from 'node:crypto'
import { link, lstat, readdir, unlink } from 'node:fs/promises'
import type { SessionImages } from '../../../application/files/session-images.port.js'
import {
  imageFolderForbidden,
  imageNotSaved,
  type ImageFolderForbidden,
  type ImageNotSaved,
} from '../../../domain/files/session-file-errors.js'
import { IMAGE_FOLDER, isImageName, type SessionImage } from '../../../domain/files/session-image.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { holdChild, holdFolder, OUTSIDE, type HeldFolder } from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { makeOwned, openOwned } from '../../../infrastructure/files/folder-owner.js'

/** Leaves out all of the folder, this list included. gitignore(5). */
const IGNORE_LIST = { name: '.gitignore', text: '*\n' }
/** Pictures that are not whole. One that a kill left is removed with the old pictures. */
const UNFINISHED = '.penates-upload-'
const FILE_MODE = 0o666
const MAX_OF_ONE_SECOND = 1_000

/** Pictures on this machine's disk. */
export const fsSessionImages: SessionImages = {
  save: (folder, image, at) => async () => {
    try {
      return await inImageFolder(folder, async (images) => {
        await keepFromGit(images)
        return E.right(await saveNew(images, image, wallTime(at)))
      })
    } catch (thrown) {
      return E.left(faultOf(thrown))
    }
  },
  prune: (folder, before) => async () => {
    await inImageFolder(folder, async (images) => {
      for (const name of await readdir(images.self)) {
        if (!isImageName(name) && !name.startsWith(UNFINISHED)) continue
        const stats = await lstat(images.entry(name))
        if (stats.isFile() && stats.mtimeMs < before) await unlink(images.entry(name))
      }
    }).catch(() => undefined)
    return E.right(undefined)
  },
}

/** Works in the folder, made if it is missing; it is held, so that it stays the same and within the session's. */
async function inImageFolder<A>(folder: string, use: (images: HeldFolder) => Promise<A>): Promise<A> {
  const parent = await holdFolder(folder, '')
  if (parent === OUTSIDE) throw new Error(OUTSIDE)
  try {
    await makeOwned(parent.entry(IMAGE_FOLDER)).catch(unlessExists)
    const images = await holdChild(parent, IMAGE_FOLDER)
    try {
      return await use(images)
    } finally {
      await images.close()
    }
  } finally {
    await parent.close()
  }
}

async function keepFromGit(images: HeldFolder): Promise<void> {
  try {
    const handle = await openOwned(images.entry(IGNORE_LIST.name), FILE_MODE)
    try {
      await handle.writeFile(IGNORE_LIST.text)
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    unlessExists(thrown)
  }
}

/**
 * Writes to a temporary name and links the final one, so that no partial image is visible. The link fails if the name
 * is taken.
 */
async function saveNew(images: HeldFolder, { bytes, kind }: SessionImage, time: string): Promise<string> {
  const unfinished = images.entry(`${UNFINISHED}${randomUUID()}`)
  try {
    const handle = await openOwned(unfinished, FILE_MODE)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    for (let number = 0; number < MAX_OF_ONE_SECOND; number += 1) {
      const name = `${time}${number === 0 ? '' : `-${String(number)}`}.${kind}`
      if (await isFreeFor(unfinished, images.entry(name))) return name
    }
    throw new Error('no name is free')
  } finally {
    await unlink(unfinished).catch(() => undefined)
  }
}

async function isFreeFor(unfinished: string, path: string): Promise<boolean> {
  try {
    await link(unfinished, path)
    return true
  } catch (thrown) {
    unlessExists(thrown)
    return false
  }
}

function unlessExists(thrown: unknown): void {
  if (errorCode(thrown) !== 'EEXIST') throw thrown
}

/** `2026-03-01-081530`, in the time zone of this machine. */
function wallTime(at: Instant): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`
}

function faultOf(thrown: unknown): ImageFolderForbidden | ImageNotSaved {
  switch (errorCode(thrown)) {
    case 'ENOTDIR':
    case 'ELOOP':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return imageFolderForbidden
    case 'ENOSPC':
    case 'EDQUOT':
      return imageNotSaved('disk-full')
    default:
      return imageNotSaved('failed')
  }
}
