import { MATA_PROGRAM, mataSimulator } from '../adapters/outbound/mata/simulator.mata.js'
import { lsofPortScan } from '../adapters/outbound/system/port-scan.lsof.js'
import { procPortScan } from '../adapters/outbound/system/port-scan.proc.js'
import { hmacSeal } from '../adapters/outbound/system/seal.hmac.js'
import { whisperTranscriber } from '../adapters/outbound/whisper/transcriber.whisper.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import { VIEWER_PORT } from '../domain/mata/status.js'
import type { Config } from './environment.js'
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
