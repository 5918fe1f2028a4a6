import * as E from 'fp-ts/lib/Either.js'
import type { Simulator } from '../../../application/mata/simulator.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { MAX_IMAGE_BYTES, type SessionImage } from '../../../domain/files/session-image.js'
import { noFrame, simulatorFailed } from '../../../domain/mata/errors.js'
import { NOT_RUNNING, readSimulatorRun } from '../../../domain/mata/status.js'
import { plainGet } from '../../../infrastructure/net/plain-get.js'
import { takesConnection } from '../../../infrastructure/net/takes-connection.js'
import { findProgram } from '../../../infrastructure/process/find-program.js'

export interface MataOptions {
  readonly runner: CommandRunner
  /** Path of the program, also where there is none. */
  readonly program: string
  /** Port on loopback that the viewer serves on. */
  readonly port: number
}

/** Path to which the viewer's installer writes the program. */
export const MATA_PROGRAM = '/Applications/Mata.app/Contents/MacOS/mata'

/** Milliseconds. */
const STATUS_MS = 4_000
const CONTROL_MS = 8_000
const CONNECT_MS = 500
const CAPTURE_MS = 4_000
/** Bytes of what it prints. */
const MAX_OUTPUT = 64 * 1024

/** Mata, which runs on macOS only: elsewhere its program is not there, and nothing is ever asked of it. */
export function mataSimulator({ runner, program, port }: MataOptions): Simulator {
  return {
    isInstalled: async () => (await findProgram(program, '')) !== null,
    run: async () => {
      const ran = await runner.run([program, 'status'], { timeoutMs: STATUS_MS, outputLimitBytes: MAX_OUTPUT })()
      return E.isLeft(ran) ? NOT_RUNNING : readSimulatorRun(`${ran.right.stdout}\n${ran.right.stderr}`.trim())
    },
    isOpen: () => takesConnection('127.0.0.1', port, CONNECT_MS),
    control: (action) => async () => {
      const ran = await runner.run([program, action], { timeoutMs: CONTROL_MS, outputLimitBytes: MAX_OUTPUT })()
      if (E.isLeft(ran)) return E.left(simulatorFailed(`${action} did not come to an end`))
      const { exitCode } = ran.right
      if (exitCode === 0) return E.right(undefined)
      return E.left(simulatorFailed(exitCode === null ? `${action} was ended` : `exit code ${String(exitCode)}`))
    },
    capture: async () => {
      const frame = await frameFrom(`http://127.0.0.1:${String(port)}/session/capture`).catch(() => null)
      return frame === null ? E.left(noFrame) : E.right(frame)
    },
  }
}

async function frameFrom(url: string): Promise<SessionImage | null> {
  const { status, headers, body } = await plainGet(url, { timeoutMs: CAPTURE_MS, maxBytes: MAX_IMAGE_BYTES })
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';')
  const kind = KINDS.get(mediaType.trim().toLowerCase())
  return status !== 200 || kind === undefined || body.length === 0 ? null : { bytes: body, kind }
}

const KINDS: ReadonlyMap<string, SessionImage['kind']> = new Map([
  ['image/png', 'png'],
  ['image/jpeg', 'jpg'],
  ['image/jpg', 'jpg'],
])
