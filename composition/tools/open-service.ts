import { join } from 'node:path'
import { launchdServiceManager } from '../../adapters/outbound/service-manager/service-manager.launchd.js'
import { systemdServiceManager } from '../../adapters/outbound/service-manager/service-manager.systemd.js'
import type { OwnService } from '../../application/server/install-service.js'
import type { ServiceManager } from '../../application/server/service-manager.port.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { serviceEnvironment, type Config } from '../config/environment.js'

/** Name of the log in its folder. */
export const LOG_FILE = 'hub.log'

/** Folder of the hub's log, and on macOS of the output before the log is open. */
export const logFolderOf = ({ stateFolder }: Config): string => join(stateFolder, 'logs')

/** Heap options of the hub: a small nursery is collected often, in short pauses, and not kept as 30 MB of heap. */
export const HEAP_OPTIONS = ['--max-semi-space-size=2', '--initial-old-space-size=8']

/**
 * Variables of glibc's allocator, mallopt(3): with a threshold it returns freed memory, which otherwise raises that threshold, and two
 * arenas suffice. Other C libraries ignore them.
 */
export const ALLOCATOR = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' }

/** Arguments of Node.js in a service definition: those of this process, with the heap options wherever they are missing. */
export const serviceOptions = (ofThisProcess: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...HEAP_OPTIONS.filter((option) => !ofThisProcess.some((given) => given.startsWith(option.replace(/\d+$/, '')))),
  ...ofThisProcess,
]

/** Service that runs `program` as this process runs, in the present folder. */
export function serviceDefinition(program: string): Pick<OwnService, 'spec' | 'leftOut'> {
  const { kept, leftOut } = serviceEnvironment(process.env)
  const argv = [process.execPath, ...serviceOptions(process.execArgv), program, 'serve'] as const
  return { spec: { argv, directory: process.cwd(), environment: { ...ALLOCATOR, ...kept } }, leftOut }
}

/** The service manager of this machine. */
export function openServiceManager(config: Config, runner: CommandRunner): ServiceManager {
  const { home, childEnvironment } = config
  return process.platform === 'darwin'
    ? launchdServiceManager({
        runner,
        disk: nodeDisk,
        label: config.launchAgent,
        home,
        uid: process.getuid?.() ?? 0,
        logFile: join(logFolderOf(config), 'service.log'),
      })
    : systemdServiceManager({
        runner,
        disk: nodeDisk,
        unit: config.systemdUnit,
        configFolder: childEnvironment['XDG_CONFIG_HOME'] ?? join(home, '.config'),
      })
}
