import * as E from 'fp-ts/lib/Either.js'
import { withInstallation, type Context } from './context.js'
import type { Run } from './description.js'
import type { SERVE } from './descriptions/machine.js'
import { EXIT, type ExitCode } from './exit-codes.js'
import type { RunningHub } from './installation.js'
import { signInLink } from './token.command.js'
import { startFaultWords } from './start-fault.js'

/** Milliseconds. Longer than an orderly stop takes; a service manager waits 90 s before it kills. */
const STOP_WITHIN_MS = 5000

/** `penates serve`. */
export const serve: Run<typeof SERVE, Context> = (_, context) =>
  withInstallation(context, async (hub) => {
    // Asked for before the start, so that a signal during the start counts too.
    const stopAsked = context.stopAsked()
    const started = await hub.startHub()()
    if (E.isLeft(started)) return context.fail(startFaultWords(started.left))
    const { url } = started.right
    context.print({ json: { url, version: context.version }, text: welcome(started.right, context), ids: [url] })
    await stopAsked
    return stop(started.right, context)
  })

function welcome({ url, token }: RunningHub, { version, isOutTerminal }: Context): string {
  const link = isOutTerminal ? signInLink(url, token) : `${url}/`
  const hint = isOutTerminal || token === null ? '' : 'Get the link that signs you in with: penates token --link\n'
  return `Penates ${version} is running:\n\n  ${link}\n\n${hint}Stop it with Ctrl-C; sessions keep running.\n`
}

async function stop(hub: RunningHub, { fail }: Context): Promise<ExitCode> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, STOP_WITHIN_MS, false)
  })
  try {
    const isDone = await Promise.race([hub.stop().then(() => true), tooLate])
    return isDone ? EXIT.ok : fail({ problem: 'it did not stop in time, so it was ended.' })
  } finally {
    clearTimeout(timer)
  }
}
