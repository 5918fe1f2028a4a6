import type { Disk, DiskFile } from '../../infrastructure/files/disk.js'

/** Called before each step that changes the disk. What it throws is what the disk says. */
export type BeforeStep = (step: { readonly number: number; readonly name: string }) => void

/**
 * A disk that asks before it changes anything. A write is two steps, so that it can end half way: the first half is
 * written before the second one is asked for.
 */
export function watchedDisk(disk: Disk, beforeStep: BeforeStep): Disk {
  let number = 0
  const asking =
    <A extends ReadonlyArray<unknown>, B>(name: string, act: (...args: A) => Promise<B>) =>
    async (...args: A): Promise<B> => {
      number += 1
      beforeStep({ number, name })
      return act(...args)
    }
  const file = (inner: DiskFile): DiskFile => {
    const first = asking('write', inner.write)
    const second = asking('write the rest', inner.write)
    return {
      write: async (text) => {
        const half = Math.floor(text.length / 2)
        await first(text.slice(0, half))
        await second(text.slice(half))
      },
      sync: asking('sync', inner.sync),
      // A close that fails gives the descriptor back all the same: close(2).
      close: async () => {
        await inner.close()
        await asking('close', () => Promise.resolve())()
      },
    }
  }
  return {
    ...disk,
    makeFolder: asking('make folder', disk.makeFolder),
    create: async (path) => file(await asking('create', disk.create)(path)),
    append: async (path) => file(await asking('append', disk.append)(path)),
    truncate: asking('truncate', disk.truncate),
    rename: asking('rename', disk.rename),
    remove: asking('remove', disk.remove),
    syncFolder: asking('sync folder', disk.syncFolder),
  }
}

/** What Node throws when the system refuses. */
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
