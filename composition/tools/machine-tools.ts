import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { OpenState } from '../../adapters/outbound/json-store/open-state.js'
import { MATA_PROGRAM, mataSimulator } from '../../adapters/outbound/mata/simulator.mata.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { lsofPortScan, procPortScan } from '../../adapters/outbound/system/port-scan.system.js'
import { hmacSeal } from '../../adapters/outbound/system/seal.hmac.js'
import { whisperTranscriber } from '../../adapters/outbound/whisper/transcriber.whisper.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { Log } from '../../application/shared/log.port.js'
import { VIEWER_PORT } from '../../domain/mata/status.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Config } from '../config/environment.js'
import type { HubTools } from './tools.js'

type MachineTools = Pick<HubTools, 'transcriber' | 'portScan' | 'seal' | 'simulator'>

/** Optional tools of the machine: a speech model, an iOS simulator, a scan of listening ports. */
export function machineTools(config: Config, runner: CommandRunner): MachineTools {
  const searchPath = config.childEnvironment['PATH'] ?? ''
  const { voiceEnabled: enabled, whisperProgram: program, whisperModel: model, mataProgram } = config
  return {
    transcriber: whisperTranscriber({ runner, enabled, program, model, searchPath }),
    portScan: process.platform === 'linux' ? procPortScan : lsofPortScan(runner),
    seal: hmacSeal(),
    simulator: mataSimulator({ runner, program: mataProgram ?? MATA_PROGRAM, port: VIEWER_PORT }),
  }
}

/** A disk that takes nothing is no reason not to start: the mark then only holds for this time. */
export function markBoot(state: OpenState, log: Log): TE.TaskEither<never, Instant> {
  const now = systemClock.now()
  return pipe(
    state.markBoot(now),
    TE.orElse(({ detail }): TE.TaskEither<never, Instant> => {
      log.warn('the start could not be noted', { detail })
      return TE.right(now)
    }),
  )
}
