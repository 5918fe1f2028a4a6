import type { ContainerModuleLoadOptions } from 'inversify'
import { MATA_PROGRAM, mataSimulator } from '../adapters/outbound/mata/simulator.mata.js'
import { lsofPortScan } from '../adapters/outbound/system/port-scan.lsof.js'
import { procPortScan } from '../adapters/outbound/system/port-scan.proc.js'
import { hmacSeal } from '../adapters/outbound/system/seal.hmac.js'
import { whisperTranscriber } from '../adapters/outbound/whisper/transcriber.whisper.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import { VIEWER_PORT } from '../domain/mata/status.js'
import type { Config } from './environment.js'
import { provideValue } from './provide.js'
import { TOKENS as T } from './tokens.js'

/** Binds optional tools of the machine: a speech model, an iOS simulator, a scan of listening ports. */
export function bindMachineTools(options: ContainerModuleLoadOptions, config: Config, runner: CommandRunner): void {
  const searchPath = config.childEnvironment['PATH'] ?? ''
  const { voiceEnabled: enabled, whisperProgram: program, whisperModel: model, mataProgram } = config
  provideValue(options, T.transcriber, whisperTranscriber({ runner, enabled, program, model, searchPath }))
  provideValue(options, T.portScan, process.platform === 'linux' ? procPortScan : lsofPortScan(runner))
  provideValue(options, T.seal, hmacSeal())
  provideValue(options, T.simulator, mataSimulator({ runner, program: mataProgram ?? MATA_PROGRAM, port: VIEWER_PORT }))
}
