import type { Disk, DiskFile } from '../../infrastructure/files/disk.js'

/** Called before each step that changes the disk. What it throws is what the disk says. */
export type BeforeStep = (step: {
  readonly number: number
  readonly name: string
  /** Path that is changed; for a rename the new one. */
  readonly path: string
}) => void

/**
 * A disk that asks before it changes anything. A write is two steps, so that it can end half way: the first half is
 * written before the second one is asked for.
 */
export function watchedDisk(disk: Disk, beforeStep: BeforeStep): Disk {
  let number = 0
  const ask = (name: string, path: string): void => {
    number += 1
    beforeStep({ number, name, path })
  }
  const asking =
    <A extends ReadonlyArray<string | number>, B>(name: string, act: (path: string, ...more: A) => Promise<B>) =>
    async (path: string, ...more: A): Promise<B> => {
      ask(name, path)
      return act(path, ...more)
    }
  const file = (inner: DiskFile, path: string): DiskFile => ({
    write: async (text) => {
      const half = Math.floor(text.length / 2)
      ask('write', path)
      await inner.write(text.slice(0, half))
      ask('write the rest', path)
      await inner.write(text.slice(half))
    },
    sync: async () => {
      ask('sync', path)
      await inner.sync()
    },
    // A close that fails gives the descriptor back all the same: close(2).
    close: async () => {
      await inner.close()
      ask('close', path)
    },
  })
  return {
    ...disk,
    makeFolder: asking('make folder', disk.makeFolder),
    create: async (path) => file(await asking('create', disk.create)(path), path),
    append: async (path) => file(await asking('append', disk.append)(path), path),
    truncate: asking('truncate', disk.truncate),
    rename: async (from, to) => {
      ask('rename', to)
      await disk.rename(from, to)
    },
    remove: asking('remove', disk.remove),
    syncFolder: asking('sync folder', disk.syncFolder),
  }
}

/** Error that Node throws when the system refuses. */
export const systemError = (code: string): Error => Object.assign(new Error(`${code}: refused, test`), { code })

export interface FailingDisk {
  readonly disk: Disk
  /** The given step from now on fails, the first being 1; with `andAllLater` every one after it too. */
  readonly failAt: (step: number, andAllLater?: boolean) => void
  readonly mend: () => void
}

/** A disk that works until told otherwise, and then says `code`. */
export function failingDisk(disk: Disk, code: string): FailingDisk {
  let taken = 0
  let isFailing = (_step: number): boolean => false
  const watched = watchedDisk(disk, ({ number }) => {
    taken = number
    if (isFailing(number)) throw systemError(code)
  })
  return {
    disk: watched,
    failAt: (step, andAllLater = false) => {
      const from = taken + step
      isFailing = (number) => (andAllLater ? number >= from : number === from)
    },
    mend: () => {
      isFailing = () => false
    },
  }
}
