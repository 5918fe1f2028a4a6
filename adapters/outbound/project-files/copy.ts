import type { Stats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { Placed } from '../../../application/files/project-files.port.js'
import type { OnConflict } from '../../../domain/files/conflict.js'
import { notAFile } from '../../../domain/files/errors.js'
import type { FileName } from '../../../domain/files/file-name.js'
import { inFolder, type Operand, type ProjectPath } from '../../../domain/files/project-path.js'
import type { WritingDeps } from './store.js'
import { copyEntry, removeTree } from './copy-tree.js'
import { withOperand } from './held-entry.js'
import { withTarget, type PlacingFault } from './move.js'
import { moveInto } from './move-into.js'

/** Copies an entry to a temporary name beside its target and renames it when it is complete. */
export const copyFile = (
  root: string,
  from: Operand,
  to: ProjectPath,
  onConflict: OnConflict,
  { openNew, openWrites }: WritingDeps,
): Promise<E.Either<PlacingFault, Placed>> =>
  withOperand<PlacingFault, Placed>(root, from, (source) =>
    withTarget<Placed>(root, source, from, to, async (target) => {
      if (!isCopied(source.stats)) return E.left(notAFile)
      const temporary = await openWrites.nameIn(target.folder.path)
      const skipped: ProjectPath[] = []
      let isPlaced = false
      try {
        await copyEntry(
          { from: source.folder, name: source.name, to: target.folder, as: temporary, openNew },
          (below) => skipped.push(inFolder(from.folder, below as FileName)),
        )
        const copied = target.folder.entry(temporary)
        const placed = await moveInto(copied, await lstat(copied), target.folder, target.name, onConflict)
        if (E.isLeft(placed)) return placed
        isPlaced = true
        const { name, path } = placed.right
        return E.right({ path: inFolder(target.path, name), touched: [path], skipped })
      } finally {
        if (!isPlaced) await removeTree(target.folder, temporary).catch(() => undefined)
      }
    }),
  )

const isCopied = (stats: Stats): boolean => stats.isFile() || stats.isDirectory() || stats.isSymbolicLink()
