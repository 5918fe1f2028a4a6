import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { TerminalHost, TerminalLink } from '../../../application/terminal/terminal-host.port.js'
import type { Measured } from './measured.js'

/** Milliseconds after which missing output counts as no echo: a password prompt or a busy program. */
const NO_ECHO_MS = 2_000

/** The same terminals, with their bytes counted, their pauses, and the time from a key to what is printed after it. */
export function measuredTerminalHost(host: TerminalHost, { echo, terminals }: Measured): TerminalHost {
  return {
    ...host,
    attach: (spec, listener) => {
      /** Time of the first key since the last output; 0 when there is none. */
      let typedAt = 0
      let isPaused = false

      const setPaused = (paused: boolean): void => {
        if (paused !== isPaused) terminals.paused += paused ? 1 : -1
        isPaused = paused
      }
      const measured = (link: TerminalLink): TerminalLink => ({
        ...link,
        write: (input) => {
          terminals.bytesIn += input.length
          if (typedAt === 0) typedAt = performance.now()
          return link.write(input)
        },
        pause: () => {
          setPaused(true)
          link.pause()
        },
        resume: () => {
          setPaused(false)
          link.resume()
        },
        close: () => {
          setPaused(false)
          link.close()
        },
      })

      return pipe(
        host.attach(spec, {
          output: (chunk) => {
            terminals.bytesOut += chunk.byteLength
            if (typedAt !== 0) {
              const tookMs = performance.now() - typedAt
              if (tookMs < NO_ECHO_MS) echo.note(tookMs)
              typedAt = 0
            }
            listener.output(chunk)
          },
          drained: listener.drained,
          exit: (end) => {
            setPaused(false)
            listener.exit(end)
          },
        }),
        TE.map(measured),
      )
    },
  }
}
