import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PortScan } from '../../../application/preview/port-scan.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { ListeningPort } from '../../../domain/preview/preview-port.js'
import { isListening } from './is-listening.js'

const TIMEOUT_MS = 4_000

/**
 * Port scan for systems without `/proc`, such as macOS. lsof(8): `-F` prints one field per line, with its letter first.
 */
export const lsofPortScan = (runner: CommandRunner): PortScan => ({
  isListening,
  list: pipe(
    runner.run(['lsof', '-nP', '-iTCP', '-sTCP:LISTEN', '-F', 'cn'], { timeoutMs: TIMEOUT_MS, startsNone: true }),
    TE.map(({ stdout }) => readListeners(stdout)),
  ),
})

/** Parses `c` (command) and `n` (`*:5173`, `127.0.0.1:5173`, `[::1]:5173`) lines. */
export function readListeners(output: string): ReadonlyArray<ListeningPort> {
  let process = ''
  return output.split('\n').flatMap((line) => {
    if (line.startsWith('c')) process = line.slice(1)
    const port = /^n(?:\*|127\.0\.0\.1|\[::1?\]):(\d+)$/.exec(line)?.[1]
    return port === undefined ? [] : [{ port: Number(port), process }]
  })
}
