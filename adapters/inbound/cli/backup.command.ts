import { resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { EXIT, tellConfigFaults, tellFailure, tellUsage, type Command } from './command.js'

const backupHelp = `Usage: penates backup FILE

Writes all that the hub remembers into a new file that only you can read: sessions,
board, projects, settings, subscriptions, logs of what was approved, and the token.
Keep it as you keep the token. The hub may be running.
`

/** `penates backup`. */
export const backup: Command = {
  name: 'backup',
  summary: 'Write all that the hub remembers into a file',
  help: backupHelp,
  switches: [],
  run: async ({ operands: [file, ...rest] }, deps) => {
    if (file === undefined || rest.length > 0) return tellUsage('backup takes one file', 'penates backup --help', deps)
    const hub = await deps.open()
    if (E.isLeft(hub)) return tellConfigFaults(hub.left, deps)
    const saved = await hub.right.stateArchive().save(resolve(file))()
    if (E.isRight(saved)) {
      deps.out(`Wrote ${String(saved.right)} files into ${file}. It holds the token: keep it safe.\n`)
      return EXIT.ok
    }
    switch (saved.left._tag) {
      case 'PathTaken':
        return tellFailure(`${file} is there already.`, 'Give another name, or move it away.', deps)
      case 'StateBusy':
        return tellFailure('the hub changes its state all the time.', 'Try again, or stop the hub first.', deps)
      case 'Unavailable':
        return tellFailure(saved.left.detail, null, deps)
    }
  },
}

const restoreHelp = `Usage: penates restore FILE [--overwrite]

Puts back what penates backup wrote. The hub must not be running.

  --overwrite   also where there is state already; that is kept aside in a folder
                whose name is printed
`

/** `penates restore`. */
export const restore: Command = {
  name: 'restore',
  summary: 'Put back what backup wrote',
  help: restoreHelp,
  switches: ['overwrite'],
  run: async ({ operands: [file, ...rest], switches }, deps) => {
    if (file === undefined || rest.length > 0)
      return tellUsage('restore takes one file', 'penates restore --help', deps)
    const hub = await deps.open()
    if (E.isLeft(hub)) return tellConfigFaults(hub.left, deps)
    const restored = await hub.right.stateArchive().restore(resolve(file), switches.has('overwrite'))()
    if (E.isRight(restored)) {
      const { files, keptAside } = restored.right
      deps.out(
        `Put back ${String(files)} files.\n${keptAside === null ? '' : `What was there before is in ${keptAside}\n`}`,
      )
      return EXIT.ok
    }
    switch (restored.left._tag) {
      case 'NoArchive':
        return tellFailure(`${file} cannot be used: ${restored.left.detail}.`, null, deps)
      case 'StateThere':
        return tellFailure(
          `there is state already in ${restored.left.folder}.`,
          'With --overwrite it is kept aside and replaced.',
          deps,
        )
      case 'HubRuns':
        return tellFailure(
          `a hub is running (process ${String(restored.left.pid ?? 'unknown')}).`,
          'Stop it first.',
          deps,
        )
      case 'Unavailable':
        return tellFailure(restored.left.detail, null, deps)
    }
  },
}
