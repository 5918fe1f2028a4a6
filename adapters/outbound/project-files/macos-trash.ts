import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { SystemTrash } from './trash.js'

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
