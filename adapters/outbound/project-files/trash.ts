import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import {
  trashFailed,
  trashUnavailable,
  type BadPath,
  type FileNotFound,
  type OutsideRoot,
  type TrashFailed,
  type TrashUnavailable,
} from '../../../domain/files/errors.js'
import { inFolder, type Operand } from '../../../domain/files/project-path.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { withOperand, type HeldEntry } from './held-entry.js'

type TrashFault = OutsideRoot | BadPath | FileNotFound | TrashUnavailable | TrashFailed

/** Looks for all of them, then takes them one by one; the first that is not taken ends it. */
export async function trashAll(
  root: string,
  operands: ReadonlyArray<Operand>,
  trash: SystemTrash,
): Promise<E.Either<TrashFault, ReadonlyArray<string>>> {
  for (const operand of operands) {
    const found = await withOperand(root, operand, () => Promise.resolve(E.right(undefined)))
    if (E.isLeft(found)) return found
  }
  const taken: string[] = []
  for (const operand of operands) {
    const outcome = await takeOne(root, operand, trash)
    if (E.isRight(outcome)) taken.push(outcome.right)
    else if (taken.length === 0 && outcome.left === null) return E.left(trashUnavailable)
    else return E.left(failed(outcome.left ?? 'there is no trash for it', operands, taken.length))
  }
  return E.right(taken)
}

/** Absolute path of what went; else why not, `null` where there is no trash. */
async function takeOne(root: string, operand: Operand, trash: SystemTrash): Promise<E.Either<string | null, string>> {
  try {
    const outcome = await withOperand<null, string>(root, operand, async (held) =>
      (await trash(held)) === 'taken' ? E.right(join(held.folder.path, held.name)) : E.left(null),
    )
    return E.isLeft(outcome) && outcome.left !== null ? E.left(outcome.left._tag) : (outcome as E.Either<null, string>)
  } catch (thrown) {
    return E.left(errorText(thrown))
  }
}

function failed(detail: string, operands: ReadonlyArray<Operand>, taken: number): TrashFailed {
  const paths = operands.map(({ folder, name }) => inFolder(folder, name))
  return trashFailed(detail, paths.slice(0, taken), paths.slice(taken))
}

/**
 * Takes something into a trash of the system, itself and not what it leads to. `none`: there is no trash that it could
 * go to. Rejects when a trash did not take it; then it is where it was.
 */
export type SystemTrash = (held: HeldEntry) => Promise<'taken' | 'none'>

/**
 * Script with the call behind Finder's "Move to Trash": NSFileManager, trashItem. It moves a link itself, not its
 * target. The path is passed as an argument, so no part of it is evaluated as script.
 */
const SCRIPT = `function run(argv) {
  ObjC.import('Foundation')
  const url = $.NSURL.fileURLWithPath(argv[0])
  return $.NSFileManager.defaultManager.trashItemAtURLResultingItemURLError(url, null, null) ? 'taken' : 'refused'
}`

/** Finder's trash, by way of `osascript`, which every macOS has. */
export const macosTrash =
  (runner: CommandRunner): SystemTrash =>
  async ({ folder, name }) => {
    const path = join(folder.path, name)
    const ended = await runner.run(['/usr/bin/osascript', '-l', 'JavaScript', '-e', SCRIPT, path])()
    if (E.isLeft(ended)) return 'none'
    if (ended.right.exitCode === 0 && ended.right.stdout.trim() === 'taken') return 'taken'
    throw new Error(`osascript: ${ended.right.stderr.trim() || 'refused'}`)
  }
