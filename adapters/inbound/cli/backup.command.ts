import { resolve } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { withInstallation, type Context } from './context.js'
import type { Run } from './description.js'
import type { BACKUP, RESTORE } from './descriptions/machine.js'

/** `penates backup`. */
export const backup: Run<typeof BACKUP, Context> = ({ args: { file } }, context) =>
  withInstallation(context, async (hub) => {
    const saved = await hub.stateArchive().save(resolve(file))()
    if (E.isRight(saved)) {
      const text = `Wrote ${String(saved.right)} files into ${file}. It contains the token: keep it safe.\n`
      return context.print({ json: { file, files: saved.right }, text, ids: [file] })
    }
    switch (saved.left._tag) {
      case 'PathTaken':
        return context.fail({ problem: `${file} exists already.`, mend: 'Give another name, or move it away.' })
      case 'StateBusy':
        return context.fail({
          problem: 'the hub changes its state all the time.',
          mend: 'Try again, or stop the hub first.',
        })
      case 'Unavailable':
        return context.fail({ problem: saved.left.detail })
    }
  })

/** `penates restore`. */
export const restore: Run<typeof RESTORE, Context> = ({ args: { file }, options: { overwrite } }, context) =>
  withInstallation(context, async (hub) => {
    const restored = await hub.stateArchive().restore(resolve(file), overwrite)()
    if (E.isRight(restored)) {
      const { files, keptAside } = restored.right
      const aside = keptAside === null ? '' : `The former state is in ${keptAside}\n`
      return context.print({ json: restored.right, text: `Restored ${String(files)} files.\n${aside}` })
    }
    switch (restored.left._tag) {
      case 'NoArchive':
        return context.fail({ problem: `${file} cannot be used: ${restored.left.detail}.` })
      case 'StateThere':
        return context.fail({
          problem: `there is state already in ${restored.left.folder}.`,
          mend: 'With --overwrite it is kept aside and replaced.',
        })
      case 'HubRuns':
        return context.fail({
          problem: `a hub is running (process ${String(restored.left.pid ?? 'unknown')}).`,
          mend: 'Stop it first.',
        })
      case 'Unavailable':
        return context.fail({ problem: restored.left.detail })
    }
  })
